"""Sending a draft of rules back."""

import pytest

from tests.applications.law_pages import here, make_draft_rules, sent_draft, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def test_the_director_sends_it_back_with_a_reason_that_is_read(client, w):
    draft = sent_draft(w)
    data = {"note": "Manca il tetto per i minori.", "expected_version": draft.edit_version}
    enter(client, w.director).post(here("return_rule_draft", draft), data)
    draft.refresh_from_db()
    assert (draft.state, draft.returned_by) == ("draft", w.director)
    assert (
        "Manca il tetto per i minori."
        in enter(client, w.manager).get(here("rule_draft", draft)).content.decode()
    )


def test_without_a_reason_or_before_it_is_sent_it_stays(client, w):
    draft = sent_draft(w)
    data = {"note": " ", "expected_version": draft.edit_version}
    assert enter(client, w.director).post(here("return_rule_draft", draft), data).status_code == 422
    draft.refresh_from_db()
    assert draft.state == "submitted"
    other = make_draft_rules(w, name="altra-2027")
    data = {"note": "No.", "expected_version": other.edit_version}
    assert client.post(here("return_rule_draft", other), data).status_code == 409
    stranger = world("altrove", "B2-ALTRO").director
    assert enter(client, stranger).post(here("return_rule_draft", draft), data).status_code == 404
    assert enter(client, w.auditor).post(here("return_rule_draft", draft), data).status_code == 403
