"""A budget line that pays a case, and a published ranking with it, in the scene of the sweeps."""

from papers import store
from tests.applications.factories import NOW
from tests.sweep.papers_of import blank_pdf
from vouchers.models import (
    BudgetCharge,
    BudgetLine,
    BudgetMovement,
    RankingApproval,
    RankingPublication,
    RankingRow,
    RankingSnapshot,
)


def ranking_facts(w, case):
    """One row of each. Returns the line."""
    stored = store.keep(
        blank_pdf(), name="graduatoria.pdf", content_type="application/pdf", kind="ranking", by=w.director, at=NOW,
        office=w.plan_office,
    )  # fmt: skip
    line = BudgetLine.objects.create(
        call=w.call, code="buoni", label="Buoni", opened_at=NOW, opened_by=w.officer
    )
    act = {"act": "Determina 12/2026", "act_date": NOW.date()}
    BudgetMovement.objects.create(
        kind="allocation", to_line=line, amount=90000, fund="FNA", recorded_at=NOW, recorded_by=w.officer, **act
    )  # fmt: skip
    BudgetCharge.objects.create(
        component=case.awards.get().components.first(), line=line, charged_at=NOW, charged_by=w.manager
    )
    snapshot = RankingSnapshot.objects.create(
        call=w.call, list_code="unica", version=1, rule_set=w.call.rule_set, policy="stop", available={}, left={},
        inputs={}, inputs_hash="0" * 64, computed_at=NOW, computed_by=w.manager,
    )  # fmt: skip
    RankingRow.objects.create(snapshot=snapshot, application=case, outcome="funded", position=1)
    approval = RankingApproval.objects.create(
        snapshot=snapshot, computed_by=w.manager, inputs_hash="0" * 64, approved_at=NOW, approved_by=w.director, **act
    )  # fmt: skip
    RankingPublication.objects.create(
        snapshot=snapshot, approval=approval, stored=stored, published_at=NOW, published_by=w.director
    )
    return line
