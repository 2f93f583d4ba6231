"""The notice of refusal: reasons first, ten days to answer, the clock stands still, nobody is rejected before."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications import procedure
from applications.actions.reject import reject
from applications.models import Document, IssuedLetter
from jobs.models import Job
from jobs.tasks import run as work
from papers import store
from tests.applications.factories import NOW, make_case, world
from tests.applications.notices import DAY, told
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401
from tests.papers.test_pdf import poppler

pytestmark = pytest.mark.django_db
ON = NOW.date()


def test_the_page_shows_the_reasons_and_the_case_is_not_rejected_before_the_term():
    w = world(refusal_notice=True)
    case = make_case(w, status="assessing", isee="25000.01")
    assert "dieci giorni per rispondere" in said(get(w.manager, "reject", case))
    page = get(w.manager, "notify_refusal", case)
    assert [row.code for row in page.context["reasons"]] == ["isee"]
    assert post(w.manager, "notify_refusal", case, {"received_on": f"{ON:%d/%m/%Y}"}).status_code == 302
    notice = case.refusal_notices.get()
    with pytest.raises(Refused, match=r"."):
        reject(application=again(case), by=w.manager, at=NOW + 10 * DAY)
    assert again(case).status == "assessing"
    reject(application=again(case), by=w.manager, at=NOW + (notice.term_on - ON + DAY))
    notice.refresh_from_db()
    assert (again(case).status, notice.outcome) == ("rejected", "rejected")
    assert notice.determination == case.determinations.get()


def test_the_letter_tells_the_reasons_is_tagged_and_frozen_with_its_code(tmp_path):
    _w, case, _notice = told()
    work(Job.objects.get(kind="notice").pk)
    document = case.documents.get(kind=Document.Kind.DECISION)
    data = store.read(document.stored)
    text = " ".join(poppler("pdftotext", data, tmp_path, "-raw").split())
    letter = IssuedLetter.objects.get(document=document)
    assert (letter.how, letter.received_on) == ("hand", NOW.date()), "given by hand as it left"
    places = [text.index(words) for words in ("Gentile Signora Brambati", "Non abbiamo ancora deciso", "25.000,01",
                                              "Entro 10 giorni", "art. 10-bis")]  # fmt: skip
    assert places == sorted(places)
    assert letter.code in text
    pdf = pikepdf.open(io.BytesIO(data))
    assert str(pdf.Root.Lang) == "it"
    assert pdf.Root.MarkInfo.Marked
    assert "Prima di decidere" in str(pdf.docinfo["/Title"])
    assert letter.code in str(pdf.docinfo["/Keywords"])
    assert document.is_health
    work(Job.objects.get(kind="notice").pk)
    assert case.documents.count() == 1


@pytest.mark.parametrize(
    ("received", "term"),
    [
        (date(2026, 11, 18), date(2026, 11, 28)),  # a Saturday is an open day
        (date(2026, 11, 19), date(2026, 11, 30)),  # the tenth is a Sunday
        (date(2026, 11, 28), date(2026, 12, 9)),  # the tenth is the Immaculate Conception, a Tuesday
        (date(2026, 12, 15), date(2026, 12, 28)),  # Christmas, St Stephen on Saturday, Sunday
    ],
)
def test_the_ten_days_end_on_an_open_day(received, term):
    _w, case, _notice = told(received=False)
    assert procedure.answer_term(case, received) == term


def test_the_clock_stands_still_from_the_notice_and_goes_on_after_the_term():
    _w, case, notice = told(received=False)
    still = procedure.reading_of(again(case), on=ON + 30 * DAY)
    assert (still.used, still.due_on, still.stopped_since) == (0, None, ON)
    with pytest.raises(Refused, match=r"."):
        reject(application=again(case), by=_w.manager, at=NOW + 60 * DAY)
    assert notice.term_on is None


def test_without_the_switch_or_with_an_open_notice_none_is_sent():
    w = world()
    case = make_case(w, status="assessing", isee="25000.01")
    assert post(w.manager, "notify_refusal", case).status_code == 200
    assert not case.refusal_notices.exists()


def test_the_database_keeps_one_open_notice_per_case():
    _w, _case, notice = told()
    notice.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save(force_insert=True)


def test_who_follows_the_case_and_other_roles_do_not_send_it():
    w = world(refusal_notice=True)
    case = make_case(w, status="assessing", isee="25000.01")
    for user in (w.social_worker, w.nurse, w.auditor):
        assert post(user, "notify_refusal", case).status_code == 403
    assert not case.refusal_notices.exists()
    assert timedelta(days=procedure.ANSWER_DAYS) == 10 * DAY
