"""A case goes to another Comune: who reads what before and after, and what goes with it."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications.actions.add_note import add_note
from applications.actions.transfer import transfer
from applications.models import Document, Event, IndividualPlan, Transfer
from tests.applications.factories import NOW, make_case, make_user, world
from tests.applications.pages import enter
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

CANARY = "canarino-della-prima-sede"
LATER = NOW + timedelta(minutes=1)  # the passage comes after all the rest
MOVED = date(2026, 11, 16)


def moved(w):
    case = make_case(w)
    add_note(application=case, by=w.social_worker, at=NOW, note=CANARY)
    row = transfer(
        application=again(case), by=w.social_worker, at=LATER, to_office=w.other_municipality, moved_on=MOVED,
        note="Dalla figlia a Torrealba",
    )  # fmt: skip
    return again(case), row


def sheet_of(user, row, name="transfer_sheet"):
    path = reverse(f"applications:{name}", args=[row.application.ref, row.pk])
    return enter(Client(), user).get(path)


@pytest.mark.django_db
def test_through_the_page_the_other_comune_has_it_and_the_first_reads_its_own_period():
    w = world()
    case = make_case(w)
    assert get(w.other_social_worker, "case", case).status_code == 404
    typed = {"to_office": w.other_municipality.pk, "moved_on": "16/11/2026", "note": "Dalla figlia"}
    answer = post(w.social_worker, "transfer", case, typed, follow=True)
    assert "Scheda di passaggio" in said(answer)
    row = Transfer.objects.get()
    assert (row.moved_on, row.recorded_at.date(), row.from_office) == (MOVED, NOW.date(), w.municipality)
    case = again(case)
    assert (case.municipality, case.status, case.case_manager) == (w.other_municipality, "eligible", None)
    assert get(w.other_social_worker, "case", case).status_code == 200
    gone = get(w.social_worker, "case", case)
    assert gone.url == reverse("applications:transfer_sheet", args=[case.ref, row.pk])
    for verb in ("transfer", "add_note", "record_death", "evidence", "write_plan"):
        assert get(w.social_worker, verb, case).status_code == 404, verb


@pytest.mark.django_db
def test_notes_and_papers_of_before_stay_with_who_wrote_them():
    w = world()
    case, row = moved(w)
    page = said(get(w.other_social_worker, "case", case))
    assert CANARY not in page
    assert "Torrealba" in page
    assert CANARY in said(get(w.manager, "case", case))
    assert CANARY in said(sheet_of(w.social_worker, row))
    assert CANARY not in said(sheet_of(w.other_social_worker, row))
    assert not Event.objects.visible_to(w.other_social_worker).filter(note=CANARY).exists()
    assert not Document.objects.visible_to(w.other_social_worker).exists()


@pytest.mark.django_db
def test_of_the_plans_of_before_only_the_one_in_force_is_read():
    w = world()
    case = make_case(w)
    IndividualPlan.objects.filter(application=case, version=1).update(state="superseded")
    newer = IndividualPlan.objects.get(application=case)
    newer.pk, newer.version, newer.state = None, 2, "approved"
    newer.save()
    transfer(
        application=again(case), by=w.social_worker, at=LATER, to_office=w.other_municipality, moved_on=MOVED, note="x"
    )  # fmt: skip
    for name in ("plan_version", "plan_pdf"):
        for version, status in ((1, 404), (2, 200)):
            path = reverse(f"applications:{name}", args=[case.ref, version])
            assert enter(Client(), w.other_social_worker).get(path).status_code == status, (name, version)
            assert enter(Client(), w.manager).get(path).status_code == 200
    compare = reverse("applications:compare_plans", args=[case.ref, 1, 2])
    assert enter(Client(), w.other_social_worker).get(compare).status_code == 404
    assert compare not in said(get(w.other_social_worker, "write_plan", case))


@pytest.mark.django_db
def test_what_happens_later_is_not_shown_to_the_first_comune():
    w = world()
    case, row = moved(w)
    add_note(application=case, by=w.other_social_worker, at=NOW.replace(day=19), note="canarino-di-dopo")
    assert "canarino-di-dopo" not in said(sheet_of(w.social_worker, row))
    assert "canarino-di-dopo" in said(get(w.other_social_worker, "case", case))


@pytest.mark.django_db
def test_the_sheet_is_a_paper_and_nobody_else_reads_it():
    w = world()
    _case, row = moved(w)
    paper = sheet_of(w.other_social_worker, row, "transfer_pdf")
    assert paper.content.startswith(b"%PDF")
    third = type(w.asst).objects.create(kind="municipality", name="Terzo", code="terzo", parent=w.plan_office)
    stranger = make_user("t@terzo.example", third, "social_worker", "Tina", "Terzi")
    for user, status in ((stranger, 404), (world("altrove", "B2-X").manager, 404), (w.nurse, 403)):
        assert sheet_of(user, row).status_code == status
    health = [part["title"] for part in row.sheet if part["health"]]
    assert all(title not in said(sheet_of(w.officer, row)) for title in health)


@pytest.mark.django_db
def test_the_list_of_passages_is_of_one_s_own_office():
    w = world()
    case, _row = moved(w)
    for user, there in (
        (w.social_worker, True),
        (w.other_social_worker, True),
        (world("x", "B2-X").manager, False),
    ):
        page = said(enter(Client(), user).get(reverse("applications:transfers")))
        assert (case.ref in page) is there


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["itself", "abroad", "asst"])
def test_only_to_another_comune_of_the_ambito(where):
    w = world()
    case = make_case(w)
    to = {"itself": w.municipality, "asst": w.asst}.get(where) or world("abroad", "B2-X").municipality
    with pytest.raises(Refused):
        transfer(application=case, by=w.social_worker, at=NOW, to_office=to, moved_on=MOVED, note="No")
    assert not Transfer.objects.exists()


@pytest.mark.django_db
def test_never_before_the_day():
    w = world()
    case = make_case(w)
    with pytest.raises(Refused):
        transfer(
            application=case, by=w.social_worker, at=NOW, to_office=w.other_municipality,
            moved_on=date(2026, 12, 1), note="Il mese prossimo",
        )  # fmt: skip
    assert get(w.other_social_worker, "case", case).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_hand_it_over_once():
    w = world()
    case = make_case(w)
    third = type(w.asst).objects.create(kind="municipality", name="Terzo", code="terzo", parent=w.plan_office)
    start, found = threading.Barrier(2), []

    def go(to):
        start.wait()
        try:
            transfer(
                application=case, by=w.social_worker, at=NOW, to_office=to, moved_on=MOVED, note="Trasloco"
            )
            found.append("done")
        except Refused:
            found.append("refused")
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=go, args=(to,)) for to in (w.other_municipality, third)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    assert sorted(found) == ["done", "refused"]
    assert Transfer.objects.get().to_office == again(case).municipality
