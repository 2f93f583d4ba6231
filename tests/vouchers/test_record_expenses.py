"""The family brings what it spent: what may be recorded, the pages, and whose task it is."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.refusal import Refused
from applications import work
from tests.applications.factories import NOW, TODAY, world
from tests.sweep.papers_of import blank_pdf
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from tests.vouchers.test_expense_reports import CARER, item, report, rules
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_worked_cases import euro
from vouchers import expense_work  # noqa: F401  the pages load it with the addresses of the money
from vouchers.actions.record_expenses import record_expenses
from vouchers.models import ExpenseReport


def form(*rows, month="2026-11-01", on="18/11/2026"):
    """The values of the page."""
    data = {
        "month": month,
        "received_on": on,
        "note": "",
        "spese-TOTAL_FORMS": "4",
        "spese-INITIAL_FORMS": "0",
    }
    for n in range(4):
        values = {"kind": "payslip", "code": "carer", "payee": "", "number": "", "paid_on": "", "amount": ""}
        values |= rows[n] if n < len(rows) else {}
        data |= {f"spese-{n}-{name}": value for name, value in values.items()}
    return data


PAYSLIP = {"payee": "Oksana Melnyk", "number": "11/2026", "paid_on": "17/11/2026", "amount": "640,00"}


def tasks(user, on, code):
    return [one for one in work.tasks(user=user, on=on) if one.code == code]


def test_from_the_receipt_to_the_list_through_the_pages(client, w, time_machine, settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path
    time_machine.move_to(NOW, tick=False)
    case = awarded(w, "giacomo", **CARER)
    rules(w)
    ours = reverse("vouchers:expense_reports", args=[case.ref])
    new = reverse("vouchers:record_expenses", args=[case.ref])
    writer = as_user(client, w.social_worker)
    page = writer.get(ours).content.decode()
    assert "Mese non ancora finito" in page  # until then nothing is missing
    assert "Manca" not in page
    assert "novembre 2026" in page.lower()
    # nothing typed is lost, and each sentence says how to mend it
    wrong = writer.post(new, form({**PAYSLIP, "amount": "6.4.0", "paid_on": "31/02/2026"})).content.decode()
    assert "Oksana Melnyk" in wrong
    assert "Scrivi l&#x27;importo" in wrong.replace("’", "&#x27;")
    receipt = SimpleUploadedFile("busta.pdf", blank_pdf(), content_type="application/pdf")
    answer = writer.post(new, {**form(PAYSLIP), "spese-0-file": receipt})
    assert answer.url == ours
    report = ExpenseReport.objects.get()
    (row,) = report.items.all()
    assert (str(row.amount), row.document.kind, row.document.has_money) == ("640.00", "expense", True)
    assert [t.label for t in tasks(w.officer, TODAY, "review_expenses")] == [
        "Guarda le spese di novembre 2026"
    ]
    assert tasks(w.social_worker, TODAY, "review_expenses") == []
    review = reverse("vouchers:review_expenses", args=[case.ref, report.pk])
    assert writer.get(review).status_code == 403
    officer = as_user(client, w.officer)
    values = {
        "verdict": "accepted",
        "note": "",
        f"euro_{row.pk}": "600,00",
        f"reason_{row.pk}": "Ferie non pagate",
    }
    preview = officer.post(review, {**values, "preview": "1"}).content.decode()
    assert "600,00" in preview
    report.refresh_from_db()
    assert report.verdict == ""  # a preview decides nothing
    assert "perché" in officer.post(review, {**values, f"reason_{row.pk}": ""}).content.decode().lower()
    assert officer.post(review, values).url == ours
    page = officer.get(ours).content.decode()
    assert "Ferie non pagate" in page
    assert "600,00" in page
    assert tasks(w.officer, TODAY, "review_expenses") == []
    assert [str(line.amount) for line in make_run(w).payments.all()] == ["600.00"]


def test_the_missing_month_is_a_task_and_a_finding_of_the_run_and_of_nothing_else(client, w, time_machine):
    time_machine.move_to(DECEMBER_NOW, tick=False)
    case = awarded(w, "giacomo", **CARER)
    on = DECEMBER_NOW.date()
    assert tasks(w.social_worker, on, "missing_expenses") == []  # the call pays without reports
    rules(w)
    (task,) = tasks(w.social_worker, on, "missing_expenses")
    assert "novembre 2026" in task.why
    assert task.action_url.endswith("?mese=2026-11")
    assert tasks(w.social_worker, TODAY, "missing_expenses") == []  # November is not over
    assert tasks(w.other_social_worker, on, "missing_expenses") == []
    for month in (NOVEMBER, DECEMBER):
        made = record_expenses(
            application=case, by=w.social_worker, at=DECEMBER_NOW, month=month, received_on=on,
            items=[item("500.00")],
        )  # fmt: skip
        if month == DECEMBER:
            made.verdict, made.reviewed_at, made.reviewed_by = "accepted", DECEMBER_NOW, w.officer
            made.items.update(recognised=500)
            made.save()
    assert tasks(w.social_worker, on, "missing_expenses") == []  # it came: now it waits for the officer
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    (found,) = run.checks.filter(code="no_report", application__isnull=False)
    assert (found.severity, found.values) == ("warning", {"months": "11/2026"})
    assert [line.month for line in run.payments.all()] == [DECEMBER]
    page = as_user(client, w.officer).get(reverse("vouchers:run", args=[run.number])).content.decode()
    assert reverse("vouchers:expense_reports", args=[case.ref]) in page


def test_the_same_receipt_brought_twice_is_said_to_whoever_looks_at_it(client, w, time_machine):
    time_machine.move_to(DECEMBER_NOW, tick=False)
    case = awarded(w, "giacomo", **CARER)
    for month in (NOVEMBER, DECEMBER):
        made = record_expenses(
            application=case, by=w.social_worker, at=DECEMBER_NOW, month=month, received_on=DECEMBER_NOW.date(),
            items=[item("500.00", number="F 12/2026")],
        )  # fmt: skip
    page = as_user(client, w.officer).get(reverse("vouchers:review_expenses", args=[case.ref, made.pk]))
    assert "11/2026" in page.content.decode()


def test_what_may_not_be_reported(w):
    case = awarded(w, "giacomo", **CARER)
    values = {"application": case, "by": w.social_worker, "at": NOW, "received_on": NOW.date(), "items": []}
    for change, said in (
        ({"month": date(2026, 10, 1)}, "fuori"),
        ({"month": DECEMBER}, "non è ancora"),
        ({"month": NOVEMBER, "received_on": date(2026, 11, 19)}, "futuro"),
        ({"month": NOVEMBER, "items": [item("1.00", on=date(2026, 11, 19))]}, "dopo"),
        ({"month": NOVEMBER, "by": w.officer}, "ruolo"),
    ):
        with pytest.raises(Refused, match=said):
            record_expenses(**{**values, **change})
    record_expenses(**values, month=NOVEMBER)
    with pytest.raises(Refused, match="già"):
        record_expenses(**values, month=NOVEMBER)


def test_the_reports_of_every_case_by_month_state_and_comune(
    client, w, time_machine, django_assert_max_num_queries
):
    time_machine.move_to(DECEMBER_NOW, tick=False)
    rules(w)
    waits, away = awarded(w, "giacomo", **CARER), awarded(w, "renato", **CARER)
    report(w, waits, NOVEMBER, "500.00", "140.00", accept=False)
    report(w, away, NOVEMBER, "10.00")
    report(w, away, NOVEMBER, "700.00", at=DECEMBER_NOW)  # the newer one is shown
    awarded(w, "adele")
    url = reverse("vouchers:all_expense_reports")

    def shown(user, query=""):
        answer = as_user(client, user).get(f"{url}?{query}")
        assert answer.status_code == 200
        return [(row.case.ref, row.state, row.documented) for row in answer.context["rows"]]

    first, second = (waits.ref, "waiting", euro("640.00")), (away.ref, "accepted", euro("700.00"))
    assert sorted(shown(w.officer)) == sorted([first, second])
    assert shown(w.officer, "stato=waiting") == [first]
    assert shown(w.officer, "mese=2026-12-01") == []
    (missing,) = shown(w.officer, "stato=missing&mese=2026-11-01")
    assert missing[1:] == ("missing", None)
    assert len(shown(w.officer, f"comune={w.municipality.code}")) == 2
    assert shown(w.officer, f"comune={w.other_municipality.code}") == []
    assert len(shown(w.officer, "mese=boh&stato=boh&comune=boh&page=boh")) == 2
    page = as_user(client, w.officer).get(url).content.decode()
    assert (
        page.count(reverse("vouchers:review_expenses", args=[waits.ref, waits.expense_reports.get().pk])) == 1
    )
    assert "?mese=2026-11" in as_user(client, w.social_worker).get(f"{url}?stato=missing").content.decode()
    assert shown(world("altro", "AL-2026").officer) == []
    with django_assert_max_num_queries(14):
        client.get(url)
