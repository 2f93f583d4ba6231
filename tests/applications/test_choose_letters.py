"""Letters that leave with the fact they tell, and those proposed as a task; the place on the list is read."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications import notice_letters, work
from applications.actions.choose_letters import choose_letters
from applications.actions.send_letter import send_letter
from applications.models import Application, LetterKind, LetterText
from jobs.models import Job
from jobs.tasks import run as run_job
from tests.applications.factories import NOW, TODAY, make_case, world
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.factories import awarded
from vouchers.actions.end_interruption import end_interruption
from vouchers.actions.register_interruption import register_interruption
from vouchers.actions.renounce import renounce

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def proposed(w):
    tasks = work.tasks(user=w.social_worker, on=TODAY)
    return {task.action_url.rstrip("/").rpartition("/")[2] for task in tasks if task.code == "send_letter"}


def run_jobs():
    for job in Job.objects.filter(kind="notice", state=Job.State.QUEUED):
        run_job(job.pk)


def test_each_fact_proposes_its_letter_until_it_is_sent(w):
    case = awarded(w)
    assert proposed(w) == {LetterKind.ACCEPTANCE}
    send_letter(application=case, kind=LetterKind.ACCEPTANCE, by=w.social_worker, at=NOW)
    run_jobs()
    assert proposed(w) == set()
    register_interruption(
        application=case, by=w.social_worker, at=NOW, reason="hospital", starts_on=TODAY.replace(day=2)
    )
    assert proposed(w) == {LetterKind.SUSPENSION}
    later = NOW.replace(hour=11)
    end_interruption(application=case, by=w.social_worker, at=later, ends_on=TODAY.replace(day=9))
    assert proposed(w) == {LetterKind.RESUMPTION}
    renounce(
        application=case, by=w.social_worker, at=later.replace(hour=12), received_on=TODAY, last_day=TODAY, told_by="x"
    )  # fmt: skip
    assert proposed(w) == {LetterKind.END}
    assert not [t for t in work.tasks(user=w.other_social_worker, on=TODAY) if t.code == "send_letter"]


def test_what_the_office_chose_leaves_with_the_fact(w):
    client, url = enter(Client(), w.manager), reverse("applications:choose_letters")
    assert enter(Client(), w.social_worker).get(url).status_code == 403
    assert "niente parte da solo" in said(client.get(url))
    client.post(url, {"by_itself": ["acceptance", "suspension"]})
    case = awarded(w)
    run_jobs()
    assert list(case.letters.values_list("kind", flat=True)) == ["acceptance"]
    assert proposed(w) == set()
    with pytest.raises(Refused, match="mai da sola"):
        choose_letters(plan_office=w.plan_office, kinds=[LetterKind.DEATH], by=w.manager, at=NOW)
    with pytest.raises(Refused, match="ruolo"):
        choose_letters(plan_office=w.plan_office, kinds=[], by=world("altro", "AL-2026").manager, at=NOW)


def test_the_place_on_the_list_is_read_from_the_ranking(w, monkeypatch):
    case = make_case(w)
    Application.objects.filter(pk=case.pk).update(status="waiting_list")
    url = reverse("applications:send_letter", args=[case.ref, "waiting_list"])
    client = enter(Client(), w.social_worker)
    monkeypatch.setattr(notice_letters, "_places", [])
    assert "Non c’è ancora una graduatoria approvata" in said(client.get(url))
    monkeypatch.setattr(notice_letters, "_places", [lambda application: 7])
    page = said(client.get(url))
    assert "Posto in lista d’attesa: 7" in page
    assert 'name="position"' not in page
    waiting = Application.objects.get(pk=case.pk)
    send_letter(application=waiting, kind=LetterKind.WAITING_LIST, by=w.social_worker, at=NOW)
    run_jobs()
    assert case.letters.get().document.stored.name.startswith("waiting-list")


@pytest.mark.parametrize("kind", [LetterKind.RECEIPT, LetterKind.PAYMENT, LetterKind.NEW_ISEE])
def test_the_words_of_receipts_monthly_and_bulk_letters_are_the_office_s(w, kind):
    words = "Parole del nostro ufficio."
    section = "opening" if kind != LetterKind.PAYMENT else "todo"
    from_us = {**dict.fromkeys(("subject", "opening", "todo", "closing"), "x"), section: words}
    LetterText.objects.create(
        plan_office=w.plan_office, kind=kind, version=1, sections=from_us, written_at=NOW, written_by=w.manager,
        published_at=NOW, published_by=w.director,
    )  # fmt: skip
    client = enter(Client(), w.social_worker)
    preview = client.get(reverse("applications:preview_letter_text", args=[kind]))
    assert preview.content.startswith(b"%PDF")
    if kind == LetterKind.NEW_ISEE:
        make_case(w, status="assessing")
        page = client.get(reverse("applications:write_to_families") + "?tutte=1&tipo=isee")
        assert page.context["form"].initial["text"] == words
