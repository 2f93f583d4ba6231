"""Files of a case: accepted by their content, opened by who may."""

import io

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AccessLog
from applications.models import Application, Document
from tests.applications.factories import NOW, make_case
from tests.applications.intake_pages import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(w):
    return make_case(w, status="assessing")


def pdf():
    made, data = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(data)
    return data.getvalue()


def load(user, case, *, kind="law_104", name="verbale.pdf", data=None, label=""):
    file = SimpleUploadedFile(name, pdf() if data is None else data)
    return client_of(user).post(
        reverse("applications:attach", args=[case.ref]), {"kind": kind, "label": label, "file": file}
    )


def open_it(user, document):
    return client_of(user).get(reverse("applications:document", args=[document.application.ref, document.pk]))


def test_a_file_goes_in_and_comes_out(w, case):
    response = load(w.social_worker, case, label="Verbale INPS")
    assert response.url == reverse("applications:case", args=[case.number]) + "#documenti"
    document = Document.objects.get()
    assert (document.label, document.is_health, document.added_by) == ("Verbale INPS", True, w.social_worker)
    answer = open_it(w.social_worker, document)
    assert answer.content.startswith(b"%PDF-")
    assert "attachment" in answer["Content-Disposition"]
    row = AccessLog.objects.latest("pk")
    assert (row.user, row.subject_id, row.reference) == (w.social_worker, case.person_id, case.number)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("verbale.pdf", b"PK\x03\x04 [Content_Types] something", "PDF, JPEG"),
        ("verbale.jpg", None, "nome giusto"),
        ("verbale.pdf", b"%PDF-1.7 broken", "danneggiato"),
        ("verbale.pdf", b"", "vuoto"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_a_sentence(w, case, name, data, words):
    response = load(w.social_worker, case, name=name, data=data, label="Il mio nome")
    assert response.status_code == 200
    assert words in " ".join(response.context["form"].errors["file"])
    assert 'value="Il mio nome"' in response.content.decode()
    assert not Document.objects.exists()


def test_issued_papers_are_never_uploaded(w, case):
    assert "kind" in load(w.social_worker, case, kind="decision").context["form"].errors
    assert not Document.objects.exists()


def test_who_opens_what(w, case):
    for kind in ("law_104", "isee", "identity"):
        load(w.social_worker, case, kind=kind)
    health, money, plain = (Document.objects.get(kind=kind) for kind in ("law_104", "isee", "identity"))
    assert open_it(w.officer, health).status_code == 403
    assert [open_it(w.officer, one).status_code for one in (money, plain)] == [200, 200]
    assert open_it(w.nurse, plain).status_code == 404  # not sent to the ASST yet
    Application.objects.update(health_office=w.asst, sent_to_asst_at=NOW, sent_to_asst_by=w.social_worker)
    assert [open_it(w.nurse, one).status_code for one in (health, money, plain)] == [200, 403, 200]
    assert open_it(w.other_social_worker, plain).status_code == 404
    assert open_it(w.administrator, plain).status_code == 403


def test_the_asst_loads_only_what_it_may_see(w, case):
    Application.objects.update(health_office=w.asst, sent_to_asst_at=NOW, sent_to_asst_by=w.social_worker)
    assert "kind" in load(w.nurse, case, kind="isee").context["form"].errors
    assert load(w.nurse, case, kind="law_104").status_code == 302
    assert load(w.auditor, case).status_code == 403
    assert Document.objects.count() == 1


def test_the_address_follows_the_number(w):
    case = make_case(w, status="draft")
    load(w.social_worker, case)
    document = Document.objects.get()
    wrong = reverse("applications:document", args=["B2-2026-9999", document.pk])
    response = client_of(w.social_worker).get(wrong)
    assert response.url == reverse("applications:document", args=[case.ref, document.pk])
