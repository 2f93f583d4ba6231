"""A new application from its first page: nothing typed is lost, nobody is opened twice."""

import pgtrigger
import pytest
import time_machine
from django.urls import reverse
from stdnum.it.codicefiscale import calc_check_digit

from applications.actions.withdraw import withdraw
from applications.models import Application, Call, Event, Person
from applications.tax_code import variants
from tests.applications.factories import NOW, PEOPLE, make_draft
from tests.applications.intake_pages import client_of

pytestmark = pytest.mark.django_db
URL = "/domande/nuova/"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def social_worker(w):
    return client_of(w.social_worker)


def typed(w, who="adele", **changes):
    code, last, first, born, sex = PEOPLE[who]
    return {
        "call": w.call.pk,
        "municipality": w.municipality.pk,
        "tax_code": code,
        "last_name": last,
        "first_name": first,
        "birth_date": f"{born:%d/%m/%Y}",
        "sex": sex,
        "phone": "030 123",
        **changes,
    }


def test_opens_a_draft_and_goes_to_the_next_step(w, social_worker):
    page = social_worker.get(URL).content.decode()
    assert f'<option value="{w.municipality.pk}" selected>Borgolungo</option>' in page
    assert w.call.title in page
    assert "Torrealba" not in page
    response = social_worker.post(URL, typed(w))
    case = Application.objects.get()
    assert response.url == reverse("applications:step", args=[case.draft_code, "residenza"])
    assert (case.municipality, case.person.tax_code, case.created_by) == (
        w.municipality,
        PEOPLE["adele"][0],
        w.social_worker,
    )


def test_two_presses_make_one_draft(w, social_worker):
    first = social_worker.post(URL, typed(w))
    second = social_worker.post(URL, typed(w))
    assert first.url == second.url
    assert Application.objects.count() == Person.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"tax_code": PEOPLE["adele"][0][:15]}, "tax_code", "16 caratteri: ne hai scritti 15"),
        ({"tax_code": PEOPLE["adele"][0][:15] + "C"}, "tax_code", "ultima lettera non torna"),
        ({"birth_date": "12/07/2027"}, "birth_date", "futuro"),
        ({"birth_date": "31/02/1948"}, "birth_date", "Scrivi la data così: 12/07/1948"),
        ({"not_the_same": "on"}, "why_not_the_same", "un’altra persona"),
        ({"last_name": ""}, "last_name", ""),
        ({"email": "adele"}, "email", "nome@esempio.it"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_the_rest(w, social_worker, changes, field, words):
    response = social_worker.post(URL, typed(w, **changes))
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert words in " ".join(errors[field])
    page = response.content.decode()
    assert 'value="030 123"' in page
    assert 'role="alert"' in page
    assert not Application.objects.exists()
    assert not Person.objects.exists()


def test_another_name_is_a_warning_and_goes_on(w, social_worker):
    response = social_worker.post(URL, typed(w, first_name="Marta"), follow=True)
    assert Application.objects.count() == 1
    assert "BRMMRT" in response.content.decode()


def test_a_date_or_sex_the_code_does_not_say_is_a_warning_and_goes_on(w, social_worker):
    response = social_worker.post(URL, typed(w, birth_date="21/07/1948", sex="M"), follow=True)
    assert Person.objects.get().birth_date.day == 21
    page = response.content.decode()
    assert "dice 12/07/1948, tu hai scritto 21/07/1948. Quale è giusto?" in page
    assert page.count("Quale è giusto?") >= 2
    step = reverse("applications:step", args=[Application.objects.get().ref, "persona"])
    shown = social_worker.get(step).content.decode()
    assert "tu hai scritto 21/07/1948" in shown
    used = social_worker.post(step, {**typed(w), "birth_date": "21/07/1948", "use": "1948-07-12"})
    assert 'value="12/07/1948"' in used.content.decode()
    assert Person.objects.get().birth_date.day == 21  # nothing is saved by reading


def test_an_open_case_in_scope_stops_with_its_link(w, social_worker):
    case = make_draft(w)
    Application.objects.filter(pk=case.pk).update(created_by=w.manager)
    response = social_worker.post(URL, typed(w))
    assert case.ref in response.content.decode()
    assert "Borgolungo" in response.content.decode()
    assert f'href="/pratiche/{case.ref}/"' in response.content.decode()
    assert Application.objects.count() == 1


def test_an_open_case_elsewhere_says_only_the_comune(w):
    case = make_draft(w)
    other = client_of(w.other_social_worker)
    response = other.post(URL, typed(w, municipality=w.other_municipality.pk))
    page = response.content.decode()
    assert "Borgolungo" in page
    assert "030 0000002" in page
    assert case.ref not in page
    assert "Chiedi il passaggio" in page
    assert "Via delle Querce" not in page
    assert Application.objects.count() == 1


def test_an_earlier_closed_case_elsewhere_needs_a_reason(w):
    case = make_draft(w)
    withdraw(application=case, by=w.social_worker, at=NOW, note="La famiglia ha rinunciato.")
    other = client_of(w.other_social_worker)
    again = typed(w, municipality=w.other_municipality.pk)
    page = other.post(URL, again).content.decode()
    assert "Perché la domanda si fa qui adesso?" in page
    assert case.ref not in page
    refused = other.post(URL, again | {"same_person": "on", "why_here": " "})
    assert "why_here" in refused.context["form"].errors
    assert "Perché la domanda si fa qui adesso?" in refused.content.decode()
    assert Application.objects.count() == 1
    reason = "Si è trasferita a settembre"
    assert other.post(URL, again | {"same_person": "on", "why_here": reason}).status_code == 302
    new = Application.objects.exclude(pk=case.pk).get()
    assert (new.person, new.municipality) == (case.person, w.other_municipality)
    assert Event.objects.get(application=new, verb="create").note == reason


def test_letters_in_the_place_of_digits_are_the_same_person(w, social_worker):
    make_draft(w)
    Application.objects.update(created_by=w.manager)
    omocode = next(code for code in variants(PEOPLE["adele"][0]) if code[:15] == "BRMDLA48L52X10Q")
    response = social_worker.post(URL, typed(w, tax_code=omocode))
    assert response.status_code == 200
    assert Application.objects.count() == 1
    reason = {"not_the_same": "on", "why_not_the_same": "Sono due sorelle gemelle"}
    assert social_worker.post(URL, typed(w, tax_code=omocode, **reason)).status_code == 302
    assert Person.objects.count() == 2


def test_somebody_alike_asks_before_going_on(w, social_worker):
    make_draft(w)
    root = "BRMDLL48L52X104"
    alike = typed(w, tax_code=root + calc_check_digit(root), first_name="Adelle")
    response = social_worker.post(URL, alike)
    assert Application.objects.count() == 1
    page = response.content.decode()
    assert "not_the_same" in page
    assert page.count('<th scope="row">') == 6, "what was typed stands beside what is registered"
    social_worker.post(URL, {**alike, "not_the_same": "on", "why_not_the_same": "Due tessere diverse"})
    assert Application.objects.count() == 2
    assert (
        Event.objects.get(verb="create", note="Due tessere diverse").application.person.first_name == "Adelle"
    )


def test_a_municipality_only_files_its_own(w, social_worker):
    response = social_worker.post(URL, typed(w, municipality=w.other_municipality.pk))
    assert "municipality" in response.context["form"].errors
    assert not Application.objects.exists()


def test_the_code_is_read_without_javascript(w, social_worker):
    response = social_worker.post(URL, {**typed(w), "birth_date": "", "sex": "", "decode": "1"})
    page = response.content.decode()
    assert "12 luglio 1948" in page
    assert 'value="1948-07-12"' in page
    response = social_worker.post(URL, {**typed(w), "birth_date": "", "sex": "", "use": "1948-07-12"})
    assert 'value="12/07/1948"' in response.content.decode()
    assert 'value="Brambati"' in response.content.decode()
    assert not Application.objects.exists()


def test_the_fragment_waits_for_sixteen_characters(w, social_worker):
    url = reverse("applications:decode_tax_code")
    code = PEOPLE["adele"][0]
    assert "12 luglio 1948" in social_worker.post(url, {"tax_code": code}).content.decode()
    assert social_worker.post(url, {"tax_code": code[:12]}).content.strip() == b""
    assert "ultima lettera" in social_worker.post(url, {"tax_code": code[:15] + "C"}).content.decode()
    typed = {"tax_code": code, "birth_date": "21/07/1948", "sex": "F"}
    assert "tu hai scritto 21/07/1948" in social_worker.post(url, typed).content.decode()


def test_no_open_call_says_so(w, social_worker):
    with pgtrigger.ignore("applications.Call:published_call_stands"):
        Call.objects.update(closes_at=NOW)
    response = social_worker.get(URL)
    assert "tax_code" not in response.content.decode()
    social_worker.post(URL, typed(w))
    assert not Application.objects.exists()


def test_the_manager_may_not_enter_applications(w):
    assert client_of(w.manager).get(URL).status_code == 403
