"""The rows of an intake that somebody is still writing."""

from applications import letter_texts
from applications.models import (
    CallAnswer,
    Declaration,
    EarlierSending,
    HeldMeasure,
    ImportBatch,
    ImportedRow,
    Inquiry,
    IssuedLetter,
    LetterChoice,
    LetterText,
    Observation,
    RefusalNotice,
    StepDraft,
)
from tests.applications.factories import NOW


def declare(w, case):
    """One answer of each kind, a step left half typed, and the list the case came from. Returns the batch."""
    Declaration.objects.create(application=case, citizenship="italian")
    HeldMeasure.objects.create(application=case, code="b1", renounces=True)
    CallAnswer.objects.create(
        application=case, kind="figure", code="points", value=24, asked={"it": "punti", "en": "points"}
    )
    StepDraft.objects.create(
        application=case,
        step="consensi",
        data={"consent_given_on": ["18/11"]},
        saved_at=NOW,
        saved_by=w.social_worker,
    )
    Inquiry.objects.create(
        application=case,
        kind="handover",
        reason="Si è trasferita",
        asked_office=w.other_municipality,
        asked_at=NOW,
        asked_by=w.other_social_worker,
    )
    batch = ImportBatch.objects.create(
        plan_office=w.plan_office,
        call=w.call,
        file_name="elenco.csv",
        headers=["Comune"],
        rows=[[2, ["Borgolungo"], []]],
        uploaded_at=NOW,
        uploaded_by=w.officer,
    )
    ImportedRow.objects.create(batch=batch, call=w.call, key="1", application=case)
    return batch


def tell(w, case, document):
    """A letter that came back, a notice of refusal with an observation, words not published yet. Returns the letter."""
    notice = RefusalNotice.objects.create(
        application=case, rule_set=case.call.rule_set, on=NOW.date(), findings="{}", issued_at=NOW, issued_by=w.manager,
        closed_at=NOW, closed_by=w.manager, outcome="accepted",
    )  # fmt: skip
    Observation.objects.create(
        notice=notice,
        presented_on=NOW.date(),
        text="Manca un foglio",
        recorded_at=NOW,
        recorded_by=w.social_worker,
    )
    LetterText.objects.create(
        plan_office=w.plan_office, kind="acceptance", version=1, written_at=NOW, written_by=w.manager,
        sections=letter_texts.shipped("acceptance"),
    )  # fmt: skip
    LetterChoice.objects.create(
        plan_office=w.plan_office, by_itself=["resumption"], set_at=NOW, set_by=w.manager
    )
    letter = IssuedLetter.objects.create(
        application=case, document=document, code="ABCD-EFGH", how="post", sent_on=NOW.date(), came_back_on=NOW.date(),
        recorded_at=NOW, recorded_by=w.social_worker,
    )  # fmt: skip
    EarlierSending.objects.create(
        letter=letter, how="post", sent_on=NOW.date(), recorded_at=NOW, recorded_by=w.social_worker
    )
    return letter
