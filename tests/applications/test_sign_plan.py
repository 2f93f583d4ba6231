"""Signatures under a plan: in the system or on paper, bound to the text, voided and kept; versions and reviews."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications import plan_tasks
from applications.actions.edit_plan_terms import edit_plan_terms
from applications.actions.review_plan import review_plan
from applications.actions.sign_plan import sign_plan
from applications.models import Application, PlanSignature
from applications.permissions import current_plan, why_not
from applications.plan_paper import plan_paper
from tests.applications.factories import NOW, TODAY, assess_fully, make_case, world
from tests.applications.pages import enter
from tests.applications.test_letters import words_of
from tests.applications.test_write_plan import plan
from tests.applications.verb_pages import again, get, post, said, the_day, url  # noqa: F401

pytestmark = pytest.mark.django_db


def signed(case):
    return current_plan(again(case)).valid_signatures()


def one_page():
    """A scan of one empty page."""
    pdf, written = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(written)
    return written.getvalue()


def paper(case, party="person", **more):
    return {
        "content_hash": current_plan(again(case)).content_hash,
        "party": party,
        "name": "Adele Brambati",
        "signed_on": "17/11/2026",
        "page": "1",
        "got_copy": "on",
        "agrees": "on",
        "file": SimpleUploadedFile("piano.pdf", one_page(), "application/pdf"),
        **more,
    }


def test_sending_and_approving_sign_and_the_others_are_asked_for():
    case = make_case(world())
    found = signed(case)
    assert {party: row.way for party, row in found.items()} == {"social": "system", "manager": "system"}
    assert found["manager"].signed_by != found["social"].signed_by


def test_the_asst_signs_what_it_read_and_the_family_on_paper():
    w = world()
    case = make_case(w, status="plan_review")
    page = get(w.nurse, "sign_plan", case)
    assert "288,00" not in said(page)
    digest = current_plan(case).content_hash
    post(w.nurse, "sign_plan", case, {"content_hash": "0" * 64})
    assert "asst" not in signed(case)
    for _press in range(2):
        assert post(w.nurse, "sign_plan", case, {"content_hash": digest}).status_code == 302
    assert signed(case)["asst"].signed_by == w.nurse
    assert post(w.social_worker, "add_plan_signature", case, paper(case)).status_code == 302
    row = signed(case)["person"]
    assert (row.way, row.name, row.page, row.got_copy, row.agrees) == (
        "paper",
        "Adele Brambati",
        1,
        True,
        True,
    )
    assert row.document.is_health
    again_ = paper(case, "asst", file="", document=row.document_id)
    assert post(w.social_worker, "add_plan_signature", case, again_).status_code == 200  # already there
    assert PlanSignature.objects.count() == 3


def test_an_old_code_signs_nothing():
    w = world()
    case = make_case(w, status="plan_review")
    client = enter(Client(), w.nurse, ago=3600)
    answer = client.post(url("sign_plan", case), {"content_hash": current_plan(case).content_hash})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert "asst" not in signed(case)


def test_who_has_no_part_in_it_does_not_sign():
    w = world()
    case = make_case(w, status="plan_review")
    for user in (w.manager, w.director, w.auditor, w.officer, w.administrator):
        assert get(user, "sign_plan", case).status_code == 403
        assert post(user, "sign_plan", case).status_code == 403
    with pytest.raises(Refused):
        sign_plan(application=case, by=w.director, at=NOW, content_hash=current_plan(case).content_hash)


def test_an_edit_asks_why_and_voids_what_was_signed_and_keeps_it():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"))
    post(w.social_worker, "write_plan", case, plan())
    post(w.social_worker, "add_plan_signature", case, paper(case))
    version = current_plan(again(case)).edit_version
    change = plan(wishes="Altro", expected_version=version)
    refused = post(w.social_worker, "write_plan", case, change)
    assert refused.status_code == 409
    assert "person" in signed(case)
    assert post(w.social_worker, "write_plan", case, {**change, "reason": "Refuso"}).status_code == 302
    kept = PlanSignature.objects.get()
    assert signed(case) == {}
    assert (kept.voided_by, kept.void_reason) == (w.social_worker, "Refuso")


def test_what_the_call_requires_stops_the_approval():
    w = world()
    edit_plan_terms(call=w.call, by=w.manager, at=NOW, required=["person"], days=90)
    case = make_case(w, status="plan_review")
    assert "rappresenta" in str(
        why_not(w.director, Application.objects.get(pk=case.pk), "approve_plan", at=NOW)
    )
    post(w.social_worker, "add_plan_signature", case, paper(case))
    assert why_not(w.director, Application.objects.get(pk=case.pk), "approve_plan", at=NOW) is None


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"way": "paper"}, "plan_signature_on_paper_has_scan"),
        ({"party": "person"}, "plan_signature_of_family_on_paper"),
        ({"voided_at": NOW}, "plan_signature_void_has_reason"),
    ],
)
def test_the_database_keeps_what_a_signature_is(fields, name):
    make_case(world(), status="plan_review")
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PlanSignature.objects.update(**fields)


def test_comments_are_read_beside_their_row_by_who_writes():
    w = world()
    case = make_case(w, status="plan_review")
    form = get(w.director, "return_plan", case).context["form"]
    field = next(f"c{n}" for n, row in enumerate(form.rows) if row[0] == "goals")
    sent = {"note": "Da rivedere", "read": form["read"].value(), field: "Troppo vago"}
    assert post(w.director, "return_plan", case, sent).status_code == 302
    page = get(w.social_worker, "write_plan", case)
    goals = next(one for one in page.context["editor"].lists if one.prefix == "goals")
    assert [one.text for one in goals.forms[0].comments] == ["Troppo vago"]
    assert "Troppo vago" in said(page)


def test_two_versions_are_compared_in_words():
    w = world()
    case = make_case(w)
    first = current_plan(case)
    second = first.__class__.objects.create(
        application=case, version=2, wishes="Restare a casa mia, con il gatto.", written_at=NOW,
        written_by=w.social_worker, starts_on=first.starts_on, ends_on=first.ends_on,
        review_on=first.review_on, emergency_plan=first.emergency_plan,
    )  # fmt: skip
    kept = first.goals.get()
    second.goals.create(
        key=kept.key, title="Restare a casa propria", indicator=kept.indicator, by_date=kept.by_date
    )
    path = reverse("applications:compare_plans", args=[case.ref, 1, 2])
    page = enter(Client(), w.nurse).get(path)
    kinds = {(row.kind, row.what) for row in page.context["changes"]}
    assert ("changed", "Restare a casa propria") in kinds  # the same row by its key, not one gone and one new
    assert ("removed", "Assistenza domiciliare") in kinds
    assert "288,00" not in said(page)
    wishes = page.context["changes"][0].pieces
    assert ("removed", "le mie cose.") in wishes
    assert ("added", "il gatto.") in wishes
    assert enter(Client(), w.nurse).get(path.replace("/2/", "/9/")).status_code == 404
    assert (
        enter(Client(), w.auditor).get(reverse("applications:plan_version", args=[case.ref, 1])).status_code
        == 200
    )


def test_a_review_put_off_becomes_the_next_task():
    w = world()
    case = make_case(w)
    Application.objects.filter(pk=case.pk).update(case_manager=w.social_worker)
    reviews = lambda: [t.due_on for t in plan_tasks.reviews(user=w.social_worker, on=TODAY, whose="mie")]  # noqa: E731
    first = current_plan(case).review_on
    assert reviews() == [first]  # the plan says 1 December: in less than thirty days
    sent = {"plan": current_plan(case).pk, "outcome": "moved", "held_on": "", "next_on": "10/12/2026"}
    assert post(w.social_worker, "review_plan", case, {**sent, "next_on": ""}).status_code == 409
    assert post(w.social_worker, "review_plan", case, sent).status_code == 302
    assert [f"{one:%d/%m}" for one in reviews()] == ["10/12"]
    done = {**sent, "outcome": "confirmed", "held_on": "18/11/2026", "next_on": ""}
    assert post(w.social_worker, "review_plan", case, done).status_code == 302
    assert reviews() == []
    with pytest.raises(Refused):
        review_plan(application=case, by=w.social_worker, at=NOW, plan=0, outcome="confirmed", held_on=TODAY)


def test_the_paper_says_what_is_signed_and_hides_money_from_the_asst():
    w = world()
    case = make_case(w, status="plan_review")
    path = reverse("applications:plan_pdf", args=[case.ref, 1])
    answer = enter(Client(), w.nurse).get(path)
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    said_there = words_of(plan_paper(case, current_plan(case), on=TODAY, sees_money=False))
    assert "Vita quotidiana (ADL) 0 su 6 dipende in tutte le attività" in said_there
