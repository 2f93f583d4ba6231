"""Putting a draft of rules aside."""

import pytest

from tests.applications.law_pages import data_of, here, make_draft_rules, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def test_a_discarded_draft_leaves_its_name_and_does_not_change(client, w):
    draft = make_draft_rules(w)
    data = {"expected_version": draft.edit_version}
    assert enter(client, w.director).post(here("discard_rule_draft", draft), data).status_code == 403
    enter(client, w.manager).post(here("discard_rule_draft", draft), data)
    draft.refresh_from_db()
    assert draft.state == "discarded"
    assert client.post(here("edit_rule_draft", draft), data_of(draft)).status_code == 409
    assert client.post(here("submit_rule_draft", draft), {"expected_version": 2}).status_code == 409
    assert make_draft_rules(w).state == "draft"
    stranger = world("altrove", "B2-ALTRO").manager
    assert enter(client, stranger).post(here("discard_rule_draft", draft), data).status_code == 404
