"""Every address × every role × every office. Does the row exist for my office (404), may my role (403)?

The addresses come from the resolver, what they should answer from ``tests/sweep/table.py``.
"""

from contextlib import nullcontext

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import PERMISSIONS, ROLES
from tests.sweep.asking import ask, said
from tests.sweep.pages import words_of
from tests.sweep.routes import addresses, answers
from tests.sweep.scene import changed, digest, standing, undone
from tests.sweep.table import PAGES

pytestmark = pytest.mark.django_db
ADDRESSES = list(addresses())
KNOWN = [one for one in ADDRESSES if one.name in PAGES]
OBJECTS = [one for one in KNOWN if PAGES[one.name].object in ("case", "run", "ambito")]
CHILDREN = [one for one in KNOWN if len(one.arguments) > 1 and PAGES[one.name].object in ("case", "run")]
RUNS_OF_OFFICERS = [
    one
    for one in OBJECTS
    if PAGES[one.name].object == "run"
    and PAGES[one.name].permission in ROLES["administrative_officer"].permissions
]
LARGEST = 150_000  # bytes of a page's own HTML (ux.md, budgets)
FRAGMENTS_AND_FORMS = ("GET", "POST")
MOST_QUERIES = 85  # of any page, the numbers of the sidebar counted: the page of a case has the most
OTHER_METHODS = ("HEAD", "PUT", "PATCH", "DELETE")
SIGN_IN = reverse("account_login")
each_address = pytest.mark.parametrize("address", KNOWN, ids=str)


@pytest.fixture(scope="module")
def documents_dir(tmp_path_factory):
    """One place for the documents of the whole module, as the scene is made once."""
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, documents_dir):
    with standing(django_db_blocker, documents_dir) as made:
        yield made


def path_of(address, side, user=None, **changes):
    """The address naming objects of ``side``."""
    page = PAGES[address.name]
    values = side.values | changes
    values["pk"] = side.own_pk(page.pk, user) if page.object == "own" else values.get(page.pk)
    return address.path({"uidb36": "1", "key": "set-password", **values})


# --- the table ------------------------------------------------------------------------------------------


def test_the_table_knows_every_address_and_no_other():
    unnamed = [str(one) for one in ADDRESSES if not one.name]
    assert not unnamed, "an address without a name cannot be swept"
    names = {one.name for one in ADDRESSES}
    assert not names - PAGES.keys(), "say in tests/sweep/table.py who may open them"
    assert not PAGES.keys() - names, "these addresses are gone: take them out of tests/sweep/table.py"


@each_address
def test_the_view_says_the_permission_of_the_table(address):
    page = PAGES[address.name]
    assert page.permission is None or page.permission in PERMISSIONS
    assert answers(address.view) == (page.permission if page.in_view else None)
    assert getattr(address.view, "login_required", True) is not page.public


# --- who -------------------------------------------------------------------------------------------------


@each_address
def test_nobody_comes_in_without_signing_in(scene, address):
    page = PAGES[address.name]
    path = path_of(address, scene.ours, scene.ours.w.manager)
    for method in (*FRAGMENTS_AND_FORMS, *OTHER_METHODS):
        response = ask(Client(raise_request_exception=False), method, path)
        to_sign_in = response.status_code == 302 and response.url.startswith(SIGN_IN)
        if not page.public:
            assert to_sign_in, f"{method} {path} answered {response.status_code} to nobody"
        elif method in page.methods:
            assert response.status_code in (200, 302), f"{method} {path}: {response.status_code}"


@pytest.mark.parametrize("address", [one for one in KNOWN if not PAGES[one.name].public], ids=str)
def test_nobody_comes_in_without_the_second_factor(scene, address):
    page = PAGES[address.name]
    client, user = scene.half
    path = path_of(address, scene.ours, user)
    for method in FRAGMENTS_AND_FORMS:
        with undone(client):
            response = ask(client, method, path)
        if page.second_factor:
            assert response.status_code == 302, f"{method} {path}"
            assert response.url == reverse("mfa_activate_totp")
        else:
            assert response.status_code in (200, 302)


@each_address
def test_a_role_opens_what_its_permissions_say(scene, address):
    """With the permission the page answers, and a POST is undone. Without it, or to a reading: no change."""
    page = PAGES[address.name]
    before = digest()
    for role, user in scene.roles():
        client, path = scene.client(user), path_of(address, scene.ours, user)
        allowed = page.permission is None or page.permission in ROLES[role].permissions
        for method in FRAGMENTS_AND_FORMS:
            with (
                undone(client) if allowed and method in page.methods else nullcontext(),
                CaptureQueriesContext(connection) as asked,
            ):
                status = ask(client, method, path).status_code
            told = f"{role}: {method} {path} answered {status}"
            assert method != "GET" or len(asked) <= MOST_QUERIES, f"{told} with {len(asked)} queries"
            if not allowed:
                # the permission of a job is read on its row: the row must exist for the office first
                assert status in ((403,) if page.in_view else (403, 404, 405)) or (
                    status == 405 and method not in page.methods
                ), told
            elif method not in page.methods:
                assert status in (200, 302, 405), told  # a reading, whatever the method
            elif role in page.also_refuses:
                assert status == 403 if method == "POST" else status in (200, 302, 403), told
            else:
                assert status in (200, 302, 400, 409, 422), told
    assert not changed(before)


# --- whose -----------------------------------------------------------------------------------------------


def refused_as_unknown(client, address, path, unknown, secrets, who, *, methods):
    """404, word for word the page of something that does not exist, and nothing of the other case.

    ``methods``: asked one by one; those the page has no answer for may be told so (405). A page that refuses the
    role before it looks for the row (403) refuses it for what does not exist too.
    """
    for method in methods:
        response = ask(client, method, path)
        told = f"{who}: {method} {path} answered {response.status_code}"
        if method not in PAGES[address.name].methods:
            assert response.status_code in (403, 404, 405), told
            continue
        page = said(response, path)
        found = [text for text in secrets if text in page]
        assert not found, f"{told} with {found}"
        other = ask(client, method, unknown)
        assert (response.status_code, page) == (other.status_code, said(other, unknown)), told
        refuses_first = response.status_code == 403 and who in PAGES[address.name].also_refuses
        assert response.status_code == 404 or refuses_first, told


UNKNOWN = {
    "ref": "B2-2026-9999", "number": "2031-01", "prefix": "ZZ-2031",
    "document": 10**9, "file": 10**9, "job": 10**9, "item": 10**9, "user": 10**9, "draft": 10**9,
    "simulation": 10**9, "addition": 10**9, "event": 10**9,
}  # fmt: skip


@pytest.mark.parametrize("address", OBJECTS, ids=str)
def test_another_ambito_does_not_exist(scene, address):
    page = PAGES[address.name]
    before = digest()
    path, unknown = path_of(address, scene.theirs), path_of(address, scene.theirs, **UNKNOWN)
    methods = (*FRAGMENTS_AND_FORMS, *OTHER_METHODS)
    for role, user in scene.roles():
        if page.permission is None or page.permission in ROLES[role].permissions:
            refused_as_unknown(
                scene.client(user), address, path, unknown, scene.foreign_words, role, methods=methods
            )
            methods = FRAGMENTS_AND_FORMS  # the others once: they do not ask who
    assert not changed(before)


@pytest.mark.parametrize("address", [one for one in OBJECTS if PAGES[one.name].object == "case"], ids=str)
def test_another_office_of_the_ambito_does_not_exist(scene, address):
    """Another Comune's case for a Comune; a case not sent, or sent to somebody else, for an ASST."""
    page = PAGES[address.name]
    before = digest()
    for who, user, changes in scene.strangers():
        if page.permission in user.role.permissions:
            path = path_of(address, scene.ours, **changes)
            unknown = path_of(address, scene.ours, **changes | UNKNOWN)
            if page.pk and changes:
                continue  # that case has no such child
            refused_as_unknown(
                scene.client(user),
                address,
                path,
                unknown,
                scene.ours.canaries,
                who,
                methods=FRAGMENTS_AND_FORMS,
            )
    assert not changed(before)


@pytest.mark.parametrize("address", RUNS_OF_OFFICERS, ids=str)
def test_a_comune_sees_no_run_of_the_whole_ambito(scene, address):
    """An administrative officer of a Comune: the list has the people of every other Comune."""
    user = scene.outside_officer
    before = digest()
    path, unknown = path_of(address, scene.ours), path_of(address, scene.ours, **UNKNOWN)
    refused_as_unknown(
        scene.client(user),
        address,
        path,
        unknown,
        scene.ours.canaries,
        "officer",
        methods=FRAGMENTS_AND_FORMS,
    )
    assert not changed(before)


@pytest.mark.parametrize("address", CHILDREN, ids=str)
def test_a_child_of_another_office_below_an_own_parent_does_not_exist(scene, address):
    page = PAGES[address.name]
    for argument in address.arguments:
        name = page.pk if argument == "pk" else argument
        # words and numbers of the address, not rows: which page, which version of the plan of this case
        words = ("step", "kind", "proof", "page", "letter", "version", "old", "new", "year", "list_code")
        if name in words:
            continue
        path = path_of(address, scene.ours, **{name: scene.theirs.values[name]})
        for role, user in scene.roles():
            if page.permission in ROLES[role].permissions:
                for method in page.methods:
                    with undone(scene.client(user)):
                        response = ask(scene.client(user), method, path)
                    told = f"{role}: {method} {path} answered {response.status_code}"
                    # the file is its own key: below a wrong case it leads to the right one, and that is ours
                    allowed = (404, 302) if name == "ref" and page.pk else (404,)
                    assert response.status_code in allowed, told
                    assert not [text for text in scene.foreign_words if text in said(response, path)], told


# --- what the pages say ------------------------------------------------------------------------------------


def test_reading_changes_nothing_and_says_nothing_of_others(scene):
    """Every GET of every role, on a case in each state: no row changes, no word of the other Ambito's people, small.

    The ASST finds no IBAN and no ISEE, the administrative officer no assessment and no plan.
    """
    before = digest()
    hidden = {
        "asst_assessor": {"18.437,51", "18437", *scene.ours.ibans},
        "administrative_officer": {"Non esce più da sola", "Restare a casa mia"},
    }
    seen = 0
    for address in KNOWN:
        page = PAGES[address.name]
        if page.public or "GET" not in page.methods:
            continue
        for role, user in scene.roles():
            if page.permission and page.permission not in ROLES[role].permissions:
                continue
            for ref in scene.refs_for(role) if whole_case(address) else [scene.ours.values["ref"]]:
                path = path_of(address, scene.ours, user, ref=ref)
                response = scene.client(user).get(path)
                assert response.status_code < 500, f"{role}: {path}: {response.exc_info[1]!r}"
                if response.status_code == 200 and not response.streaming:
                    seen += 1
                    size = len(response.content) if response["Content-Type"].startswith("text/html") else 0
                    assert size <= LARGEST, f"{role}: {path} is {size} bytes"
                    body, words = words_of(response), scene.foreign_words | hidden.get(role, set())
                    found = [text for text in words if text in body]
                    assert not found, f"{role} reads {found} on {path}"
        assert not changed(before), f"reading {address} changes {changed(before)}"
    assert seen > 150


def whole_case(address):
    """True for a page that every case has, whatever its state."""
    return (
        PAGES[address.name].object == "case"
        and not PAGES[address.name].pk
        and "code" not in address.arguments
    )
