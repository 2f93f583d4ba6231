"""Words of the office: written by one, published by another, remembered by every letter; and who is not written to."""

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications import letter_texts
from applications.actions.publish_letter_text import publish_letter_text
from applications.actions.record_delivery import record_delivery
from applications.actions.reject import reject
from applications.actions.reopen import reopen
from applications.actions.send_letter import send_letter
from applications.letters import addressee
from applications.models import IssuedLetter, LetterText
from applications.notice_letters import paper_of
from jobs.models import Job
from jobs.tasks import run as work
from tests.applications.factories import NOW, make_case, make_draft, world
from tests.applications.notices import DAY, told
from tests.applications.pages import enter
from tests.applications.test_letters import words_of, words_of_pdf
from tests.applications.verb_pages import again, queries, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def write(w, text, kind="reopening"):
    sections = letter_texts.shipped(kind) | {"opening": text}
    page = reverse("applications:edit_letter_text", args=[kind])
    return enter(Client(), w.manager).post(page, sections | {"expected_version": "0"})


def rejected(w):
    case = make_case(w, status="assessing", isee="25000.01")
    reject(application=case, by=w.manager, at=NOW)
    return case


def test_new_words_count_when_another_publishes_them_and_the_letter_remembers_them():
    w = world()
    assert write(w, "Riprendiamo {domanda} {{ x }}").status_code == 422
    assert not LetterText.objects.exists()
    assert write(w, "Riprendiamo {domanda}: {motivo}.").status_code == 302
    draft = LetterText.objects.get()
    assert letter_texts.in_force(w.plan_office, "reopening").version == 0
    with pytest.raises(Refused):
        publish_letter_text(text=draft, by=w.manager, at=NOW, expected_version=1)
    publish_letter_text(text=draft, by=w.director, at=NOW, expected_version=1)
    case = reopen(application=rejected(w), by=w.manager, at=NOW, note="Nuovo ISEE")
    work(send_letter(application=case, kind="reopening", by=w.manager, at=NOW, large_print=True).pk)
    letter = IssuedLetter.objects.get(kind="reopening")
    assert (letter.text, letter.large_print) == (draft, True)
    with pytest.raises(ProgrammingError), transaction.atomic():
        LetterText.objects.update(sections={})


def test_pages_of_the_words_ask_a_fixed_number_of_queries():
    w = world()
    page, number = queries(w.manager, reverse("applications:letter_texts"))
    assert page.status_code == 200
    assert number <= 3
    write(w, "Riprendiamo {domanda}: {motivo}.")
    assert queries(w.manager, reverse("applications:letter_texts"))[1] == number
    for name in ("letter_text", "preview_letter_text"):
        page = enter(Client(), w.manager).get(reverse(f"applications:{name}", args=["acceptance"]))
        assert page.status_code == 200
    for kind, says in (
        ("death", "Gentile famiglia,"),
        ("refusal_notice", "[Qui il portale aggiunge i motivi"),
    ):
        page = enter(Client(), w.manager).get(reverse("applications:preview_letter_text", args=[kind]))
        assert says in words_of_pdf(b"".join(page.streaming_content) if page.streaming else page.content)


def test_a_draft_says_that_it_is_not_valid_and_parents_are_spoken_to_together():
    w = world()
    case = make_draft(w, "sofia")
    paper = paper_of(application=case, kind="refusal_notice", by=w.manager, at=NOW, draft=True, said={
        "notice": told_again(w, case)})  # fmt: skip
    text = words_of(paper)
    assert "Gentili genitori," in text
    assert "potete dirci" in text
    assert "la domanda di Sofia Ghidoni" in text
    assert paper.context["draft"]
    assert addressee(case.person, on=NOW.date()).is_plural


def told_again(w, case):
    return case.refusal_notices.create(
        rule_set=case.call.rule_set, on=NOW.date(), issued_at=NOW, issued_by=w.manager,
        findings=make_findings(w),
    ).pk  # fmt: skip


def make_findings(w):
    other = make_case(w, status="assessing", isee="25000.01")
    return reject(application=other, by=w.manager, at=NOW).findings


def test_nobody_is_written_to_after_a_death_unless_somebody_chooses_the_gentle_letter():
    w = world()
    case = make_case(w, status="assessing", isee="25000.01")
    case.person.died_on = NOW.date()
    case.person.save()
    before = Job.objects.count()
    reject(application=again(case), by=w.manager, at=NOW)
    assert Job.objects.count() == before
    with pytest.raises(Refused):
        send_letter(application=case, kind="appeal_outcome", by=w.manager, at=NOW, said={"reason": "No"})
    work(send_letter(application=case, kind="death", by=w.social_worker, at=NOW).pk)
    assert case.letters.get(kind="death").document.label.startswith("Dopo un decesso")


def test_the_ten_days_run_from_the_receipt_that_is_recorded():
    w, case, notice = told(received=False)
    work(Job.objects.get(kind="notice").pk)
    letter, later = case.letters.get(), NOW + 3 * DAY
    with pytest.raises(Refused):
        record_delivery(letter=letter, by=w.social_worker, at=NOW, how="post", sent_on=later.date())
    record_delivery(
        letter=letter, by=w.social_worker, at=later, how="post", sent_on=NOW.date(), received_on=later.date()
    )
    notice.refresh_from_db()
    assert notice.term_on == (NOW + 13 * DAY).date()
    assert case.clock_stops.get(reason="notice").ends_on == notice.term_on
