"""The case page: what it shows, to whom, and what can be done from it."""

import pytest
from django.urls import reverse

from accounts.models import AccessLog
from applications import panels
from applications.actions.add_note import add_note
from applications.actions.request_documents import request_documents
from applications.actions.return_plan import return_plan
from applications.models import Application
from tests.applications.factories import NOW, TODAY, assess_fully, make_case, make_draft
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_panel(monkeypatch):
    monkeypatch.setattr(panels, "_money", [])


def url(case):
    return reverse("applications:case", args=[case.ref])


def read(client, user, case, query=""):
    page = enter(client, user).get(url(case) + query)
    assert page.status_code == 200
    return page, page.content.decode()


def test_an_eligible_case_in_one_scroll(client, w):
    case = make_case(w, carer_cost="1142.60", requested=("caregiver", "caregiver_supplement"))
    page, text = read(client, w.social_worker, case)
    sections = [
        "nucleo",
        "requisiti",
        "valutazione",
        "piano",
        "importo",
        "pagamenti",
        "documenti",
        "cronologia",
    ]
    places = [text.index(f'id="{name}"') for name in sections]
    assert places == sorted(places)
    for words in ("Adele Brambati", "nata il 12/07/1948", "Idonea", "800,00\xa0€", "Laura Ferrandi", "…3456"):
        assert words in text, words
    assert "IT60X0542811101000000123456" not in text
    assert "Letto da INPS" in text
    assert "0 su 6" in text
    assert "1.088,00\xa0€" in text  # budget: 800 of the measure and 288 of the Comune
    assert [stage["state"] for stage in page.context["stages"]] == ["done", "done", "done", "now", "todo"]


def test_a_new_draft_says_what_is_still_empty(client, w):
    _page, text = read(client, w.social_worker, make_draft(w))
    assert "Ancora niente" in text
    assert "Manca" in text
    assert "Non si può ancora calcolare." in text
    assert "Completa domanda" in text


def test_each_opening_is_one_row_of_the_access_log(client, w):
    case = make_case(w, status="assessing")
    read(client, w.social_worker, case)
    row = AccessLog.objects.get(reference=case.number)
    assert (row.user, row.subject_id) == (w.social_worker, case.person_id)


def test_another_office_gets_404(client, w):
    case = make_case(w, status="assessing")
    assert enter(client, w.other_social_worker).get(url(case)).status_code == 404
    assert enter(client, w.nurse).get(url(case)).status_code == 404  # not sent to the ASST yet
    assert enter(client, w.administrator).get(url(case)).status_code == 403
    assert not AccessLog.objects.filter(reference=case.number).exists()


def test_the_asst_never_sees_money(client, w):
    case = make_case(w, carer_cost="1142.60")
    page, text = read(client, w.nurse, case)
    for words in (
        "18.400",
        "1.142,60",
        "400,00",
        "IBAN",
        "…3456",
        'id="importo"',
        'id="pagamenti"',
        "ISEE sociosanitario",
    ):
        assert words not in text, words
    assert "Valutazione" in text
    assert page.context["panel"] is None


def test_the_administration_never_sees_clinical_data(client, w):
    case = make_case(w)
    add_note(application=case, by=w.social_worker, at=NOW, note="Dorme male la notte.")
    _page, text = read(client, w.officer, case)
    for words in ('id="valutazione"', 'id="piano"', "Legge 104", "Dorme male", "Restare a casa", "0 su 6"):
        assert words not in text, words
    _page, notes = read(client, w.officer, case, "?cronologia=note")
    assert "Dorme male" not in notes
    assert "18.400,00" in text
    assert "…3456" in text


def test_the_next_step_is_the_only_filled_button(client, w):
    case = make_case(w, status="plan_review")
    _page, text = read(client, w.manager, case)
    assert text.count("btn-primary") == 1
    _page, text = read(client, w.social_worker, case)
    assert "btn-primary" not in text  # it is up to somebody else


def test_what_cannot_be_done_now_says_why(client, w):
    case = make_case(w, status="plan_review")
    case.plans.update(submitted_by=w.manager)
    _page, text = read(client, w.manager, case)
    assert "btn-primary" not in text
    assert 'aria-disabled="true"' in text
    assert "lo approva un" in text  # the sentence of four eyes
    unsigned = assess_fully(w, make_case(w, "carla", status="assessing"), sign=("social",))
    page, _text = read(client, w.social_worker, unsigned)
    refusals = {offer["verb"]: offer["refusal"] for offer in page.context["menu"] if "verb" in offer}
    assert "ASST" in str(refusals["submit_plan"])


def test_a_returned_plan_shows_the_reason(client, w):
    case = make_case(w, status="plan_review")
    return_plan(application=case, by=w.manager, at=NOW, note="mancano le ore dell’assistenza")
    _page, text = read(client, w.social_worker, case)
    assert "Rimandato da Marco Lanfredi" in text
    assert "mancano le ore dell’assistenza" in text


def test_the_timeline_keeps_notes_apart_and_says_who_looked(client, w):
    case = make_case(w, status="assessing")
    add_note(application=case, by=w.social_worker, at=NOW, note="Visita fatta.")
    request_documents(
        application=case, by=w.social_worker, at=NOW, note="Verbale 104", due_on=TODAY.replace(month=12)
    )
    labels = lambda page: [event["label"] for event in page.context["timeline"]]  # noqa: E731
    page, _text = read(client, w.social_worker, case, "?cronologia=note")
    assert [str(label) for label in labels(page)] == ["Nota"]
    page, _text = read(client, w.social_worker, case, "?cronologia=visto")
    assert w.social_worker.full_name not in labels(page)  # not her permission: the facts are shown
    page, _text = read(client, w.manager, case, "?cronologia=visto")
    assert labels(page)[0] == w.manager.full_name


def test_the_money_panel_of_another_package(client, w, no_panel, monkeypatch):
    case = make_case(w)
    _page, text = read(client, w.social_worker, case)
    assert "I pagamenti cominciano dopo" in text

    @panels.money
    def panel(user, application, on):
        fact = {"label": "Pagato finora", "value": "3.400,00 €"}
        return panels.MoneyPanel(
            "components/_messages.html", {}, facts=(fact,), actions=(("Sospendi", "/x/", None),)
        )

    _page, text = read(client, w.social_worker, case)
    assert "Pagato finora" in text
    assert '<a href="/x/">Sospendi</a>' in text
    page, _text = read(client, w.nurse, case)
    assert page.context["panel"] is None


def test_the_number_of_queries_does_not_grow(client, w, django_assert_max_num_queries):
    case = make_case(w)
    for n in range(20):
        add_note(application=case, by=w.social_worker, at=NOW, note=f"Nota {n}")
    enter(client, w.social_worker).get(url(case))  # counts the numbers of the sidebar
    with django_assert_max_num_queries(37):
        text = client.get(url(case)).content.decode()
    assert "Mostra i" in text
    assert Application.objects.count() == 1
