"""Two people, two connections, one assessment or plan: who comes second finds a sentence, nothing is half done."""

import threading

import pytest
from django.db import connection

from accounts.refusal import Refused
from applications.actions.approve_plan import approve_plan
from applications.actions.reject import reject
from applications.actions.return_plan import return_plan
from applications.actions.sign_assessment import sign_assessment
from applications.actions.write_assessment import write_assessment
from applications.models import AssessmentSignature, PlanDecision
from applications.permissions import current_assessment, current_plan
from tests.applications.assessments import waiting
from tests.applications.factories import NOW, answers, assess_fully, make_case, make_user, world
from tests.applications.verb_pages import again

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run each of ``acts`` in its own connection, together; {its place: "done" or the sentence}."""
    together, told = threading.Barrier(len(acts)), {}

    def run(place, act):
        try:
            together.wait(10)
            act()
            told[place] = "done"
        except Refused as refusal:
            told[place] = str(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return told


def done(told):
    return sum(one == "done" for one in told.values())


def test_two_nurses_sign_one_part_once():
    w = world()
    case = waiting(w)
    other = make_user("nina@asst.example", w.asst, "asst_assessor", "Nina", "Seconda")
    digest = current_assessment(again(case)).content_hash
    signed = [
        lambda by=by: sign_assessment(application=case, by=by, at=NOW, content_hash=digest)
        for by in (w.nurse, other)
    ]
    assert done(at_once(*signed)) == 1
    assert AssessmentSignature.objects.filter(part="health", voided_at=None).count() == 1


def test_a_signature_and_an_edit_never_leave_a_signature_under_another_text():
    w = world()
    case = waiting(w)
    digest = current_assessment(again(case)).content_hash
    content = {**answers("social", level=1), "day_changes": "Va meglio."}
    told = at_once(
        lambda: sign_assessment(application=case, by=w.nurse, at=NOW, content_hash=digest),
        lambda: write_assessment(
            application=case, by=w.social_worker, at=NOW, content=content, reason="Nuova visita"
        ),
    )
    now = current_assessment(again(case))
    assert told[1] == "done"
    assert now.social["day_changes"] == "Va meglio."
    assert not now.valid_signatures()  # either refused, or voided by the edit; the rows stay
    assert AssessmentSignature.objects.filter(voided_at=None, content_hash=now.content_hash).count() == 0


def test_two_edits_of_one_signed_part_void_once_and_keep_the_last_text_whole():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"))
    texts = ("Uno", "Due")
    told = at_once(
        *(
            lambda text=text: write_assessment(
                application=case,
                by=w.social_worker,
                at=NOW,
                content={**answers("social", level=1), "day_changes": text},
                reason=text,
            )
            for text in texts
        )
    )
    assert done(told) >= 1
    now = current_assessment(again(case))
    assert now.social["day_changes"] in texts
    rows = AssessmentSignature.objects.filter(assessment=now)
    assert {row.void_reason for row in rows} in ({"Uno"}, {"Due"})


def approve(w, case, by):
    version = current_plan(case).edit_version
    return lambda: approve_plan(application=case, by=by, at=NOW, expected_version=version)


def test_one_approves_while_the_other_sends_back():
    w = world()
    case = make_case(w, status="plan_review")
    told = at_once(
        approve(w, case, w.manager),
        lambda: return_plan(application=case, by=w.director, at=NOW, note="Mancano le ore"),
    )
    assert done(told) == 1
    assert PlanDecision.objects.count() == 1
    kind = PlanDecision.objects.get().kind
    assert (again(case).status, kind) in (("eligible", "approved"), ("plan_returned", "returned"))


def test_two_reject_one_plan_once():
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    told = at_once(
        *(lambda by=by: reject(application=case, by=by, at=NOW) for by in (w.manager, w.director)),
        approve(w, case, w.manager),
    )
    assert done(told) == 1
    assert again(case).status == "rejected"
    assert PlanDecision.objects.get().kind == "rejected"
    assert case.determinations.count() == 1
