"""Sending a draft of rules: sources and examples first."""

import pytest

from applications.actions.edit_rule_draft import edit_rule_draft
from tests.applications.law_pages import NOW, here, make_draft_rules, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def written(w, draft, **changes):
    fields = {"text": draft.text, "cases": draft.cases, "activates_on": None} | changes
    return edit_rule_draft(draft=draft, by=w.manager, at=NOW, expected_version=draft.edit_version, **fields)


def send(client, w, draft):
    return enter(client, w.manager).post(
        here("submit_rule_draft", draft), {"expected_version": draft.edit_version}, follow=True
    )


def test_a_draft_whose_examples_hold_is_sent(client, w):
    draft = make_draft_rules(w)
    page = enter(client, w.manager).get(here("rule_draft", draft))
    assert page.context["failing"] == 0
    assert len(page.context["examples"]) > 3
    send(client, w, draft)
    draft.refresh_from_db()
    assert (draft.state, draft.submitted_by) == ("submitted", w.manager)


def test_an_example_that_fails_stops_it_and_is_named(client, w):
    draft = make_draft_rules(w)
    draft = written(w, draft, text=draft.text.replace("400.00", "399.00"))
    page = enter(client, w.manager).get(here("rule_draft", draft))
    assert page.context["failing"] > 0
    assert "399,00" in page.content.decode()
    answer = send(client, w, draft)
    assert answer.status_code == 409
    assert "1: la figlia è la caregiver familiare" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_no_example_and_no_source_stop_it(client, w):
    draft = make_draft_rules(w)
    assert "esempio" in send(client, w, written(w, draft, cases="")).content.decode()
    draft.refresh_from_db()
    start = draft.text.index("sources = [", draft.text.index("[[criteria]]"))
    line = draft.text[start : draft.text.index("\n", start)]
    draft = written(w, draft, text=draft.text.replace(line, "sources = []", 1))
    answer = send(client, w, draft)
    assert answer.status_code == 409
    assert "criteria[0]" in answer.content.decode() or "criteria" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_who_sends(client, w):
    draft = make_draft_rules(w)
    for user in (w.director, w.social_worker):
        assert enter(client, user).post(here("submit_rule_draft", draft)).status_code == 403
    stranger = world("altrove", "B2-ALTRO").manager
    assert enter(client, stranger).post(here("submit_rule_draft", draft)).status_code == 404
    assert (
        enter(client, w.manager).post(here("submit_rule_draft", draft), {}).status_code == 409
    )  # no version
