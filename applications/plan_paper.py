"""What the paper of a plan says: plain values for ``templates/papers/individual_plan.html``. In Italian."""

from applications import scales
from applications.facts import assess_case
from applications.letters import Paper, in_large_print
from applications.models import Determination, Party, PlanState
from applications.plan_budget import budget, open_needs, uncovered

ROLES_ON_PAPER = {
    Party.PERSON: "La persona o chi la rappresenta",
    Party.CAREGIVER: "Caregiver familiare",
    Party.SOCIAL: "Assistente sociale",
    Party.ASST: "Per l'ASST",
    Party.MANAGER: "Responsabile dell'Ufficio di Piano",
}


def plan_paper(case, plan, *, on, sees_money):
    """The Paper of one version. ``sees_money`` False leaves out every amount in euro.

    The row of Measure B2 is that of the determination of this version, or of the calculation of the day ``on``.
    """
    made = _determination(case, plan) if plan.approved_at else None
    amount = made.monthly_total if made else assess_case(case, on=on).monthly_total
    resources = list(plan.resources.all())
    return Paper(
        template="papers/individual_plan.html",
        title=f"Piano individuale di {case.person.full_name}",
        name=f"piano-{case.ref}-v{plan.version}.pdf",
        kind="plan",
        context={
            "office": case.plan_office,
            "case": case,
            "person": case.person,
            "large_print": in_large_print(case.person),
            "representatives": [
                one
                for one in case.person.representatives.all()
                if (one.starts_on is None or one.starts_on <= on)
                and (one.ends_on is None or one.ends_on >= on)
            ],
            "caregivers": list(case.caregivers.all()) if plan.caregiver_takes_part else [],
            "plan": plan,
            "draft": plan.state not in (PlanState.APPROVED, PlanState.SUPERSEDED),
            "scores": _scores(case, plan),
            "interventions": list(plan.interventions.all()),
            "resources": resources,
            "open_needs": open_needs(plan.needs.all()),
            "sees_money": sees_money,
            "amount": amount,
            "confirmed": made is not None,
            "budget": budget(resources, amount=amount),
            "uncovered": uncovered(case, resources, amount=amount, on=on) if sees_money else None,
            "signatures": _signatures(plan),
            "signed_by_family": Party.PERSON in plan.valid_signatures(),
            "paper": {
                "name": "Piano individuale",
                "number": case.ref,
                "version": f"versione {plan.version}",
            },
        },
    )


def _determination(case, plan):
    """The one made with this version; a version approved while the case was paid goes on with the amount there was."""
    rows = Determination.objects.filter(application=case)
    own = rows.filter(plan=plan).order_by("made_at").first()
    return own or rows.filter(made_at__lte=plan.approved_at, plan__isnull=False).order_by("-made_at").first()


def _scores(case, plan):
    """[{label, score, of, words}] of the assessment in force, known scores only: the score out of the highest there is,
    and what it means. Of an approved plan: the assessment begun last before its approval, whatever came after."""
    begun = case.assessments.all()
    if plan.approved_at:
        begun = [row for row in begun if row.started_at <= plan.approved_at]
    assessment = next(iter(begun), None)
    if assessment is None:
        return []
    found = scales.scores(assessment)
    return [
        {
            "label": scale.label.it,
            "score": score,
            "of": scale.best,
            "words": band.label.it if (band := scale.band(score)) else "",
        }
        for scale in scales.of(assessment)
        if (score := found.get(scale.code)) is not None
    ]


def _signatures(plan):
    """A box for each party: what was signed, or a line to sign on."""
    valid = plan.valid_signatures()
    return [
        {"role": words, "row": valid.get(party), "family": party in (Party.PERSON, Party.CAREGIVER)}
        for party, words in ROLES_ON_PAPER.items()
        if party != Party.CAREGIVER or plan.caregiver_takes_part or party in valid
    ]
