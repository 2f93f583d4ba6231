"""Other rules for a call from a day on: in force by themselves; cases decided before keep theirs."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from accounts.refusal import Refused
from applications.actions.approve_plan import approve_plan
from applications.actions.change_call_rules import change_call_rules
from applications.actions.confirm_addition import confirm_addition
from applications.actions.extend_call import extend_call
from applications.actions.submit import submit
from applications.facts import assess_case, version_of
from applications.models import Application, Call, RuleSetVersion
from applications.permissions import current_plan
from tests.applications.factories import NOW, ROME, complete, make_case, make_draft, rule_set_version, world
from tests.applications.law_pages import here
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
NEWER = Path("eligibility/rulesets/regione-2024.toml")
FROM = date(2026, 12, 1)
BEFORE = FROM - timedelta(days=1)
ACT = {"act": "Determinazione n. 52", "act_date": date(2026, 11, 17), "reason": ""}


@pytest.fixture
def w():
    return world()


@pytest.fixture
def newer():
    return rule_set_version(NEWER)


def added(w, newer, *, rules_from=FROM):
    addition = change_call_rules(
        call=w.call, rule_set=newer, rules_from=rules_from, by=w.manager, at=NOW, **ACT
    )
    return confirm_addition(addition=addition, by=w.director, at=NOW, expected_version=1)


def of(case):
    return Application.objects.with_people().get(pk=case.pk)


def test_the_text_in_force_follows_from_the_day(w, newer):
    case = make_case(w, status="assessing")
    assert version_of(of(case), on=FROM) == w.call.rule_set
    added(w, newer)
    assert version_of(of(case), on=BEFORE) == w.call.rule_set
    assert version_of(of(case), on=FROM) == newer
    call = Call.objects.with_additions().get(pk=w.call.pk)
    assert [(one.starts_on, one.version) for one in call.texts()] == [
        (None, w.call.rule_set), (FROM, newer)
    ]  # fmt: skip


def test_a_case_decided_before_keeps_its_rules_and_one_decided_after_has_the_new_ones(w, newer):
    decided, waiting = make_case(w), make_case(w, "renato", status="plan_review")
    added(w, newer)
    assert version_of(of(decided), on=FROM) == w.call.rule_set
    assert assess_case(of(decided), on=FROM).monthly_total == Decimal("400.00")
    later = datetime(2026, 12, 2, 9, 0, tzinfo=ROME)
    case = of(waiting)
    approve_plan(application=case, by=w.director, at=later, expected_version=current_plan(case).edit_version)
    kept = case.determinations.get()
    assert (kept.rule_set, kept.monthly_total) == (newer, Decimal("100.00"))


def test_a_window_may_have_rules_of_its_own(w, newer):
    early = complete(make_draft(w))
    submit(application=early, by=w.social_worker, at=NOW)
    closes = datetime(2026, 12, 31, 12, 0, tzinfo=ROME)
    addition = extend_call(call=w.call, closes_at=closes, rule_set=newer, by=w.manager, at=NOW, **ACT)
    confirm_addition(addition=addition, by=w.director, at=NOW, expected_version=1)
    late = complete(make_draft(w, "renato"))
    day = date(2026, 12, 20)
    submit(application=late, by=w.social_worker, at=datetime(2026, 12, 20, 9, 0, tzinfo=ROME))
    assert version_of(of(early), on=day) == w.call.rule_set
    assert version_of(of(late), on=day) == newer


def test_the_pages_prepare_and_confirm_it_and_the_call_says_which_is_in_force(client, w, newer):
    case = make_case(w, status="assessing")
    data = {"rule_set": newer.pk, "rules_from": "01/12/2026", "act": "D. 52", "act_date": "17/11/2026"}
    enter(client, w.manager)
    page = said(client.get(here("change_call_rules", w.call) + f"?regole={newer.sha8}"))
    assert case.ref in page
    answer = client.post(here("change_call_rules", w.call), data)
    assert client.post(answer.url, {"expected_version": 1}).status_code == 409
    assert enter(client, w.director).post(answer.url, {"expected_version": 1}).status_code == 302
    text = said(client.get(here("call", w.call)))
    assert newer.name in text
    assert "dal 01/12/2026" in text


def test_days_and_texts_that_cannot_be(w, newer):
    ask = {"call": w.call, "by": w.manager, "at": NOW, **ACT}
    with pytest.raises(Refused, match="da oggi"):
        change_call_rules(rule_set=newer, rules_from=NOW.date() - timedelta(days=1), **ask)
    with pytest.raises(Refused, match="già queste regole"):
        change_call_rules(rule_set=w.call.rule_set, rules_from=FROM, **ask)
    added(w, newer)
    with pytest.raises(Refused, match="già altre regole"):
        change_call_rules(rule_set=w.call.rule_set, rules_from=FROM, **ask)


def test_of_each_name_the_version_in_force_follows_from_the_day(w):
    first = w.call.rule_set
    text = first.text.replace("\n", "\n# di nuovo\n", 1)
    second = RuleSetVersion.objects.create(
        name=first.name, text=text, sha256="f" * 64, added_at=NOW, replaces=first, activates_on=FROM
    )
    on = lambda day: RuleSetVersion.objects.in_force(day).get(name=first.name)  # noqa: E731
    assert on(BEFORE) == first
    assert on(FROM) == second
