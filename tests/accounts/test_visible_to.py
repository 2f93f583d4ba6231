"""Another Ambito does not exist; and what the database itself refuses of offices and people."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import Error, IntegrityError, connection, transaction

from accounts.models import AccessLog, Membership, Office, User
from tests.accounts.factories import make_ambito, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return make_ambito("Nostro")


@pytest.fixture
def theirs():
    return make_ambito("Loro")


@pytest.mark.parametrize("role", ["social_worker", "plan_manager", "asst_assessor", "administrator"])
def test_each_sees_the_own_ambito_only(ours, theirs, role):
    me, colleague, stranger = ours.user(role), ours.user("director"), theirs.user(role)
    assert set(Office.objects.visible_to(me)) == {ours.plan, ours.first, ours.second, ours.asst}
    assert set(User.objects.visible_to(me)) == {me, colleague}
    assert stranger.acting_as not in Membership.objects.visible_to(me)
    assert me.acting_as in Membership.objects.visible_to(me)


@pytest.mark.parametrize("model", [Office, User, Membership, AccessLog])
def test_somebody_without_a_role_sees_nothing(ours, model):
    ours.user("director")
    nobody = User.objects.create_user("nobody@example.test", first_name="N", last_name="N")
    assert not model.objects.visible_to(nobody).exists()
    assert not model.objects.visible_to(AnonymousUser()).exists()


def test_the_ambito_of_each_office(ours):
    assert ours.user("social_worker").plan_office == ours.plan
    assert ours.user("director").plan_office == ours.plan
    assert ours.asst.ambito == "Nostro"


def test_role_office_and_names(ours):
    user = ours.user("asst_assessor", first_name="Adele", last_name="Brambati")
    assert (user.role.key, user.office, user.full_name, user.initials) == (
        "asst_assessor",
        ours.asst,
        "Adele Brambati",
        "AB",
    )
    assert str(user.role_label) == str(user.role.label)


def test_everything_about_a_user_in_one_query(ours, django_assert_num_queries):
    pk = ours.user("social_worker").pk
    with django_assert_num_queries(1):
        user = User.objects.with_membership().get(pk=pk)
        assert user.plan_office == ours.plan
        assert user.may("case.read")


def test_nobody_acts_as_somebody_else(ours):
    worker, director = ours.user("social_worker"), ours.user("director")
    worker.acting_as = director.acting_as
    with pytest.raises(Error, match="own memberships"), transaction.atomic():
        worker.save()
    with pytest.raises(Error, match="own memberships"), transaction.atomic():
        connection.cursor().execute(
            "UPDATE accounts_user SET acting_as_id = %s WHERE id = %s", [director.acting_as_id, worker.pk]
        )


@pytest.mark.parametrize(
    "fields", [{"kind": "municipality"}, {"kind": "health_authority"}, {"kind": "circus"}]
)
def test_offices_stand_where_they_may(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.create(name="x", code="x", **fields)


def test_a_plan_office_has_no_parent(ours):
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.create(kind="plan_office", name="x", code="x", parent=ours.plan)


def test_a_membership_is_once_in_order_and_known(ours):
    user = ours.user("social_worker")
    same = {"user": user, "office": ours.first, "valid_from": date(2026, 1, 1)}
    for wrong in (
        {"role": "social_worker"},
        {"role": "king"},
        {"role": "administrative_officer", "valid_to": date(2025, 1, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(**same | wrong)


@pytest.mark.parametrize(
    ("day", "current"), [("2026-01-09", 0), ("2026-01-10", 1), ("2026-01-20", 1), ("2026-01-21", 0)]
)
def test_both_days_of_a_membership_count(day, current):
    user = make_user(valid_from=date(2026, 1, 10), valid_to=date(2026, 1, 20))
    on = date.fromisoformat(day)
    assert user.memberships.current(on=on).count() == current
    assert user.acting_as.is_current(on=on) == bool(current)


def test_an_email_is_one_person_whatever_its_capitals():
    make_user(email="Maria@Example.test")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="MARIA@example.test", first_name="M", last_name="B")])
    assert User.objects.get_by_natural_key("mARIA@example.test").email == "maria@example.test"
