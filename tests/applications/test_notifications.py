"""Notifications: who is told of what, what leaves with the case, what one can switch off."""

import ast
from pathlib import Path

import pytest
from django.urls import reverse

from applications.actions.add_note import add_note
from applications.actions.assign import assign
from applications.actions.choose_notifications import choose_notifications
from applications.actions.remind_assessors import VERB as LATE
from applications.actions.write_to_families import VERBS
from applications.models import Application, Kind, Notification
from applications.notified import TOLD
from applications.permissions import current_plan
from applications.timeline import LABELS
from applications.workflow import TRANSITIONS
from tests.applications.factories import NOW, make_case, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db
PAGE = reverse("applications:notifications")


@pytest.fixture
def w():
    return world()


@pytest.fixture
def case(w):
    """A plan waits for its approval; nobody has read anything."""
    found = make_case(w, status="plan_review")
    Notification.objects.all().delete()
    return found


def of(user):
    return set(Notification.objects.visible_to(user).values_list("kind", flat=True))


def test_the_way_of_a_plan_tells_each_person_and_nobody_of_their_own_acts(w):
    make_case(w, status="plan_review")
    assert of(w.manager) == {Kind.TO_APPROVE}
    assert Kind.TO_SIGN in of(w.nurse)
    for user in (w.social_worker, w.manager, w.nurse):
        assert not Notification.objects.filter(user=user, event__by=user).exists()
    assert not Notification.objects.filter(
        user__in=[w.auditor, w.administrator, w.other_social_worker]
    ).exists()


def test_the_page(client, w, case, django_assert_max_num_queries):
    enter(client, w.manager)
    plan = current_plan(case)
    client.post(
        reverse("applications:return_plan", args=[case.ref]),
        {"note": "Mancano le ore.", "read": f"{plan.pk}:{plan.edit_version}"},
    )
    assert of(w.social_worker) == {Kind.RETURNED}
    enter(client, w.social_worker)
    with django_assert_max_num_queries(18):
        text = client.get(PAGE).content.decode()
    assert "Il Piano è stato rinviato" in text
    assert "Mancano le ore" not in text  # what people write stays in the case
    assert '<span class="visually-hidden">non lette: </span>1' in text

    # opening the case from here reads them; a second time nothing is unread
    answer = client.post(reverse("applications:read_notifications"), {"pratica": case.ref, "apri": "1"})
    assert answer.headers["Location"] == reverse("applications:case", args=[case.ref])
    assert not Notification.objects.unread().filter(user=w.social_worker).exists()
    assert "non lette:" not in client.get(PAGE).content.decode()


def told(user, case, kind=Kind.DOCUMENTS):
    return Notification.objects.create(user=user, application=case, kind=kind, at=NOW)


def test_a_notification_leaves_with_the_case(client, w, case):
    row = told(w.social_worker, case)
    enter(client, w.social_worker)
    assert case.ref in client.get(PAGE).content.decode()
    Application.objects.filter(pk=case.pk).update(municipality=w.other_municipality)
    text = client.get(PAGE).content.decode()
    assert case.ref not in text
    assert "Nessuna novità da ieri" in text
    assert "non lette:" not in text
    read = reverse("applications:read_notifications")
    assert client.post(read, {"pratica": case.ref}).status_code == 404
    client.post(read)
    row.refresh_from_db()
    assert row.read_at is None


def test_each_person_reads_their_own(client, w, case):
    mine, theirs = told(w.social_worker, case), told(w.manager, case)
    enter(client, w.social_worker)
    client.post(reverse("applications:read_notifications"))
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.read_at is not None
    assert theirs.read_at is None


def test_what_is_switched_off_is_neither_shown_nor_counted(client, w, case):
    told(w.social_worker, case)
    enter(client, w.social_worker)
    choices = reverse("applications:choose_notifications")
    everything_else = [kind for kind in Kind.values if kind != Kind.DOCUMENTS]
    client.post(choices, {"in_app": [*everything_else, "invented"], "by_mail": Kind.values})
    text = client.get(PAGE).content.decode()
    assert "non lette:" not in text
    assert case.ref not in text
    choose_notifications(by=w.social_worker, in_app=set(Kind.values), by_mail=set())
    assert case.ref in client.get(PAGE).content.decode()


def test_giving_a_case_tells_who_gets_it_and_who_had_it(client, w):
    case = make_case(w, status="assessing")
    case = assign(application=case, by=w.manager, at=NOW, to=None)
    Notification.objects.all().delete()
    assign(application=case, by=w.manager, at=NOW, to=w.social_worker)
    enter(client, w.social_worker)
    assert "Questa pratica è stata assegnata a te" in client.get(PAGE).content.decode()


def test_a_fact_without_listeners_tells_nobody(w, case):
    add_note(application=case, by=w.manager, at=NOW, note="Una nota.")
    assert not Notification.objects.exists()
    assert "note" not in TOLD


# recorded, and of no concern to anybody but who did it: small steps of one's own work, or letters told by their fact
QUIET = {
    "add_inps_report", "check_measure", "choose_print", "create", "edit", "edit_inps_report", "letter", "note",
    "print_case_file", "record_delivery", "remind_documents", "remove_proof", "request_documents",
    "reuse_assessment", "review_plan", "set_aside_letter", "set_aside_returned", "submit", "undo_reminder",
    "verify_evidence", "write_assessment", "write_plan", "write_profile", *VERBS.values(),
}  # fmt: skip


def recorded():
    """Every verb the code writes into a timeline: those of the workflow, and each ``verb="..."`` of an event."""
    found = set(TRANSITIONS)
    root = Path(__file__).parents[2]
    sources = [path for app in ("applications", "vouchers") for path in (root / app).rglob("*.py")]
    for path in sources:
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keywords = node.keywords if isinstance(node, ast.Call) else ()
            found |= {
                one.value.value
                for one in keywords
                if one.arg == "verb" and isinstance(one.value, ast.Constant) and _writes(node)
            }
    return found | {LATE, *VERBS.values()}


def _writes(call):
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return name in ("record", "create", "transition")


def test_every_verb_is_told_or_quiet_on_purpose():
    assert recorded() == set(TOLD) | QUIET
    assert not set(TOLD) & QUIET
    assert not set(TOLD) - set(LABELS)
