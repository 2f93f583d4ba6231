"""Publishing rules: a second person, one text for ever."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from applications.actions.create_rule_draft import create_rule_draft
from applications.models import RuleSetDraft, RuleSetVersion
from eligibility.ruleset import load
from tests.applications.law_pages import NOW, another_manager, here, make_draft_rules, sent_draft, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def publish(client, user, draft):
    data = {"expected_version": draft.edit_version}
    return enter(client, user).post(here("publish_rule_set", draft), data, follow=True)


@pytest.mark.parametrize("who", ["director", "manager"])
def test_another_person_publishes_an_immutable_text_known_by_its_hash(client, w, who):
    draft = sent_draft(w)
    RuleSetDraft.objects.filter(pk=draft.pk).update(activates_on="2027-01-01")
    user = w.director if who == "director" else another_manager(w)
    answer = publish(client, user, draft)
    version = RuleSetVersion.objects.get(name="valserena-2027")
    assert answer.redirect_chain[-1][0] == f"/regole/valserena-2027/{version.sha8}/"
    assert "01/01/2027" in answer.content.decode()
    assert (version.published_by, version.added_by, version.replaces) == (user, w.manager, w.call.rule_set)
    assert (version.sha256, version.text) == (load(draft.text).hash, draft.text)
    for change in ({"text": "altro"}, {"activates_on": None}, {"published_by": w.manager}):
        with pytest.raises(DatabaseError), transaction.atomic():
            RuleSetVersion.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        RuleSetDraft.objects.filter(pk=draft.pk).update(text="altro")
    w.call.refresh_from_db()
    assert w.call.rule_set.name == "regione-2022"  # no call has changed


def test_whoever_wrote_or_sent_it_is_refused_by_the_page_and_by_the_database(client, w):
    draft = sent_draft(w)
    assert (
        "L’hai preparato tu" in enter(client, w.manager).get(here("publish_rule_set", draft)).content.decode()
    )
    answer = publish(client, w.manager, draft)
    assert answer.status_code == 409
    assert "L’hai preparato tu" in answer.content.decode()
    for author in ("created_by", "written_by", "submitted_by"):
        others = {"created_by": w.director, "written_by": w.director, "submitted_by": w.director}
        RuleSetDraft.objects.filter(pk=draft.pk).update(**others | {author: w.manager})
        assert publish(client, w.manager, draft).status_code == 409, author
        with pytest.raises(IntegrityError, match="published_by_another"), transaction.atomic():
            RuleSetDraft.objects.filter(pk=draft.pk).update(
                state="published", published_at=NOW, published_by=w.manager, version=w.call.rule_set
            )
    assert RuleSetVersion.objects.count() == 1


def test_not_sent_old_page_same_rules_and_other_people(client, w):
    assert publish(client, w.director, make_draft_rules(w, name="altra-2027")).status_code == 409
    draft = sent_draft(w)
    draft.edit_version = 1
    assert publish(client, w.director, draft).status_code == 409
    same = create_rule_draft(plan_office=w.plan_office, based_on=w.call.rule_set, by=w.manager, at=NOW)
    RuleSetDraft.objects.filter(pk=same.pk).update(
        state="submitted", submitted_at=NOW, submitted_by=w.manager
    )
    answer = publish(client, w.director, same)
    assert answer.status_code == 409
    assert w.call.rule_set.sha8 in answer.content.decode()
    assert publish(client, w.social_worker, draft).status_code == 403
    assert publish(client, world("altrove", "B2-ALTRO").director, draft).status_code == 404
    assert RuleSetVersion.objects.count() == 1
