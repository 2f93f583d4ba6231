"""Finding people and cases: what people type, how few queries, and nothing of another office."""

import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import search
from applications.models import Application, Person
from tests.applications.factories import make_case, make_draft, make_user, world
from tests.applications.pages import enter
from tests.sweep.asking import said

pytestmark = pytest.mark.django_db


def found(user, text):
    cases, _similar = search.matching(Application.objects.visible_to(user), text, user=user)
    return sorted(case.person.last_name for case in cases.select_related("person"))


def rename(case, last_name, first_name):
    Person.objects.filter(pk=case.person_id).update(last_name=last_name, first_name=first_name)


def test_the_database_and_the_code_write_a_name_the_same_way():
    letters = [chr(n) for n in range(0x20, 0x250)] + list("’‘ʼẞßﬁЖ–—")
    names = [f"x{one}Y" for one in letters] + ["D'Angelo  Niccolò", "Müller-Lüdenscheidt", "Ångström Øre", ""]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT search_form(n) FROM unnest(%s::text[]) WITH ORDINALITY AS t(n, i) ORDER BY i", [names]
        )
        kept = [row[0] for row in cursor.fetchall()]
    assert kept == [search.search_form(name) for name in names]
    assert search.search_form("D’Àngelo-Rossi") == "DANGELO ROSSI"
    assert search.search_form(unicodedata.normalize("NFD", "Niccolò")) == "NICCOLO"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("dangelo", ["D'Angelo"]),
        ("D’Angelo niccolo", ["D'Angelo"]),
        ("nicc dang", ["D'Angelo"]),
        ("Nicolò", ["D'Angelo"]),  # a letter less
        ("brambatti adele", ["Brambati"]),  # a letter more
        ("Bramabti", ["Brambati"]),  # two letters changed over
        ("br", ["Brambati"]),
        ("ad", ["Brambati"]),
        ("rambat", ["Brambati"]),
        ("zzzzzz", []),
        ("adele zzzzzz", []),
        ("x", []),
        ("%", []),
        ("__", []),
        ("BRMDLA48L52X104B", ["Brambati"]),
        ("brmdla", ["Brambati"]),
        ("48l52", ["Brambati"]),  # a piece of it, from the middle or the end
        ("L52X104B", ["Brambati"]),
        ("41b03x", []),  # of another Comune
        ("BRMDL", []),  # five letters are no codice fiscale yet
        ("scalvini", []),  # of another Comune
        ("sclrnt41", []),
    ],
)
def test_what_people_type(w, text, names):
    make_draft(w, "adele")
    rename(make_draft(w, "nadia"), "D'Angelo", "Niccolò")
    make_draft(w, "renato", by=w.other_social_worker)
    assert found(w.social_worker, text) == names


def test_numbers_whole_and_in_part_and_the_end_of_the_iban(w):
    case = make_case(w, "adele", status="assessing")
    draft = make_draft(w, "sofia")
    for text in (case.number, case.number.lower(), case.number[-4:], case.number[3:]):
        assert found(w.social_worker, text) == ["Brambati"]
    for code in (draft.draft_code, "bozza-ABCDEFGH", "bozza-23456789"):
        Application.objects.filter(pk=draft.pk).update(draft_code=code)
        assert found(w.social_worker, code) == ["Ghidoni"]
    end = case.iban[-4:]
    assert found(w.officer, end) == ["Brambati"]
    for user in (w.social_worker, w.manager, w.auditor, w.nurse):
        assert found(user, end) == []


def test_a_new_name_is_found_at_once_and_the_old_one_no_more(w):
    case = make_draft(w, "adele")
    case.person.last_name = "Verdi"
    case.person.save()
    assert found(w.social_worker, "verdi") == ["Verdi"]
    assert found(w.social_worker, "brambati") == []


def test_one_exact_answer_goes_straight_there_and_the_page_has_groups(client, w):
    case = make_case(w, "adele", status="assessing")
    enter(client, w.social_worker)
    assert client.get(f"/cerca/?q={case.number}").headers["Location"] == f"/pratiche/{case.number}/"
    assert client.get("/cerca/?q=BRMDLA48L52X104B").headers["Location"] == f"/pratiche/{case.number}/"
    page = client.get("/cerca/?q=brambatti").content.decode()
    assert "Brambati Adele" in page
    assert "Nessuno ha proprio questo nome" in page
    assert "Pagamenti" not in client.get("/cerca/?q=pagam").content.decode().partition("<main")[2]
    assert (
        'href="/domande/nuova/"' in client.get("/cerca/?q=nuova+dom").content.decode().partition("<main")[2]
    )
    # every line of the sidebar is found by its name, and the help by its title
    assert 'href="/sospensioni/"' in client.get("/cerca/?q=sospens").content.decode().partition("<main")[2]
    assert "/guida/isee/" in client.get("/cerca/?q=isee").content.decode()
    assert (
        'href="/graduatorie/"' not in client.get("/cerca/?q=graduat").content.decode().partition("<main")[2]
    )
    # the dialog asks for a list of options, and an exact answer is one of them
    part = client.get(f"/cerca/?q={case.number}", headers={"HX-Request": "true"}).content.decode()
    assert part.count('role="option"') == 1
    assert "<html" not in part


def test_nothing_typed_shows_the_cases_opened_last(client, w):
    case = make_case(w, "adele", status="assessing")
    enter(client, w.social_worker).get(f"/pratiche/{case.number}/")
    part = client.get("/cerca/", headers={"HX-Request": "true"}).content.decode()
    assert "Brambati Adele" in part


CANARY = "Zwölferhof"


@pytest.fixture
def foreign(w):
    """A person with a name nobody else has: in another Comune of the Ambito, and in another Ambito."""
    there = make_case(w, "renato", status="assessing")
    Application.objects.filter(pk=there.pk).update(municipality=w.other_municipality)
    rename(there, CANARY, "Canarino")
    other = world("altro", "AL-2026")
    elsewhere = make_case(other, "giacomo", status="assessing")
    rename(elsewhere, CANARY, "Canarino")
    return Application.objects.select_related("person").filter(pk__in=(there.pk, elsewhere.pk))


def ask(client, path, word):
    """(status, the page without the word asked for, number of queries)"""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, {"q": word})
    return response.status_code, said(response, word, search.search_form(word)), len(queries)


@pytest.mark.parametrize("path", ["/cerca/", "/pratiche/", "/pratiche/esporta.csv"])
def test_another_office_leaks_neither_words_nor_counts_nor_queries(client, w, foreign, path):
    """For each thing one may know of a foreign case, the answer is the one to a thing that does not exist."""
    make_case(w, "adele", status="assessing")
    enter(client, w.social_worker).get("/lavoro/")
    for case in foreign:
        for known, nobodys in (
            (CANARY, "Zwolfurhox"),
            (case.number, case.number.replace("2026-", "2026-9")),
            (case.person.tax_code, "ZZZZZZ41B03X104T"),
            (case.person.tax_code[:6], "ZZZQQQ"),
            (case.iban[-4:], "7777"),
        ):
            answer, other = ask(client, path, known), ask(client, path, nobodys)
            assert answer == other, known
            assert "Canarino" not in answer[1]


def test_the_plan_office_sees_its_whole_ambito_and_no_other(w, foreign):
    assert found(w.manager, CANARY) == [CANARY]
    assert foreign.count() == 2


def test_the_number_of_queries_of_the_page(client, w, django_assert_max_num_queries):
    for who in ("adele", "nadia", "sofia", "carla", "rosalba"):
        make_draft(w, who)
    enter(client, w.social_worker).get("/lavoro/")
    for text in ("a", "brambati", "brambatti", "bram ad"):
        with django_assert_max_num_queries(5):
            client.get(f"/cerca/?q={text}")


def test_who_reads_no_case_searches_nothing(client, w):
    user = make_user("x@valserena.example", w.plan_office, "administrator", "X", "Y")
    assert enter(client, user).get("/cerca/?q=a").status_code == 403
