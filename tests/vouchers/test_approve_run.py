"""Two people sign, neither of them the author."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.refusal import Refused
from applications.permissions import FOUR_EYES
from tests.applications.factories import NOW, make_user
from tests.vouchers.factories import awarded, make_run
from vouchers.actions.approve_run import approve_run
from vouchers.actions.lock_run import lock_run
from vouchers.actions.take_out import take_out
from vouchers.models import PaymentRun, RunApproval


def sign(run, by, **more):
    return approve_run(run=run, by=by, at=NOW, **({"lines_hash": run.lines_hash} | more))


@pytest.fixture
def locked(w):
    awarded(w)
    return make_run(w, state="locked")


def test_the_second_signature_approves(w, locked):
    assert sign(locked, w.manager).state == "locked"
    assert sign(locked, w.director).state == "approved"


def test_the_same_person_signs_once(w, locked):
    sign(locked, w.manager)
    with pytest.raises(Refused, match=r"already|già"):
        sign(locked, w.manager)
    assert PaymentRun.objects.get().state == "locked"


def test_who_locked_does_not_sign(w):
    awarded(w)
    run = make_run(w, state="checked")
    run = lock_run(run=run, by=w.manager, at=NOW, expected_version=run.version)
    with pytest.raises(Refused) as refusal:
        sign(run, w.manager)
    assert refusal.value.sentence == FOUR_EYES


def test_who_removed_somebody_does_not_sign(w):
    case = awarded(w)
    awarded(w, "carla")
    run = make_run(w, state="checked")
    run = take_out(run=run, application=case, reason="Da verificare", by=w.manager, at=NOW)
    run = lock_run(run=run, by=w.officer, at=NOW, expected_version=run.version)
    with pytest.raises(Refused) as refusal:
        sign(run, w.manager)
    assert refusal.value.sentence == FOUR_EYES


def test_a_signature_is_for_the_list_that_was_read(w, locked):
    with pytest.raises(Refused):
        sign(locked, w.manager, lines_hash="0" * 64)


@pytest.mark.parametrize("who", ["officer", "social_worker", "nurse", "auditor"])
def test_other_roles_do_not_sign(w, locked, who):
    with pytest.raises(Refused):
        sign(locked, getattr(w, who))


# --- the same, said by the database when the code forgets it
# ---------------------------------------------------


def approval(run, by, **more):
    values = {"lines_hash": run.lines_hash, "opened_by": run.opened_by, "locked_by": run.locked_by}
    with transaction.atomic():
        return RunApproval.objects.create(
            run=run, approved_at=NOW, approved_by=by, role="director", **(values | more)
        )


def test_the_database_refuses_the_signature_of_the_author(w, locked):
    with pytest.raises(IntegrityError, match="run_approved_by_another"):
        approval(locked, w.officer)


def test_the_database_refuses_a_signature_with_false_authors(w, locked):
    with pytest.raises(IntegrityError, match="as it was locked"):
        approval(locked, w.officer, opened_by=w.director, locked_by=w.director)


def test_the_database_refuses_two_signatures_of_one_person(w, locked):
    approval(locked, w.manager)
    with pytest.raises(IntegrityError, match="one_approval_per_person_and_run"):
        approval(locked, w.manager)


def test_the_database_refuses_an_approval_with_one_signature(w, locked):
    approval(locked, w.manager)
    with pytest.raises(IntegrityError, match="lacks signatures"), transaction.atomic():
        PaymentRun.objects.filter(pk=locked.pk).update(state="approved")


def test_the_database_keeps_a_signature(w, locked):
    row = approval(locked, w.manager)
    other = make_user("altra@valserena.example", w.plan_office, "director", "Altra", "Persona")
    with pytest.raises(ProgrammingError), transaction.atomic():
        RunApproval.objects.filter(pk=row.pk).update(approved_by=other)
    with pytest.raises(ProgrammingError), transaction.atomic():
        row.delete()
