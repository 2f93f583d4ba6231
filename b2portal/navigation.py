"""The sidebar: one table, read top to bottom, each entry shown to whoever may use it.

An entry whose address is not built is not drawn: there are no dead links.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications import approvals, inquiries, sample_work, search_places, union_work, work
from applications.models import Notification
from b2portal import counters

work.source(sample_work.controls_to_do)
work.source(inquiries.inquiries_to_see)
work.source(union_work.pairs_to_look_at)

COORDINATION, ADMINISTRATION = _("Coordination"), _("Administration")


class Entry(NamedTuple):
    """One line of the sidebar; `group` is the heading above it, "" for the first lines."""

    group: Any
    url_name: str
    icon: str
    label: Any
    permission: str


NAV = (
    Entry("", "applications:work", "inbox", _("My work"), "case.read"),
    Entry("", "applications:list", "folder", _("Cases"), "case.read"),
    Entry("", "vouchers:rankings", "list", _("Rankings and budget"), "ranking.read"),
    Entry("", "vouchers:runs", "card", _("Payments"), "payment.read"),
    Entry(COORDINATION, "applications:approvals", "file-signed", _("To approve"), "plan.approve"),
    Entry(COORDINATION, "applications:transfers", "exchange-circle", _("Passages of cases"), "money.read"),
    Entry(COORDINATION, "vouchers:interruptions", "ban", _("Suspensions"), "money.read"),
    Entry(
        COORDINATION,
        "vouchers:all_expense_reports",
        "file",
        pgettext_lazy("sidebar", "Expense reports"),
        "money.read",
    ),
    Entry(COORDINATION, "applications:duplicates", "user", _("Possible duplicates"), "case.decide"),
    Entry(COORDINATION, "applications:draw_sample", "search", _("Controls by sample"), "case.decide"),
    Entry(ADMINISTRATION, "applications:calls", "horn", _("Calls"), "call.read"),
    Entry(ADMINISTRATION, "applications:imports", "upload", _("Import of cases"), "case.import"),
    Entry(ADMINISTRATION, "applications:rules", "tool", _("Rules"), "rules.read"),
    Entry(ADMINISTRATION, "applications:letter_texts", "mail", _("Words of the letters"), "call.read"),
    Entry(ADMINISTRATION, "accounts:offices", "pa", _("Offices and users"), "office.read"),
    Entry(ADMINISTRATION, "accounts:access_log", "key", _("Data access"), "access_log.read"),
)

# Pages without a line of their own that people look for by name.
_INSIDE = (
    ("vouchers:answers", _("Bank's answers"), "payment.read"),
    ("vouchers:returned", _("Payments that came back"), "payment.read"),
    ("vouchers:recoveries", _("Money to recover"), "payment.read"),
    ("vouchers:all_expense_reports", _("Expense reports"), "money.read"),
)
for _name, _label, _permission in (*((one.url_name, one.label, one.permission) for one in NAV), *_INSIDE):
    search_places.also(_name, _label, _permission)


def _unread(*, user: Any, on: Any) -> tuple[int, int]:
    """The unread notifications, for the icon of the top bar: one query."""
    unread = Notification.objects.visible_to(user).wanted("in_app").unread().count()
    return unread, unread


_NOTIFICATIONS = Entry("", "applications:notifications", "mail", _("Notifications"), "case.read")
# Entry's URL name → (user, on) → (how many, the late ones among them); kept for a moment by ``counters``.
COUNTS: dict[str, Callable[..., tuple[int, int]]] = {
    "applications:work": work.counts,
    "applications:approvals": approvals.count,
    "applications:notifications": _unread,
}


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context processor: `nav` (built when a page asks for it) and `today`, the day in Rome."""
    today = timezone.localdate()
    return {"nav": SimpleLazyObject(lambda: build(request, on=today)), "today": today}


def build(request: HttpRequest, *, on: Any) -> dict[str, Any]:
    """The entries this person may open, by heading, and where the fixed links of the top bar go."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"groups": [], "first": [], "rest": []}
    items = [item for entry in (*NAV, _NOTIFICATIONS) if (item := _item(entry, user))]
    current = _current(items, request.path)
    _number(items, current, user, on)
    bell = next((item for item in items if item["url_name"] == _NOTIFICATIONS.url_name), None)
    items = [item for item in items if item is not bell]
    groups: list[dict[str, Any]] = []
    for item in items:
        item["current"] = item is current
        if not groups or groups[-1]["label"] != item["group"]:
            groups.append({"label": item["group"], "entries": []})
        groups[-1]["entries"].append(item)
    first = [item for item in items if not item["group"]][:4]
    return {
        "groups": groups,
        "first": first,
        "rest": [item for item in items if item not in first],
        "search_url": address("applications:search") if user.may("case.read") else "",
        "create_url": address("applications:create") if user.may("case.write") else "",
        "notifications": bell,
        "help_url": address("guide"),
        "profile_url": address("accounts:profile"),
        "sign_out_url": address("accounts:sign_out") or address("account_logout"),
    }


def address(url_name: str) -> str:
    """The path of a URL name, or "" where that room is not built."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _item(entry: Entry, user: Any) -> dict[str, Any] | None:
    url = address(entry.url_name)
    if not url or not user.may(entry.permission):
        return None
    return {**entry._asdict(), "url": url, "count": 0, "late": 0}


def _number(items: list[dict[str, Any]], current: dict[str, Any] | None, user: Any, on: Any) -> None:
    """Write ``count`` and ``late`` into the items that have numbers. A page that lists what its own entry counts
    counts it now: the two say the same."""
    counted = [item for item in items if item["url_name"] in COUNTS]
    if not counted:
        return
    numbers = counters.kept(
        f"{user.pk}-{user.acting_as_id}-{on}",
        lambda: {item["url_name"]: COUNTS[item["url_name"]](user=user, on=on) for item in counted},
        anew=current in counted,
    )
    for item in counted:
        item["count"], item["late"] = numbers.get(item["url_name"], (0, 0))


def _current(items: list[dict[str, Any]], path: str) -> dict[str, Any] | None:
    """The entry whose address is the longest beginning of this page's; the home page only matches itself."""
    inside = [
        one for one in items if path == one["url"] or (path.startswith(one["url"]) and one["url"] != "/")
    ]
    return max(inside, key=lambda one: len(one["url"]), default=None)
