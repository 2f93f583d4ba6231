"""A free reminder: written beside a case, a task on its day for who it is for, done with one button."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications import work
from applications.actions.add_memo import add_memo
from applications.actions.record_death import record_death
from applications.models import Memo
from tests.applications.factories import NOW, TODAY, make_case, world
from tests.applications.pages import enter
from tests.applications.verb_pages import post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
WORDS = "Telefonare alla figlia per il sollievo"


def mine(user, whose=work.MINE):
    return [task.label for task in work.tasks(user=user, on=TODAY, whose=whose) if task.code == "memo"]


def test_from_the_page_to_the_queue_and_done():
    w = world()
    case = make_case(w, status="assessing")
    typed = {"text": WORDS, "due_on": f"{TODAY:%d/%m/%Y}", "to": w.social_worker.pk}
    wrong = post(
        w.social_worker, "add_memo", case, typed | {"due_on": f"{TODAY - timedelta(days=1):%d/%m/%Y}"}
    )
    assert "nel passato" in said(wrong)
    assert WORDS in said(wrong)
    assert WORDS in said(post(w.social_worker, "add_memo", case, typed, follow=True))
    assert mine(w.social_worker) == [WORDS]
    assert mine(w.social_worker, work.OFFICE) == [WORDS]
    assert mine(w.other_social_worker, work.OFFICE) == mine(w.nurse) == mine(w.officer, work.OFFICE) == []
    client = enter(Client(), w.social_worker)
    page = said(client.get(reverse("applications:work")))
    done = reverse("applications:finish_memo", args=[case.ref, Memo.objects.get().pk])
    assert f'action="{done}"' in page
    assert "Promemoria" in page
    for _press in range(2):
        assert "Fatto: «" in said(client.post(done, follow=True))
    row = Memo.objects.get()
    assert (row.done_by, mine(w.social_worker)) == (w.social_worker, [])


def test_for_whom_by_whom_and_after_a_death():
    w = world()
    case = make_case(w, status="assessing")
    given = {"application": case, "at": NOW, "text": WORDS, "due_on": TODAY}
    add_memo(**given, by=w.manager, to=w.social_worker)
    assert mine(w.manager) == []
    assert mine(w.social_worker) == [WORDS]
    for by, to in ((w.social_worker, w.other_social_worker), (w.officer, w.officer), (w.auditor, w.auditor)):
        with pytest.raises(Refused):
            add_memo(**given, by=by, to=to)
    record_death(application=case, by=w.social_worker, at=NOW, died_on=TODAY, source="family", told_by="x")
    assert mine(w.social_worker) == []
    with pytest.raises(Refused, match="mancata"):
        add_memo(**given, by=w.manager, to=w.social_worker)
