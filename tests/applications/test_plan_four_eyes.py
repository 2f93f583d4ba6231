"""Who prepared a plan decides nothing on it, also past our code: the database says so."""

import pytest
from django.db import IntegrityError, connection, transaction

from applications.permissions import current_plan
from tests.applications.approving import lend
from tests.applications.factories import NOW, make_case, world

pytestmark = pytest.mark.django_db


def raw(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_no_statement_makes_an_author_the_one_who_decides():
    """Raw SQL, whatever the roles: also who wrote it before others did, and who stands in for an author."""
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    plan = current_plan(case)
    raw("UPDATE applications_individualplan SET written_by_id = %s WHERE id = %s", w.director.pk, plan.pk)
    raw(
        "UPDATE applications_individualplan SET authors = '{}', submitted_by_id = NULL WHERE id = %s", plan.pk
    )
    plan.refresh_from_db()
    authors = {w.social_worker.pk, w.director.pk}
    assert set(plan.authors) == authors
    plan_set = "UPDATE applications_individualplan SET "
    back = f"{plan_set} state = 'returned', returned_at = now(), returned_by_id = %s WHERE id = %s"
    yes = f"{plan_set} state = 'approved', approved_at = now(), approved_by_id = %s WHERE id = %s"
    decision = (
        "INSERT INTO applications_plandecision (plan_id, kind, decided_at, decided_by_id, office_id, role, note,"
        " content_hash, content, delegation_id) VALUES (%s, 'returned', %s, %s, %s, 'director', 'x', '', '{}', %s)"
    )
    refusal = """
        INSERT INTO applications_determination
        (application_id, rule_set_id, "on", verdict, monthly_total, facts, findings,
        code, made_at, made_by_id) VALUES (%s, %s, now(), 'not_entitled', 0, '{}', '{}', 'x', now(), %s)
    """
    for author in authors:
        for statement, values in (
            (yes, (author, plan.pk)),
            (back, (author, plan.pk)),
            (decision, (plan.pk, NOW, author, w.plan_office.pk, None)),
            (refusal, (case.pk, w.call.rule_set_id, author)),
        ):
            with pytest.raises(IntegrityError, match="by_another"):
                raw(statement, *values)
    lent = lend(w, by=w.director)
    with pytest.raises(IntegrityError, match="plan_decided_by_another"):
        raw(decision, plan.pk, NOW, lent.delegate_id, w.plan_office.pk, lent.pk)
    mine = lend(w, by=w.manager, to=lent.delegate, after=30)
    with pytest.raises(
        IntegrityError, match="plan_decided_within_delegation"
    ):  # another day than the delegation's
        raw(decision, plan.pk, NOW, mine.delegate_id, w.plan_office.pk, mine.pk)
    no, lends = decision.replace("'returned'", "'rejected'"), lend(w, by=w.manager, to=w.nurse)
    with pytest.raises(IntegrityError, match="plan_decided_within_delegation"):  # it only approves
        raw(no, plan.pk, NOW, lends.delegate_id, w.plan_office.pk, lends.pk)
    raw(back, w.manager.pk, plan.pk)  # who did not prepare it may
