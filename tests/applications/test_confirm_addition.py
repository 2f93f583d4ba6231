"""Confirming an addition with two people, one after the other; and the queue it waits in."""

import pytest
from django.test import Client

from applications import approvals, law_tasks
from applications.actions.confirm_addition import confirm_addition
from applications.models import CallAddition, RuleSetDraft
from applications.work import MINE
from tests.applications.law_pages import NOW, another_manager, sent_draft, world
from tests.applications.pages import enter
from tests.applications.test_extend_call import prepared
from tests.applications.test_publish_call import sent_call
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.test_concurrency import refusals, together

pytestmark = pytest.mark.django_db


def test_rules_calls_and_additions_wait_in_the_queue_of_approvals():
    w = world()
    sent_draft(w)
    call = sent_call(w)
    prepared(w)
    rows = approvals.waiting(user=w.director, on=NOW.date())
    assert {row.subject for row in rows} == {"valserena-2027", call.title, w.call.title}
    assert not any(row.own for row in rows)
    assert approvals.count(user=w.director, on=NOW.date()) == (3, 0)
    assert approvals.count(user=w.manager, on=NOW.date()) == (0, 0)
    assert approvals.count(user=another_manager(w), on=NOW.date()) == (3, 0)
    # and in "My work": to decide for the second person, a waiting for whoever prepared them
    for user, waits in ((w.director, False), (w.manager, True)):
        found = law_tasks.to_publish(user=user, on=NOW.date(), whose=MINE)
        assert [(one.code, one.waiting) for one in found] == [("publish", waits)] * 3
    stranger = world("altrove", "B2-ALTRO")
    assert approvals.waiting(user=stranger.director, on=NOW.date()) == []
    page = said(enter(Client(), w.manager).get("/approvazioni/"))
    assert "Paolo Nodari" in page  # who may, in place of the button
    assert "Leggi e decidi" not in page


def test_what_is_no_longer_sent_leaves_the_queue():
    w = world()
    draft = sent_draft(w)
    RuleSetDraft.objects.filter(pk=draft.pk).update(state="draft")
    addition = prepared(w)
    CallAddition.objects.filter(pk=addition.pk).update(dropped_at=NOW, dropped_by=w.manager)
    assert approvals.waiting(user=w.director, on=NOW.date()) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_the_same_instant_one_does_and_the_other_reads_a_sentence():
    """Two real connections."""
    w = world()
    addition = prepared(w)
    found = together(
        *(
            lambda by=by: confirm_addition(
                addition=addition, by=by, at=NOW, expected_version=addition.edit_version
            )
            for by in (w.director, another_manager(w))
        )
    )
    assert len(refusals(found)) == 1
    assert CallAddition.objects.filter(confirmed_at=NOW, confirmed_by__isnull=False).count() == 1
