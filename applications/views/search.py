"""One box for everything: people, cases, pages, actions. A page without JavaScript, the list of a dialog with it."""

from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.roles import require
from applications import search as finder
from applications.links import case_url
from applications.models import Application
from applications.recent import recent
from applications.workflow import APPEARANCE

SHOWN, IN_DIALOG = 20, 6

# (URL name, words, permission): what can be reached by its name
PLACES = (
    ("applications:work", _("My work"), "case.read"),
    ("applications:list", _("Cases"), "case.read"),
    ("vouchers:runs", _("Payments"), "payment.read"),
    ("applications:approvals", _("To approve"), "plan.approve"),
    ("vouchers:interruptions", _("Suspensions"), "money.read"),
    ("applications:calls", _("Calls"), "call.read"),
    ("applications:rules", _("Rules"), "rules.read"),
    ("accounts:offices", _("Offices and users"), "office.read"),
    ("accounts:access_log", _("Data access"), "access_log.read"),
    ("applications:check_letter", _("Check a letter"), "case.read"),
    ("accounts:profile", _("Profile and security"), "case.read"),
)
DEEDS = (
    ("applications:create", _("New application"), "case.write"),
    ("applications:export", _("Export the list"), "case.read"),
    ("applications:simulate_rules", _("Try other rules"), "call.publish"),
    ("accounts:invite", _("Invite a person"), "user.manage"),
    ("vouchers:open_run", _("Prepare the payment of a month"), "payment.prepare"),
)


@require("case.read")
@require_safe
def search(request):
    """Results in groups; a whole case number or codice fiscale goes straight to the case. Empty: recent cases."""
    user, text = request.user, request.GET.get("q", "").strip()
    dialog = request.htmx
    visible = Application.objects.visible_to(user)
    case = finder.exact(visible, text)
    if case is not None and not dialog:
        return redirect(case_url(case))
    most = IN_DIALOG if dialog else SHOWN
    rows, similar = (list(recent(user)), False) if not text else _cases(visible, text, user, most + 1)
    groups = [
        {
            "code": "people",
            "label": _("Recently opened") if not text else _("People and cases"),
            "rows": rows[:most],
        },
        {"code": "pages", "label": _("Pages"), "rows": _named(PLACES, text, user)},
        {"code": "actions", "label": _("Actions"), "rows": _named(DEEDS, text, user)},
    ]
    context = {
        "text": text[: finder.LONGEST],
        "groups": [group for group in groups if group["rows"]],
        "similar": similar,
        "more": len(rows) > most,
        "list_url": reverse("applications:list"),
    }
    return render(
        request, "applications/_search_results.html" if dialog else "applications/search.html", context
    )


def _cases(visible, text, user, most):
    """([row], only similar names?): two queries, one when something fits as it is written."""
    found, similar = finder.matching(visible, text, user=user)
    cases = found.select_related("person", "municipality").order_by(
        "person__last_name", "person__first_name", "-pk"
    )
    return [_row(case) for case in cases[:most]], similar


def _row(case):
    tone, icon = APPEARANCE[case.status]
    return {"url": case_url(case), "case": case, "tone": tone, "icon": icon}


def _named(places, text, user):
    """The pages whose name has every word typed; all of them when nothing is."""
    words = finder.search_form(text).split()
    rows = []
    for name, label, permission in places:
        said = finder.search_form(str(label))
        if user.may(permission) and all(word in said for word in words) and (words or not text):
            try:
                rows.append({"url": reverse(name), "label": label})
            except NoReverseMatch:
                continue
    return rows
