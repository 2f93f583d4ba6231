"""Granting the support."""

from datetime import date
from decimal import Decimal

import pgtrigger
import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from accounts.models import Membership, User
from accounts.refusal import Refused
from applications.letters import decision_notice
from applications.models import Application
from applications.permissions import FOUR_EYES
from jobs.models import Job
from tests.applications.factories import NOW, RULES, make_case, rule_set_version
from tests.applications.pages import enter
from tests.applications.test_letters import words_of
from tests.vouchers.factories import WORKED, make_run
from tests.vouchers.test_pages import as_user
from vouchers import account_page, missing_reports
from vouchers.actions.award import award
from vouchers.actions.end_award import end_award
from vouchers.ledger import paid_to, to_recover
from vouchers.models import AmountChange, Award, AwardComponent, MoneyRules


@pytest.mark.parametrize("who", sorted(WORKED))
def test_the_components_are_those_of_the_kept_calculation(w, who):
    evidence, total = WORKED[who]
    case = make_case(w, who, **evidence)
    granted = award(application=case, by=w.manager, at=NOW)
    assert sum(one.monthly_amount for one in granted.components.all()) == Decimal(total)
    assert Application.objects.get(pk=case.pk).status == "active"


def rules_where_the_caregiver(w, tmp_path, *, support):
    """The regional rules with one thing said otherwise of the caregiver’s support, as those of the call."""
    text = RULES.read_text(encoding="utf-8")
    text = text.replace('code = "caregiver"\nlabel', f'code = "caregiver"\n{support}\nlabel', 1)
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    w.call.rule_set = rule_set_version(path)
    with pgtrigger.ignore("applications.Call:published_call_stands"):
        w.call.save(update_fields=["rule_set"])


@pytest.mark.parametrize(
    ("support", "given"),
    [
        ('per = "year"', "400,00 € all’anno"),
        ('per = "project"', "400,00 € una volta sola"),
        ('unit = "accesses"\nchannel = "direct"', "400 accessi al mese"),
    ],
)
def test_no_monthly_payment_carries_what_is_not_due_every_month(client, w, tmp_path, support, given):
    rules_where_the_caregiver(w, tmp_path, support=support)
    case = make_case(w, carer_cost="950.00", requested=("caregiver", "caregiver_supplement"))
    page = enter(client, w.manager).get(reverse("vouchers:award", args=[case.ref])).content.decode()
    assert given in page.replace("\xa0", " ")
    granted = award(application=case, by=w.manager, at=NOW)
    assert [(one.code, one.monthly_amount) for one in granted.components.all()] == [
        ("caregiver_supplement", Decimal("400.00"))
    ]
    said = words_of(decision_notice(granted.determination)).replace(" .", ".")
    assert "il buono è di 400,00 € al mese" in said
    assert f"Spetta anche: Buono per il caregiver familiare, {given}." in said


def test_who_is_given_services_and_no_money_is_granted_them(w, tmp_path):
    rules_where_the_caregiver(w, tmp_path, support='unit = "accesses"\nper = "year"\nchannel = "direct"')
    case = make_case(w)
    granted = award(application=case, by=w.manager, at=NOW)
    assert not granted.components.exists()
    said = words_of(decision_notice(granted.determination)).replace(" .", ".")
    assert "accogliamo la domanda" in said
    assert "Spetta: Buono per il caregiver familiare, 400 accessi all’anno." in said
    assert "€" not in said.split("Calcolo")[1].split("Che cosa può fare")[0]


def test_services_alone_go_from_the_page_to_the_end_without_a_payment(client, w, tmp_path, time_machine):
    """Granted, told to the family, in no list and in no task of reports; an award that ends gives nothing back."""
    time_machine.move_to(NOW, tick=False)
    rules_where_the_caregiver(w, tmp_path, support='unit = "accesses"\nper = "year"\nchannel = "direct"')
    case = make_case(w)
    MoneyRules.objects.create(
        call=w.call, after_report=True, act="Det. 1/2026", decided_at=NOW, decided_by=w.manager
    )
    manager, page = as_user(client, w.manager), reverse("vouchers:award", args=[case.ref])
    said = manager.get(page).content.decode()
    assert "servizi" in said
    assert "0,00" not in said
    assert manager.post(page, {"starts_on": "01/11/2026", "ends_on": "31/05/2027"}).status_code == 302
    case.refresh_from_db()
    assert (case.status, case.awards.get().components.count()) == ("active", 0)
    account = manager.get(reverse("vouchers:account", args=[case.ref])).content.decode()
    assert "non ha una cifra al mese" in account
    assert (
        "senza una cifra al mese"
        in manager.get(reverse("applications:case", args=[case.ref])).content.decode()
    )
    run = make_run(w, state="draft")
    assert not run.payments.exists()
    assert run.checks.filter(code="no_report", application__isnull=False).count() == 0
    assert missing_reports.of(Award.objects.all(), until=date(2026, 11, 1)) == []
    end_award(application=case, by=w.social_worker, at=NOW, last_day=date(2026, 11, 10), reason="requirement")
    assert (paid_to(case), to_recover(case)) == (Decimal("0.00"), Decimal("0.00"))


def test_an_amount_that_varies_is_shown_month_by_month(w):
    granted = award(application=make_case(w), by=w.manager, at=NOW, starts_on=date(2026, 11, 1))
    component = granted.components.get()
    for month, amount in ((date(2027, 1, 1), "300.00"), (date(2027, 4, 1), "350.00")):
        AmountChange.objects.create(
            component=component, from_month=month, monthly_amount=Decimal(amount), reason="ISEE", decided_at=NOW,
            decided_by=w.manager,
        )  # fmt: skip
    ((_award, rules, ((_one, segments),)),) = account_page.awards(granted.application)
    assert [(part.first, part.last, part.amount) for part in segments] == [
        (date(2026, 11, 1), date(2026, 12, 1), Decimal("400.00")),
        (date(2027, 1, 1), date(2027, 3, 1), Decimal("300.00")),
        (date(2027, 4, 1), date(2027, 5, 1), Decimal("350.00")),
    ]
    assert rules.calendar.starts == "benefit_start"


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
