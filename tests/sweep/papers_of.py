"""What a case of the scene holds of papers: requests, reports, files, one printed case file."""

import io
from datetime import timedelta

import pikepdf

from applications import sampling
from applications.actions.request_documents import request_documents
from applications.models import (
    CaseFile,
    ClockStop,
    DocumentRequest,
    InpsReport,
    MeasureCheck,
    RequestedDocument,
    SampleControl,
    SampleDraw,
)
from papers import store
from tests.applications.factories import NOW, TODAY


def blank_pdf():
    made, data = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(data)
    return data.getvalue()


def uploaded(w):
    """A file somebody brought."""
    return store.keep(
        b"%PDF-1.4 una prova", name="prova.pdf", content_type="application/pdf", kind="upload",
        by=w.social_worker, at=NOW, office=w.plan_office,
    )  # fmt: skip


def printed(w, case):
    """A printed case file that is still being made."""
    return CaseFile.objects.create(application=case, reason="prova", asked_at=NOW, asked_by=w.social_worker)


def waiting_for_documents(w, case):
    """A request the family has not answered, with the clock that stands still."""
    request = DocumentRequest.objects.create(
        application=case, due_on=TODAY + timedelta(days=20), asked_at=NOW, asked_by=w.social_worker
    )
    RequestedDocument.objects.create(request=request, label="Verbale")
    InpsReport.objects.create(contract=case.carer_contracts.get(), kind="hiring", starts_on=TODAY)
    MeasureCheck.objects.create(application=case, code="sad", receives=True)
    ClockStop.objects.create(application=case, reason="documents", starts_on=TODAY)


def drawn(w, case):
    """The control still to record of a draw."""
    draw = SampleDraw.objects.create(
        call=w.call, from_on=TODAY, to_on=TODAY, count=1, seed="prova", numbers=[case.ref],
        list_sha256=sampling.list_hash([case.ref]), drawn_at=NOW, drawn_by=w.manager,
    )  # fmt: skip
    return SampleControl.objects.create(draw=draw, application=case, position=1)


def asked(w, case):
    """The case, waiting for two documents of the family."""
    due_on = TODAY + timedelta(days=20)
    return request_documents(
        application=case, by=w.social_worker, at=NOW, note="Verbale\nISEE", due_on=due_on
    )
