"""How a letter left: corrected, come back, sent once more; the times before stay apart."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.refusal import Refused
from applications import letter_words, work
from applications.actions.record_delivery import record_delivery
from applications.actions.send_letter import send_letter
from applications.models import LetterKind, Person
from jobs.tasks import run
from tests.applications.factories import NOW, TODAY, world
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.factories import awarded

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def w():
    return world()


@pytest.fixture
def letter(w):
    """Made ten days ago for a case that is paid."""
    case = awarded(w)
    made = NOW - 10 * DAY
    run(send_letter(application=case, kind=LetterKind.ACCEPTANCE, by=w.manager, at=made).pk)
    return case.letters.get(document__added_at=made)


def tasks(w):
    return work.tasks(user=w.social_worker, on=TODAY, whose=work.OFFICE)


def test_a_letter_that_came_back_is_no_task_once_another_was_made_or_after_a_death(w, letter):
    ago = (NOW - 5 * DAY).date()
    record_delivery(letter=letter, by=w.social_worker, at=NOW, how="post", sent_on=ago, came_back_on=ago)
    assert "letter_back" in {one.code for one in tasks(w)}
    case, before = letter.application, letter.document.added_at
    run(send_letter(application=case, kind=LetterKind.ACCEPTANCE, by=w.manager, at=NOW).pk)
    newest = case.letters.exclude(document__added_at=before).get(kind=LetterKind.ACCEPTANCE)
    assert "letter_back" not in {one.code for one in tasks(w)}
    record_delivery(letter=newest, by=w.social_worker, at=NOW, how="post", sent_on=TODAY, came_back_on=TODAY)
    assert "letter_back" in {one.code for one in tasks(w)}
    Person.objects.filter(pk=case.person_id).update(died_on=TODAY)
    assert "letter_back" not in {one.code for one in tasks(w)}


def test_sent_again_the_time_before_stays_and_is_told_apart(w, letter, the_day):  # noqa: F811
    client = enter(Client(), w.social_worker)
    page = reverse("applications:record_delivery", args=[letter.application.ref, letter.document_id])
    case_page = reverse("applications:case", args=[letter.application.ref])
    sent = {"how": "post", "sent_on": f"{NOW - 9 * DAY:%d/%m/%Y}"}
    assert "È stata rispedita" not in said(client.get(page)), "the first time there is nothing to keep apart"
    client.post(page, sent)
    client.post(page, sent | {"came_back_on": f"{NOW - 4 * DAY:%d/%m/%Y}"})  # a correction: still one time
    assert letter.earlier.count() == 0
    shown = said(client.get(case_page))
    assert "tornata il" in shown
    task = next(one for one in tasks(w) if one.code == "letter_back")
    assert (task.due_on, task.person) == ((NOW - 4 * DAY).date(), letter.application.person.full_name)
    assert "Rispedisci la lettera" in said(client.get(reverse("applications:work")))
    assert "Scrivi che è stata rispedita" in shown
    assert client.get(f"{page}?di-nuovo").context["form"]["again"].value() is True
    answer = client.post(
        page, {"how": "hand", "sent_on": f"{NOW - 1 * DAY:%d/%m/%Y}", "again": "on"}, follow=True
    )
    assert "già partita una volta prima" in said(answer)
    assert "letter_back" not in {one.code for one in tasks(w)}
    letter.refresh_from_db()
    assert (letter.how, letter.received_on, letter.came_back_on) == ("hand", (NOW - DAY).date(), None)
    before = letter.earlier.get()
    assert (before.how, before.sent_on) == ("post", (NOW - 9 * DAY).date())
    assert before.came_back_on == (NOW - 4 * DAY).date()
    words = said(client.get(page))
    assert words.index("tornata il") < words.index("ricevuta il")
    with pytest.raises(DatabaseError), transaction.atomic():
        before.delete()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"sent_on": 5, "received_on": 4, "came_back_on": 4}, "ricevuta oppure torna"),
        ({"sent_on": 5, "came_back_on": 6}, "ricevuta oppure torna"),
        ({"sent_on": 5, "came_back_on": -1}, "futuro"),
        ({"sent_on": 5, "again": True}, "questo è il primo"),
    ],
)
def test_days_that_cannot_be(w, letter, days, sentence):
    """``days``: how many days ago."""
    asked = {name: value if value is True else (NOW - value * DAY).date() for name, value in days.items()}
    with pytest.raises(Refused, match=sentence):
        record_delivery(letter=letter, by=w.social_worker, at=NOW, how="post", **asked)


def test_not_sent_again_before_it_was_sent(w, letter):
    ago = (NOW - 5 * DAY).date()
    record_delivery(letter=letter, by=w.social_worker, at=NOW, how="post", sent_on=ago)
    with pytest.raises(Refused, match="più tardi"):
        record_delivery(letter=letter, by=w.social_worker, at=NOW, how="post", sent_on=ago - DAY, again=True)
    assert letter.earlier.count() == 0


def test_why_a_letter_cannot_be_written_is_said_in_the_language_of_the_reader(w, letter):
    client = enter(Client(), w.manager)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    words = said(client.get(reverse("applications:letters", args=[letter.application.ref])))
    assert "The case is not on the waiting list." in words
    assert "The voucher is not suspended." in words
    with override("it"), pytest.raises(Refused) as found:
        letter_words.fill("Dal {dal}", {})
    with override("en"):
        assert str(found.value).startswith("The letter says {dal} (first day)")
