"""How large the letters to a person are printed: asked once, followed by every letter, chosen otherwise for one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications.actions.choose_print import choose_print
from applications.actions.record_death import record_death
from applications.actions.send_letter import send_letter
from applications.actions.write_to_families import write_to_families
from applications.explanation_paper import explanation_paper
from applications.models import Application, Event, LetterKind, Person
from applications.plan_paper import plan_paper
from applications.steps import with_next_step
from eligibility.outcome import Outcome
from jobs.models import Job
from jobs.tasks import run as work
from papers import pdf
from tests.applications.factories import NOW, TODAY, make_case, world
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.factories import awarded, make_run

pytestmark = pytest.mark.django_db


def explained(case):
    made = case.determinations.get()
    return explanation_paper(
        case, outcome=Outcome.from_json(made.findings), total=made.monthly_total, shown=made, changes=(), on=TODAY,
        sees_health=True,
    )  # fmt: skip


def test_every_letter_follows_what_the_person_asked_and_one_may_be_chosen_otherwise():
    w = world()
    case = awarded(w)
    choose_print(application=case, large=True, by=w.social_worker, at=NOW)
    write_to_families(
        cases=list(with_next_step(Application.objects.all(), user=w.social_worker, on=TODAY).with_people()),
        by=w.social_worker, at=NOW, kind="", subject="Un incontro",
        text="Venga a trovarci.",
    )  # fmt: skip
    hour = timedelta(hours=1)
    send_letter(application=case, kind=LetterKind.ACCEPTANCE, by=w.manager, at=NOW + hour)
    for job in Job.objects.order_by("pk"):
        work(job.pk)
    make_run(w, state="issued")
    issued = {one.document.label: one.large_print for one in case.letters.select_related("document")}
    assert set(issued.values()) == {True}
    told = " ".join(issued)
    for letter in ("Ricevuta della domanda", "Provvedimento", "Un incontro", "Accoglimento", "400,00"):
        assert letter in told, issued
    # what the person reads and signs that is no letter
    plan = case.plans.latest("version")
    for paper in (plan_paper(case, plan, on=TODAY, sees_money=True), explained(case)):
        words = pdf.markup(template=paper.template, context=paper.context, title=paper.title, lang="it")
        assert ' large"' in words.partition("data-foot")[0], paper.title
    later = NOW + 2 * hour
    work(
        send_letter(
            application=case, kind=LetterKind.ACCEPTANCE, by=w.manager, at=later, large_print=False
        ).pk
    )
    assert not case.letters.get(document__added_at=later).large_print


def test_the_case_page_changes_it_and_the_form_of_a_letter_begins_with_it(the_day):  # noqa: F811
    w = world()
    case = awarded(w)
    client = enter(Client(), w.social_worker)
    page = reverse("applications:choose_print", args=[case.ref])
    shown = client.get(reverse("applications:case", args=[case.ref]))
    assert page in shown.content.decode()
    assert "carattere normale" in said(shown)
    shown = said(client.post(page, {"large": "yes"}, follow=True))
    assert "Lettere in caratteri grandi (16 punti)" in shown
    client.post(page, {"large": "yes"})  # twice says it once
    assert Event.objects.get(verb="choose_print").data == {"large": True}
    form = client.get(reverse("applications:send_letter", args=[case.ref, "acceptance"])).context["form"]
    assert form["large_print"].value() is True
    client.post(page, {"large": "no"})
    assert not Person.objects.get(pk=case.person_id).large_print


def test_the_step_of_the_person_asks_it():
    w = world()
    case = make_case(w, status="draft")
    page, client = reverse("applications:step", args=[case.ref, "persona"]), enter(Client(), w.social_worker)
    form = client.get(page).context["page"].form
    data = {name: form[name].value() or "" for name in form.fields if name != "large_print"}
    data["birth_date"] = f"{form['birth_date'].value():%d/%m/%Y}"
    assert client.post(page, data | {"large_print": "on"}).status_code == 302
    assert Person.objects.get(pk=case.person_id).large_print
    assert "grandi" in said(client.get(reverse("applications:step", args=[case.ref, "riepilogo"])))


def test_not_by_who_writes_no_letters_nor_after_a_death():
    w = world()
    case = awarded(w)
    with pytest.raises(Refused, match="ruolo"):
        choose_print(application=case, large=True, by=w.nurse, at=NOW)
    record_death(
        application=case, by=w.social_worker, at=NOW, died_on=TODAY, source="registry", told_by="Anagrafe"
    )
    with pytest.raises(Refused, match="nessuna lettera"):
        choose_print(application=case, large=True, by=w.social_worker, at=NOW)
