"""The ranking as it is published: a code and an outcome for each case. Nothing from which a person could be known."""

from applications.letters import Paper
from vouchers.models import RankingRow

OUTCOMES = {  # papers are in Italian
    RankingRow.Class.FUNDED: "Ammessa e finanziata",
    RankingRow.Class.WAITING: "Ammessa, non finanziata",
    RankingRow.Class.SUSPENDED: "In sospeso: mancano documenti",
    RankingRow.Class.NOT_ADMITTED: "Non ammessa",
    RankingRow.Class.LEFT: "Uscita dalla graduatoria",
}
_ORDER = [str(one) for one in OUTCOMES]


def public_rows(snapshot):
    """[{position, code, outcome}] in the order of the list; those without a place follow, in the order of their codes,
    which says nothing of them. No name, no number of case, no points, no ISEE, no Comune."""
    rows = snapshot.rows.values_list("position", "code", "outcome")
    placed = sorted(row for row in rows if row[0] is not None)
    others = sorted((row for row in rows if row[0] is None), key=lambda row: (_ORDER.index(row[2]), row[1]))
    return [{"position": n, "code": code, "outcome": OUTCOMES[kind]} for n, code, kind in [*placed, *others]]


def public_list(snapshot, *, on):
    """The Paper of the list without names; ``on``: the instant it is published."""
    call = snapshot.call
    return Paper(
        template="letters/ranking.html",
        title=f"Graduatoria, {call.title}",
        name=f"graduatoria-{call.number_prefix}-{snapshot.list_code}-v{snapshot.version}.pdf",
        kind="ranking",
        context={
            "office": call.plan_office,
            "paper": {
                "name": "Graduatoria",
                "number": f"{call.number_prefix} · {snapshot.list_code}",
                "version": f"versione {snapshot.version}",
            },
            "call": call,
            "snapshot": snapshot,
            "approval": snapshot.approval,
            "rows": public_rows(snapshot),
            "on": on,
            "portrait": True,
            "signatures": [
                {
                    "role": "Approvata da",
                    "name": snapshot.approval.approved_by.full_name,
                    "on": snapshot.approval.approved_at,
                }
            ],
        },
    )
