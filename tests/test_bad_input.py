"""Nonsense in every field of every form: a sentence, nothing lost, nothing half-saved, nothing that runs."""

import os
import time
from contextlib import contextmanager
from datetime import timedelta
from itertools import zip_longest
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import ROLES
from applications.actions.clone_call import clone_call
from applications.models import Application, Call, Isee
from b2portal import navigation
from tests.accounts.factories import signed_in
from tests.applications.factories import NOW, assess_fully, complete, make_case, make_draft
from tests.sweep.lives import refused_and_noticed, turned
from tests.sweep.nonsense import DATES, FORMS, IN_ADDRESSES, NUMBERS, PARAMETERS, SCRIPT, STEPS, TEXTS
from tests.sweep.pages import form_of
from tests.sweep.papers_of import asked
from tests.sweep.routes import addresses
from tests.sweep.scene import BOTH_SUPPORTS, changed, digest, fresh, standing, undone
from tests.sweep.table import PAGES
from tests.vouchers.factories import DECEMBER, NOVEMBER, awarded, make_run

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory):
    """The two Ambiti, and a case of ours for each form. The sidebar, tested elsewhere, counts nothing here."""
    documents = tmp_path_factory.mktemp("documents")
    with patch.object(navigation, "COUNTS", {}), standing(django_db_blocker, documents) as made:
        w, cases = refused_and_noticed(made.ours)
        cases["unsent"] = assess_fully(w, cases["unsent"], sign=())
        day_before = {"sign": ("social",), "at": NOW - timedelta(days=1)}
        cases["waiting"] = assess_fully(w, make_case(w, "rosalba", status="assessing"), **day_before)
        cases["full"] = complete(make_draft(w, "fausto"), at=NOW, **BOTH_SUPPORTS)
        cases["asked"] = asked(w, make_case(w, "nando", status="assessing"))
        cases["eligible"] = fresh(make_case(w, "luciana"))
        cases["paid"] = fresh(awarded(w, "giacomo", starts_on=NOVEMBER))
        turned(made.ours)
        clone_call(call=w.call, by=w.manager, at=NOW)  # B2-2027, a draft
        earlier = Call.objects.get(pk=w.call.pk)  # published, and nothing waits to be added to it
        earlier.pk, earlier.number_prefix = None, "B2-2025"
        earlier.save()
        made.december = make_run(w, state="draft", month=DECEMBER)
        yield made


each_form = pytest.mark.parametrize(
    "form", FORMS, ids=lambda one: ":".join(filter(None, (one[0], one[1], *one[3].values())))
)


def share(values, turn):
    """Every third of ``values``: forms read dates, amounts and texts with the same few fields, so that each value sent
    to a third of the forms is seen by all of them. ``FAULTS=full`` sends everything to everyone."""
    return values if os.environ.get("FAULTS") == "full" else values[turn % 3 :: 3]


@pytest.fixture
def opened(scene, form):
    """(client with a code given just now, since some forms sign; path; form as a browser sees it; its turn)"""
    name, case, role, more, query = form
    values = {"ref": scene.ours.cases[case].ref} if case else {}
    client = signed_in(Client(raise_request_exception=False), scene.ours.person(role), at=time.time())
    values |= {name: scene.ours.values.get(key, key) for name, key in more.items()}
    response = client.get(path := reverse(name, kwargs=values) + query)
    found = form_of(response) if response.status_code == 200 else None
    assert found is not None, f"{path}: {response.status_code}, no form"
    return client, path, found, FORMS.index(form)


@contextmanager
def sent(client, path, data, message):
    """The answer to a POST, undone afterwards; never an error of ours."""
    with undone(client):
        response = client.post(path, data)
        assert response.status_code < 500, f"{message}: {response.exc_info[1]!r}"
        yield response


def short(value):
    return ascii(value[:40])


@each_form
def test_nonsense_is_refused_with_a_sentence_or_kept_as_text(opened):
    """Every kind of it in the one page of the form: each is undone before the next."""
    before = digest()
    what_is_no_date_and_no_amount_is_refused_field_by_field(*opened, before)
    an_end_before_its_start_is_refused(*opened, before)
    any_text_is_kept_as_text(*opened, before)
    hidden_fields_are_typed_by_nobody_and_believed_by_nobody(*opened)


def what_is_no_date_and_no_amount_is_refused_field_by_field(client, path, form, turn, before):
    """Each field of its kind says so, the page keeps what was typed, the database keeps what it had."""
    dates, numbers = form.names("date"), form.names("number")
    days, sums = share(DATES, turn) if dates else (), share(NUMBERS, turn) if numbers else ()
    for date, number in zip_longest(days, sums, fillvalue=DATES[0]):
        typed = dict.fromkeys(dates, date) | dict.fromkeys(numbers, number)
        told = f"{path}: {short(date)} {short(number)}"
        with sent(client, path, form.data | typed, told) as response:
            assert response.status_code in (200, 400, 409, 422), f"{told} answered {response.status_code}"
            assert not changed(before), told
            shown = form_of(response)
            assert typed.keys() <= shown.wrong(), f"{told}: not marked {typed.keys() - shown.wrong()}"
            assert 'role="alert"' in response.content.decode(), told
            lost = [k for k, v in typed.items() if "\x00" not in v and v not in shown.values(k)]
            assert not lost, f"{told}: lost {lost}"


def an_end_before_its_start_is_refused(client, path, form, turn, before):
    """Every pair of dates of the form, one at a time: a sentence, and nothing saved."""
    dates = form.names("date")
    pairs = [
        (f"{end.removesuffix(last)}{first}", end)
        for first, last in (
            ("starts_on", "ends_on"),
            ("issued_on", "valid_to"),
            ("recognised_on", "valid_to"),
        )
        for end in dates
        if end.endswith(last) and f"{end.removesuffix(last)}{first}" in dates
    ]
    for start, end in pairs:
        typed = {start: "10/11/2026", end: "09/11/2026"}
        with sent(client, path, form.data | typed, f"{path}: {typed}") as response:
            assert response.status_code in (200, 409, 422), f"{path}: {typed} answered {response.status_code}"
            assert not changed(before)
            page = response.content.decode()
            assert 'role="alert"' in page
            assert "prima" in page, "says that the end comes before the start"


def any_text_is_kept_as_text(client, path, form, turn, before):
    """Saved or refused with a sentence; shown again it is text, and never another header."""
    fields = form.names("text")
    for value in share(TEXTS, turn) if fields else ():
        told = f"{path}: {short(value)}"
        with sent(client, path, form.data | dict.fromkeys(fields, value), told) as response:
            pages = [response]
            if response.status_code == 302:
                pages = [client.get(path), *([client.get(response.url)] if value == SCRIPT else ())]
            else:
                assert response.status_code in (200, 400, 409, 422), f"{told} answered {response.status_code}"
                assert not changed(before), told
            for one in pages:
                assert one is response or one.status_code in (200, 302), f"{told}: {one.status_code} then"
                assert SCRIPT not in one.content.decode(errors="replace"), told
                assert "due" not in one.cookies, told
                assert "DJANGO_SETTINGS" not in one.content.decode(errors="replace")


def hidden_fields_are_typed_by_nobody_and_believed_by_nobody(client, path, form, turn):
    for value in share(("-1", "²", "9" * 30, "4\x00", SCRIPT), turn):
        for name in form.names("hidden"):
            with sent(client, path, form.data | {name: value}, f"{path}: {name}={short(value)}") as response:
                assert response.status_code in (200, 302, 400, 404, 409, 422)
                assert SCRIPT not in response.content.decode(errors="replace")


# --- addresses and their parameters ----------------------------------------------------------------------

KNOWN = [one for one in addresses() if one.name in PAGES]


@pytest.mark.parametrize("value", IN_ADDRESSES, ids=lambda value: value[:12])
def test_an_address_that_makes_no_sense_is_not_there(scene, value):
    for address in KNOWN:
        page = PAGES[address.name]
        role = next((key for key in ROLES if page.permission in ROLES[key].permissions), "plan_manager")
        client = scene.client(scene.ours.person(role))
        values = scene.ours.values | {"pk": scene.ours.values.get(page.pk, 1), "uidb36": "1", "key": "x"}
        for argument in address.arguments:
            response = client.get(address.path(values | {argument: value}))
            told = f"{address} {argument}={value[:30]}"
            assert response.status_code < 500, f"{told}: {response.exc_info[1]!r}"
            if page.object:
                assert response.status_code in (400, 404, 405) or response.status_code == 302, told


@pytest.mark.parametrize("turn", range(3))
def test_parameters_that_make_no_sense_are_left_out(scene, turn):
    """Every parameter of every page, each time with another of the values."""
    values = [*IN_ADDRESSES, "-1", "1e9", quote(SCRIPT)]
    query = "&".join(f"{name}={values[(i + turn) % len(values)]}" for i, name in enumerate(PARAMETERS))
    manager, administrator = scene.ours.w.manager, scene.ours.w.administrator
    for address in KNOWN:
        page = PAGES[address.name]
        if page.public or "GET" not in page.methods or page.pk:
            continue
        holder = administrator if page.permission == "user.manage" else scene.ours.w.social_worker
        if page.permission is None or page.permission in manager.role.permissions:
            holder = manager
        path = f"{address.path(scene.ours.values)}?{query}"
        with undone(scene.client(holder)):
            response = scene.client(holder).get(path)
        assert response.status_code < 500, f"{path}: {response.exc_info[1]!r}"
        if not response.streaming:
            assert SCRIPT not in response.content.decode(errors="replace"), path


@pytest.mark.parametrize("address", [one for one in KNOWN if "POST" in PAGES[one.name].methods], ids=str)
def test_a_post_without_its_token_is_refused(scene, address):
    page = PAGES[address.name]
    role = next((key for key in ROLES if page.permission in ROLES[key].permissions), "plan_manager")
    user = scene.ours.person(role)
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    if not page.public:
        signed_in(client, user)
    values = scene.ours.values | {
        "pk": scene.ours.values.get(page.pk, user.acting_as_id),
        "uidb36": "1",
        "key": "x",
    }
    before = digest()
    for token in ({}, {"csrfmiddlewaretoken": "x" * 64}):
        response = client.post(address.path(values), token)
        assert response.status_code == 403, f"{address} answered {response.status_code}"
    assert not changed(before)


# --- ids of others in the body -------------------------------------------------------------------------------


def test_ids_of_another_ambito_in_a_form_are_not_there(scene):
    """A call, a Comune, a certificate, an office, a person of theirs, sent from our forms."""
    ours, theirs = scene.ours, scene.theirs
    worker, administrator = scene.client(ours.w.social_worker), scene.client(ours.w.administrator)
    before = digest()
    create = reverse("applications:create")
    typed = form_of(worker.get(create)).data | {
        "tax_code": "QRNRLB67D59X104W", "last_name": "Quaranta", "first_name": "Rosalba",
        "birth_date": "19/04/1967", "sex": "F",
    }  # fmt: skip
    offices = (theirs.w.municipality, theirs.w.plan_office)
    for changes in ({"call": theirs.w.call.pk}, *({"municipality": office.pk} for office in offices)):
        with sent(worker, create, typed | changes, str(changes)) as response:
            assert response.status_code == 200
            assert not changed(before)
            assert set(changes) <= set(response.context["form"].errors)
    step = reverse("applications:step", args=[ours.cases["full"].ref, "requisiti"])
    foreign = Isee.objects.filter(person=theirs.cases["active"].person).get()
    untouched = Isee.objects.filter(pk=foreign.pk).values().get()
    # a row the page does not have is a new row, whether it exists elsewhere or not: nothing is said, nothing is taken
    for key in (foreign.pk, 10**9):
        with sent(
            worker, step, form_of(worker.get(step)).data | {"isee-0-id": key}, f"isee {key}"
        ) as response:
            assert response.status_code == 302
            assert Isee.objects.filter(pk=foreign.pk).values().get() == untouched
    assert not changed(before)
    invite = reverse("accounts:invite")
    typed = form_of(administrator.get(invite)).data | {
        "email": "spia@example.test", "first_name": "S", "last_name": "Pia",
        "role": "plan_manager", "office": theirs.w.plan_office.pk,
    }  # fmt: skip
    with sent(administrator, invite, typed, "office of theirs") as response:
        assert response.status_code == 422
        assert not changed(before)
    log = reverse("accounts:access_log")
    answer = scene.client(ours.w.manager).get(log, {"utente": theirs.w.manager.pk})
    assert answer.status_code == 422
    assert not [word for word in scene.foreign_words if word in answer.content.decode()]


def test_fields_the_form_does_not_have_change_nothing(scene):
    """Status, number, owner, approvals added to a valid step: the step is saved, they are not."""
    ours, theirs = scene.ours, scene.theirs
    case = ours.cases["full"]
    client = scene.client(ours.w.social_worker)
    added = {
        "status": "active", "number": "B2-2026-7777", "plan_office": theirs.w.plan_office.pk,
        "municipality": ours.w.other_municipality.pk, "call": theirs.w.call.pk,
        "person": theirs.cases["active"].person_id,
        "case_manager": theirs.w.social_worker.pk, "created_by": ours.w.manager.pk, "submitted_at": "2026-11-18 10:00",
        "submitted_by": ours.w.manager.pk, "health_office": ours.w.asst.pk, "sent_to_asst_at": "2026-11-18 10:00",
        "edit_version": "99", "id": theirs.cases["active"].pk, "application": theirs.cases["active"].pk,
        "is_superuser": "on", "role": "plan_manager",
    }  # fmt: skip
    kept = set(added) & {field.name for field in Application._meta.fields} - {"edit_version"}
    for step in STEPS:
        path = reverse("applications:step", args=[case.ref, step])
        typed = form_of(client.get(path)).data
        row, others, people = fresh(case), digest(), list(User.objects.order_by("pk").values())
        with sent(client, path, typed | added, step) as response:
            assert response.status_code == 302, f"{step}: {form_of(response) and form_of(response).wrong()}"
            now = fresh(case)
            assert {name: getattr(now, name) for name in kept} == {name: getattr(row, name) for name in kept}
            assert list(User.objects.order_by("pk").values()) == people
            assert not set(changed(others)) & {"accounts_membership", "accounts_office", "applications_call"}
