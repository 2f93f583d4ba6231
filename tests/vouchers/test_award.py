"""Granting the support."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.models import Membership, User
from accounts.refusal import Refused
from applications.models import Application
from applications.permissions import FOUR_EYES
from jobs.models import Job
from tests.applications.factories import NOW, make_case
from tests.vouchers.factories import WORKED
from vouchers.actions.award import award
from vouchers.models import Award, AwardComponent


@pytest.mark.parametrize("who", sorted(WORKED))
def test_the_components_are_those_of_the_kept_calculation(w, who):
    evidence, total = WORKED[who]
    case = make_case(w, who, **evidence)
    granted = award(application=case, by=w.manager, at=NOW)
    assert sum(one.monthly_amount for one in granted.components.all()) == Decimal(total)
    assert Application.objects.get(pk=case.pk).status == "active"


def test_the_period_is_that_of_plan_and_call_unless_said(w):
    granted = award(application=make_case(w), by=w.manager, at=NOW)
    assert (granted.starts_on, granted.ends_on) == (date(2026, 6, 1), date(2027, 5, 31))


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 5, 1), date(2027, 5, 31)),
        (date(2026, 11, 1), date(2027, 6, 1)),
        (date(2026, 12, 1), date(2026, 11, 1)),
    ],
)
def test_days_outside_the_call_or_out_of_order_are_refused(w, starts_on, ends_on):
    case = make_case(w)
    with pytest.raises(Refused):
        award(application=case, by=w.manager, at=NOW, starts_on=starts_on, ends_on=ends_on)
    assert not Award.objects.exists()


def test_the_author_of_the_plan_does_not_award(w):
    case = make_case(w)
    Membership.objects.filter(user=w.social_worker).update(role="plan_manager")
    with pytest.raises(Refused) as refusal:
        award(application=case, by=User.objects.with_membership().get(pk=w.social_worker.pk), at=NOW)
    assert refusal.value.sentence == FOUR_EYES


def test_twice_is_once(w):
    case = make_case(w)
    award(application=case, by=w.manager, at=NOW)
    with pytest.raises(Refused):
        award(application=case, by=w.manager, at=NOW)
    assert Award.objects.count() == 1


@pytest.mark.parametrize("status", ["assessing", "plan_review"])
def test_before_the_approval_there_is_nothing_to_award(w, status):
    with pytest.raises(Refused):
        award(application=make_case(w, status=status), by=w.manager, at=NOW)


def test_the_notice_of_the_decision_is_started_with_it(w):
    award(application=make_case(w), by=w.manager, at=NOW)
    assert Job.objects.filter(kind="decision_notice").count() == 1


def test_the_database_refuses_awards_that_overlap_and_changed_amounts(w):
    granted = award(application=make_case(w), by=w.manager, at=NOW)
    with pytest.raises(IntegrityError, match="awards_do_not_overlap"), transaction.atomic():
        Award.objects.create(
            application=granted.application, determination=granted.determination,
            starts_on=date(2027, 5, 31), ends_on=date(2027, 12, 31), awarded_at=NOW, awarded_by=w.manager,
        )  # fmt: skip
    with pytest.raises(ProgrammingError), transaction.atomic():
        AwardComponent.objects.update(monthly_amount=Decimal("500.00"))
