"""A version of a ranking as a file: what is on the screen, with a reason, in the access log."""

import io

import openpyxl
import pytest
from django.urls import reverse

from accounts.models import AccessLog
from applications.actions.reject import reject
from tests.applications.factories import NOW, make_case, world
from tests.vouchers.ranked import approved, eligible, money_line, with_ranking
from tests.vouchers.test_pages import as_user, clock  # noqa: F401
from vouchers import ranking_checks, ranking_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(clock):  # noqa: F811
    w = with_ranking(world())
    w.cases = eligible(w)
    w.refused = make_case(w, "renato", status="plan_review", isee="25000.01")
    reject(application=w.refused, by=w.director, at=NOW)
    money_line(w, "9600.00")
    w.snapshot = approved(w)
    w.url = reverse("vouchers:export_ranking", args=[w.call.number_prefix, "unica", w.snapshot.version])
    return w


def test_the_file_is_what_is_on_the_screen_and_asks_why(client, w):
    as_user(client, w.manager)
    assert client.get(w.url).status_code == 200
    assert client.post(w.url, {"formato": "xlsx", "motivo": ""}).status_code == 422
    answer = client.post(w.url, {"formato": "xlsx", "motivo": "Riunione del tavolo"})
    sheet, about = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    heading, *rows = list(sheet.values)
    assert heading[:6] == ("Pos.", "Persona", "Pratica", "Comune", "Sostegno", "Punti") or "Punti" in heading
    first = dict(zip(heading, rows[0], strict=True))
    assert first["Pratica"] == w.cases["adele"].ref
    assert first["Punti"] == 90
    assert first["ISEE"] == 2400
    assert first["Esito"] == "Finanziata"
    assert [row[0] for row in rows] == [1, 2, 3, 4, None]  # who is not admitted has no place
    assert ("Motivo", "Riunione del tavolo") in list(about.values)
    subjects = AccessLog.objects.filter(what__startswith="graduatoria-").values_list("subject_id", flat=True)
    assert set(subjects) == {None, *(case.person_id for case in [*w.cases.values(), w.refused])}
    csv = client.post(w.url, {"formato": "csv", "motivo": "x"}).content.decode("utf-8-sig").splitlines()
    assert len(csv) == 6
    assert "2400,00" in csv[1]


def test_who_reads_no_health_data_gets_neither_points_nor_figures(client, w):
    as_user(client, w.officer)
    text = client.post(w.url, {"formato": "csv", "motivo": ""}).content.decode("utf-8-sig")
    assert "Punti" not in text
    assert "ISEE" not in text
    assert w.cases["adele"].ref in text


def test_what_is_looked_at_before_approving(w, django_assert_num_queries):
    rows = ranking_page.rows_of(w.snapshot)
    with django_assert_num_queries(4):
        signed, once, told, complete = ranking_checks.before_approving(w.snapshot, rows)
    assert signed.passed
    assert once.passed
    assert not told.passed
    assert [case.ref for case in told.cases] == [w.refused.ref]
    assert complete.passed
    # the words changed after the signatures: they bind nothing any more
    w.cases["adele"].assessments.update(content_hash="0" * 64)
    rows = ranking_page.rows_of(w.snapshot)
    signed = ranking_checks.before_approving(w.snapshot, rows)[0]
    assert [case.ref for case in signed.cases] == [w.cases["adele"].ref]
