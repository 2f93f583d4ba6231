"""Where are my cases, and which match?"""

from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Subquery
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import filters
from applications.links import case_url
from applications.models import Application, Determination, Isee
from applications.steps import BY_CODE, with_next_step
from applications.work import acts
from applications.workflow import APPEARANCE

PAGE_SIZES = (25, 50, 100)


@require("case.read")
def case_list(request):
    """The list with its filters; a whole case number or codice fiscale goes straight to the case."""
    today = timezone.localdate()
    user, params = request.user, request.GET
    visible = Application.objects.visible_to(user)
    case = filters.exact(visible, params.get("q", ""))
    if case is not None:
        return redirect(case_url(case))
    cases, chosen = filters.apply(_annotated(visible, user, today), params, user=user, on=today)
    sort = params.get("ordina", "")
    cases = _sorted(cases, sort, user)
    size = int(params.get("righe", 25)) if params.get("righe") in {str(n) for n in PAGE_SIZES} else 25
    page = Paginator(cases.with_people(), size).get_page(params.get("page"))
    counts = filters.view_counts(visible)
    view = params.get("vista", "") if params.get("vista", "") in filters.VIEWS else ""
    return render(
        request,
        "applications/list.html",
        {
            "page": page,
            "rows": [_row(case, user, today) for case in page],
            "chosen": [{"label": one.label, "url": _without(request, one.name)} for one in chosen],
            "clear_url": f"?vista={view}" if view else "?",
            "menus": [_menu(request, menu) for menu in filters.menus(user, chosen)],
            "views": [
                _view(name, view, counts) for name in filters.VIEWS if name in ("", view) or counts[name]
            ],
            "total": counts[""],
            "columns": _columns(request, sort, user),
            "money": user.may("money.read"),
            "sizes": [n for n in PAGE_SIZES if n != size],
        },
    )


def _annotated(cases, user, on):
    """With the next step; amounts only for whoever may see money."""
    cases = with_next_step(cases, user=user, on=on)
    if not user.may("money.read"):
        return cases
    isee = Isee.objects.filter(person=OuterRef("person")).order_by("-valid_to", "-pk")
    made = Determination.objects.filter(application=OuterRef("pk"), verdict="entitled").order_by(
        "-made_at", "-pk"
    )
    return cases.annotate(
        isee_value=Subquery(isee.values("value")[:1]),
        monthly_total=Subquery(made.values("monthly_total")[:1]),
    )


def _sorted(cases, sort, user):
    """By the column asked for (a leading minus turns it round), else by due date and then the newest."""
    name = sort.removeprefix("-")
    if name not in filters.SORTS or (name in ("isee", "importo") and not user.may("money.read")):
        return cases.order_by(F("due_on").asc(nulls_last=True), "-created_at", "-pk")
    first, *rest = filters.SORTS[name]
    turn = F(first).desc(nulls_last=True) if sort.startswith("-") else F(first).asc(nulls_last=True)
    return cases.order_by(turn, *rest)


def _row(case, user, on):
    tone, icon = APPEARANCE[case.status]
    step = BY_CODE.get(case.step)
    waiting = step is not None and not acts(case, user=user)
    return {
        "case": case,
        "age": case.person.age_on(on),
        "tone": tone,
        "icon": icon,
        "step": (step.waiting_label or step.label) if waiting else step.label if step else "",
        "due_on": case.due_on,
        "since": case.since if waiting else None,
        "late": case.due_on is not None and case.due_on < on,
        "today": case.due_on == on,
        "isee": getattr(case, "isee_value", None),
        "monthly_total": getattr(case, "monthly_total", None),
    }


def _menu(request, menu):
    """The choices of one filter as links."""
    links = [(_with(request, menu["name"], value), label) for value, label in menu["choices"]]
    return {**menu, "choices": links}


def _with(request, name, value):
    """The same address with one filter more."""
    params = request.GET.copy()
    params.pop("page", None)
    params[name] = value
    return f"?{params.urlencode()}"


def _without(request, name):
    """The same address without one filter."""
    params = request.GET.copy()
    for one in (name, "page"):
        params.pop(one, None)
    return f"?{params.urlencode()}"


def _view(name, current, counts):
    return {
        "label": filters.VIEWS[name][0],
        "url": f"?vista={name}" if name else "?",
        "count": counts[name],
        "current": name == current,
    }


def _columns(request, sort, user):
    """The headers: label, address that sorts by it, state for ``aria-sort``, class."""
    titles = [
        ("persona", _("Person"), ""),
        ("pratica", _("Case"), ""),
        ("comune", _("Comune"), ""),
        ("stato", _("Status"), ""),
        ("scadenza", _("Next step"), ""),
    ]
    if user.may("money.read"):
        titles += [("isee", _("ISEE"), "num"), ("importo", _("Per month"), "num")]
    titles.append(("segue", _("Followed by"), ""))
    columns = []
    for name, label, css in titles:
        up = sort == name or (name == "scadenza" and sort.removeprefix("-") not in filters.SORTS)
        params = request.GET.copy()
        params.pop("page", None)
        params["ordina"] = f"-{name}" if up else name
        state = "ascending" if up else "descending" if sort == f"-{name}" else ""
        columns.append({"label": label, "url": f"?{params.urlencode()}", "state": state, "css": css})
    return columns
