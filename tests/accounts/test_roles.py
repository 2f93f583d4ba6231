"""The policy, written a second time: changing accounts/roles.py must be meant, so it is changed here too."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from accounts.models import Office
from accounts.roles import PERMISSIONS, ROLES, ROLES_OF_OFFICE, require
from tests.accounts.factories import make_user

POLICY = """
                    SW  AO  PM  DI  AS  AU  AD
case.read           x   x   x   x   x   x   .
case.write          x   .   .   .   .   .   .
case.import         .   x   x   .   .   .   .
case.health.read    x   .   x   x   x   x   .
assessment.social   x   .   .   .   .   .   .
assessment.health   .   .   .   .   x   .   .
plan.write          x   .   x   .   .   .   .
plan.approve        .   .   x   x   .   .   .
case.reject         .   .   x   x   .   .   .
case.decide         .   .   x   x   .   .   .
money.read          x   x   x   x   .   x   .
iban.search         .   x   .   .   .   .   .
payment.prepare     .   x   x   .   .   .   .
payment.approve     .   .   x   x   .   .   .
payment.read        .   x   x   x   .   x   .
budget.write        .   x   x   .   .   .   .
ranking.read        .   x   x   x   .   x   .
ranking.prepare     .   .   x   .   .   .   .
ranking.approve     .   .   x   x   .   .   .
call.read           x   x   x   x   .   x   .
call.write          .   .   x   .   .   .   .
call.publish        .   .   x   x   .   .   .
rules.read          x   .   x   x   .   x   .
access_log.read     .   .   x   x   .   x   x
user.manage         .   .   .   .   .   .   x
office.read         .   .   x   x   .   x   x
office.write        .   .   x   .   .   .   x
"""
COLUMNS = {
    "SW": "social_worker",
    "AO": "administrative_officer",
    "PM": "plan_manager",
    "DI": "director",
    "AS": "asst_assessor",
    "AU": "auditor",
    "AD": "administrator",
}


def policy():
    head, *lines = POLICY.strip("\n").splitlines()
    for line in lines:
        permission, *marks = line.split()
        for column, mark in zip(head.split(), marks, strict=True):
            yield COLUMNS[column], permission, mark == "x"


def test_the_table_is_the_policy():
    written = {
        (role.key, permission): permission in role.permissions
        for role in ROLES.values()
        for permission in PERMISSIONS
    }
    assert {(role, permission): held for role, permission, held in policy()} == written


def test_the_auditor_changes_nothing():
    assert all(permission.endswith(".read") for permission in ROLES["auditor"].permissions)


def test_the_asst_never_sees_money_and_money_never_sees_health():
    assert not {p for p in ROLES["asst_assessor"].permissions if p.startswith(("money", "payment"))}
    assert "case.health.read" not in ROLES["administrative_officer"].permissions


def test_every_role_has_an_office_to_work_in():
    assert set().union(*ROLES_OF_OFFICE.values()) == set(ROLES)
    assert set(ROLES_OF_OFFICE) == set(Office.Kind.values)


@require("payment.approve")
def a_page(request):
    return "opened"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_require_opens_to_holders_only(role):
    request = RequestFactory().get("/")
    request.user = make_user(role=role, second_factor=False)
    if "payment.approve" in ROLES[role].permissions:
        assert a_page(request) == "opened"
    else:
        with pytest.raises(PermissionDenied, match="ruolo"):
            a_page(request)


def test_require_refuses_somebody_unknown():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        a_page(request)
    assert a_page.required_permission == "payment.approve"


def test_require_knows_only_declared_permissions():
    with pytest.raises(ValueError, match="unknown permission"):
        require("everything")


@pytest.mark.django_db
def test_a_superuser_and_a_disabled_person_get_nothing():
    powerful = make_user(role="auditor", is_superuser=True, is_staff=True)
    assert not powerful.may("user.manage")
    assert not powerful.has_perm("accounts.change_user")
    powerful.is_active = False
    assert not powerful.may("case.read")
