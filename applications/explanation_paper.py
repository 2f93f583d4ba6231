"""The explanation of an amount on paper, for the family: plain values for ``templates/papers/explanation.html``."""

from applications.letters import Paper, in_large_print


def explanation_paper(case, *, outcome, total, shown, changes, on, sees_health):
    """The Paper. ``shown``: the kept Determination, None for the calculation of today, which is a draft.

    ``sees_health`` False leaves the single requirements out. In Italian.
    """
    return Paper(
        template="papers/explanation.html",
        title="Come abbiamo calcolato l’importo",
        name=f"importo-{case.ref}.pdf",
        kind="explanation",
        context={
            "office": case.plan_office,
            "case": case,
            "person": case.person,
            "large_print": in_large_print(case.person),
            "outcome": outcome,
            "sentence": outcome.sentence_for(case.person.first_name),
            "total": total,
            "shown": shown,
            "changes": changes if sees_health else (),
            "on": on,
            "sees_health": sees_health,
            "draft": shown is None,
            "paper": {"name": "Come abbiamo calcolato l’importo", "number": case.ref},
        },
    )
