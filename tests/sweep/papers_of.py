"""What a case of the scene holds of papers: requests, reports, files, one printed case file."""

import io
from datetime import timedelta

import pikepdf

from applications.models import (
    CaseFile,
    ClockStop,
    DocumentRequest,
    InpsReport,
    MeasureCheck,
    RequestedDocument,
)
from tests.applications.factories import NOW, TODAY


def blank_pdf():
    made, data = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(data)
    return data.getvalue()


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
