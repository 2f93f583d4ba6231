"""One box for everything: people, cases, pages, actions, help. A page; with JavaScript, the list of a dialog."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.roles import require
from applications import search as finder
from applications import search_places
from applications.links import case_url
from applications.models import Application
from applications.recent import recent
from applications.workflow import APPEARANCE

SHOWN, IN_DIALOG = 20, 6


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
        {"code": "pages", "label": _("Pages"), "rows": search_places.pages(text, user=user)},
        {"code": "actions", "label": _("Actions"), "rows": search_places.deeds(text, user=user)},
        {"code": "help", "label": _("Help"), "rows": search_places.help_pages(text)},
    ]
    context = {
        "text": text[: finder.LONGEST],
        "groups": [group for group in groups if group["rows"]],
        "similar": similar and bool(rows),
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
