"""The notice of a decision: the rows of the determination, in the words of a letter."""

import re
from datetime import date

import pypdfium2
import pytest

from accounts.formats import day
from accounts.models import AccessLog, User
from applications.actions.reject import reject
from applications.letters import addressee, decision_notice
from applications.models import Document, LegalRepresentative
from jobs.models import Job
from jobs.tasks import run as work
from papers import pdf, store
from tests.applications.factories import NOW, assess_fully, make_case, make_draft, world
from tests.applications.intake_pages import client_of

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 18)


def words_of(paper):
    """The text of a paper's HTML, every kind of space as one space."""
    html = pdf.markup(template=paper.template, context=paper.context, title=paper.title)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def words_of_pdf(data):
    """The text of the first page, every kind of space as one space."""
    page = pypdfium2.PdfDocument(data)[0]
    return " ".join(page.get_textpage().get_text_bounded().split())


@pytest.fixture
def refused():
    """A case over the ISEE limit by one cent, rejected."""
    w = world()
    case = assess_fully(w, make_case(w, status="assessing", isee="25000.01"))
    return case, reject(application=case, by=w.manager, at=NOW)


def test_a_refusal_says_the_outcome_and_the_datum(refused):
    _case, determination = refused
    text = words_of(decision_notice(determination))
    assert "Non possiamo accogliere la domanda" in text
    assert "25.000,01" in text
    assert "TAR" in text
    assert "Spetta" not in text


def test_the_missing_plan_is_not_a_reason_of_a_refusal(refused):
    _case, determination = refused
    paper = decision_notice(determination)
    assert [row.code for row in paper.context["not_met"]] == ["isee"]
    assert "plan" not in {row.code for row in paper.context["criteria"]}


def test_the_notice_of_a_refusal_is_put_into_the_case(refused):
    case, _determination = refused
    work(Job.objects.get(kind="decision_notice").pk)
    document = case.documents.get(kind=Document.Kind.DECISION)
    assert document.label == f"Provvedimento, {day(NOW)}"
    assert document.is_health
    assert case.events.filter(verb="letter").exists()
    work(Job.objects.get(kind="decision_notice").pk)
    assert case.documents.count() == 1


def test_a_letter_speaks_to_the_person(refused):
    case, _determination = refused
    to = addressee(case.person, on=ON)
    assert to.salutation == "Gentile Signora Brambati,"
    assert (to.is_person, to.lines[-1]) == (True, "25000 Borgolungo")


def test_a_letter_about_a_minor_speaks_to_the_parents_or_to_who_represents():
    person = make_draft(world(), "sofia").person
    assert addressee(person, on=ON).salutation == "Gentili genitori,"
    LegalRepresentative.objects.create(person=person, kind="guardian", last_name="Ghidoni", first_name="Ivo")
    to = addressee(person, on=ON)
    assert to.salutation == "Gentile Ivo Ghidoni,"
    assert "per Sofia Ghidoni" in to.lines
    assert to.of_person == " di Sofia Ghidoni"


def test_the_code_at_the_foot_of_a_letter_finds_it_for_its_office_alone(refused):
    case, _determination = refused
    work(Job.objects.get(kind="decision_notice").pk)
    letter = case.letters.get()
    data = store.read(letter.document.stored)
    assert f"codice di verifica {letter.code}" in words_of_pdf(data)
    worker, other = User.objects.get(email__startswith="giulia"), User.objects.get(email__startswith="chiara")
    for typed in (letter.code, letter.code.lower().replace("-", " "), letter.code.replace("-", "")):
        page = client_of(worker).get("/verifica/", {"codice": typed}).content.decode()
        assert "È una delle nostre" in page
        assert case.person.full_name in page
    assert AccessLog.objects.filter(subject_id=case.person_id, path__startswith="/verifica/").exists()
    page = client_of(other).get("/verifica/", {"codice": letter.code}).content.decode()
    assert "Nessuna lettera delle tue pratiche" in page
    assert case.person.last_name not in page
    assert "otto segni" in client_of(worker).get("/verifica/", {"codice": "9999"}).content.decode()
    store.path_of(letter.document.stored.pk).write_bytes(data + b"%")
    assert "Alterata o persa" in client_of(worker).get("/verifica/", {"codice": letter.code}).content.decode()
