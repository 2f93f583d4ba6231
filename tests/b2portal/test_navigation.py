"""The sidebar shows what one may open, and nothing that is not there."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path
from django.utils.translation import override

from accounts.roles import PERMISSIONS, ROLES
from b2portal import navigation

TODAY = date(2026, 11, 18)


def page(request):
    return HttpResponse()


urlpatterns = [
    path(
        "",
        include(
            (
                [
                    path("", page, name="work"),
                    path("pratiche/", page, name="list"),
                    path("pratiche/nuova/", page, name="create"),
                    path("da-approvare/", page, name="approvals"),
                ],
                "applications",
            )
        ),
    ),
    path("", include(([path("pagamenti/", page, name="runs")], "vouchers"))),
]
pytestmark = pytest.mark.usefixtures("these_urls")


@pytest.fixture
def these_urls(monkeypatch):
    monkeypatch.setattr(navigation, "COUNTS", {})
    with override_settings(ROOT_URLCONF=__name__), override("en"):
        yield


def build(role, at="/"):
    request = RequestFactory().get(at)
    may = ROLES[role].permissions.__contains__
    request.user = SimpleNamespace(pk=1, acting_as_id=1, is_authenticated=True, may=may)
    return navigation.build(request, on=TODAY)


def labels(nav):
    return [str(item["label"]) for group in nav["groups"] for item in group["entries"]]


def test_every_entry_asks_for_a_permission_that_exists():
    assert {entry.permission for entry in navigation.NAV} <= set(PERMISSIONS)


def test_each_role_sees_its_own_entries_and_no_unbuilt_room():
    assert labels(build("social_worker")) == ["My work", "Cases"]
    assert labels(build("administrative_officer")) == ["My work", "Cases", "Payments"]
    assert labels(build("plan_manager")) == ["My work", "Cases", "Payments", "To approve"]
    assert labels(build("administrator")) == []


def test_only_who_may_write_is_offered_a_new_application():
    assert build("social_worker")["create_url"] == "/pratiche/nuova/"
    assert build("auditor")["create_url"] == ""
    assert build("administrator")["search_url"] == ""


@pytest.mark.parametrize(
    ("at", "current"),
    [
        ("/", "My work"),
        ("/pratiche/B2-2026-0147/", "Cases"),
        ("/pagamenti/2026-11/", "Payments"),
        ("/profilo/", None),
    ],
)
def test_one_entry_is_current(at, current):
    found = [i for g in build("plan_manager", at)["groups"] for i in g["entries"] if i["current"]]
    assert [str(i["label"]) for i in found] == ([current] if current else [])


def test_a_visitor_has_no_sidebar():
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=False)
    assert navigation.build(request, on=TODAY)["groups"] == []


def test_a_count_is_asked_for_the_person_and_the_day_and_kept(monkeypatch):
    asked = []
    cache.clear()
    monkeypatch.setitem(
        navigation.COUNTS, "applications:work", lambda *, user, on: asked.append((user, on)) or (18, 2)
    )
    for _page in range(2):
        work = build("social_worker", "/profilo/")["first"][0]
        assert (work["count"], work["late"]) == (18, 2)
    assert [on for _, on in asked] == [TODAY]
    build("social_worker", "/")
    assert len(asked) == 2, "the page of what is counted counts again: the two agree"
