"""What the money adds to the work queue, and who has it."""

from datetime import timedelta

import pytest

from applications import work
from tests.applications.factories import NOW, TODAY
from tests.vouchers.factories import advance, awarded, make_run
from vouchers import work as money  # the pages load it with the addresses of the money
from vouchers.actions.approve_run import approve_run
from vouchers.models import PaymentRun

pytestmark = pytest.mark.django_db


def tasks(user, on=TODAY):
    return [(one.code, one.waiting) for one in work.tasks(user=user, on=on) if one.code.startswith("run")]


def test_a_run_is_the_task_of_whoever_can_bring_it_on(w):
    awarded(w)
    run = make_run(w)
    assert tasks(w.officer) == [("run_check_run", False)]
    assert tasks(w.director) == []
    assert tasks(w.social_worker) == []
    run = advance(w, run, to="checked")
    assert tasks(w.officer) == [("run_lock_run", False)]
    run = advance(w, run, to="locked")
    assert tasks(w.officer) == [("run_run", True)]  # waits for the signatures
    assert tasks(w.director) == [("run_approve_run", False)]
    approve_run(run=PaymentRun.objects.get(pk=run.pk), by=w.director, at=NOW, lines_hash=run.lines_hash)
    assert tasks(w.director) == []  # signed: the fact closes the task
    assert tasks(w.manager) == [("run_approve_run", False)]


def test_the_sidebar_counts_what_the_page_lists(w):
    awarded(w)
    make_run(w, state="locked")
    for user in (w.manager, w.director, w.officer):
        rows = [one for one in work.tasks(user=user, on=TODAY) if not one.waiting]
        assert work.counts(user=user, on=TODAY)[0] == len(rows)


def test_awards_about_to_end_are_a_task_of_who_decides(w):
    case = awarded(w)
    ends_on = case.awards.get().ends_on
    assert "awards_end" not in {one.code for one in work.tasks(user=w.director, on=TODAY)}
    late = ends_on - timedelta(days=money.ENDING_DAYS)
    row = next(one for one in work.tasks(user=w.director, on=late) if one.code == "awards_end")
    assert row.due_on == ends_on
    assert "awards_end" not in {one.code for one in work.tasks(user=w.social_worker, on=late)}


def test_until_when_a_change_still_enters_the_payment(w):
    awarded(w)
    run = make_run(w)
    ((title, text, url),) = work.notices(user=w.social_worker, on=TODAY)
    assert title == "Pagamento di novembre 2026"
    assert "in preparazione" in text
    assert url == ""  # a Comune does not open the list of the whole Ambito
    assert work.notices(user=w.officer, on=TODAY)[0][2] == "/pagamenti/2026-11/"
    assert work.notices(user=w.nurse, on=TODAY) == []
    advance(w, run, to="locked")
    assert work.notices(user=w.social_worker, on=TODAY) == []
