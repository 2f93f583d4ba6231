"""Where are my cases, and which match?"""

from urllib.parse import urlencode

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.roles import require
from applications import case_table, filters, keyset, listing, search
from applications.bulk_permissions import may_assign, may_write_letters
from applications.links import case_url
from applications.models import Application, SavedView

PAGE_SIZES = (25, 50, 100)
OWN_VIEWS = 12  # tabs of one's own shown and counted
_STEP = gettext_lazy("Next step")  # the due date stands under it
PLACE = ("dopo", "prima")  # where in the list: not part of what it shows


@require("case.read")
@require_safe
def case_list(request):
    """The list with its filters; a whole case number or codice fiscale goes straight to the case."""
    today = timezone.localdate()
    user, params = request.user, request.GET
    visible = Application.objects.visible_to(user)
    case = search.exact(visible, params.get("q", ""))
    if case is not None:
        return redirect(case_url(case))
    offers = filters.offered(user, on=today)
    reading = filters.read(params, user=user, on=today, offers=offers)
    cases = case_table.annotated(visible, user=user, on=today)
    tabs, total, found = _tabs(request, cases, reading, today, offers)
    similar = False
    if not found and listing.with_typo(cases, reading, user=user):
        similar, found = True, cases.filter(reading.condition).count()
    listed, sort, keys = listing.in_order(
        cases.filter(reading.condition), params, user=user, total=total, found=found
    )
    size = int(params.get("righe", 25)) if params.get("righe") in {str(n) for n in PAGE_SIZES} else 25
    health, points = case_table.with_health(params, user), case_table.with_points(user)
    page = keyset.page(
        case_table.loaded(listed, health=health, points=points),
        keys,
        size=size,
        after=keyset.id_in(params, "dopo"),
        before=keyset.id_in(params, "prima"),
    )
    return render(
        request,
        "applications/list.html",
        {
            "page": page,
            "rows": [
                case_table.row(case, user=user, on=today, health=health, points=points) for case in page
            ],
            "found": found,
            "similar": similar,
            "chosen": [
                {
                    "label": one.label,
                    "name": one.name,
                    "problem": one.problem,
                    "url": _without(params, one.name),
                }
                for one in reading.chosen
            ],
            "clear_url": f"?vista={reading.view}" if reading.view else "?",
            "culprit": filters.most_excluding(cases, reading) if not found else None,
            "menus": _menus(params, offers),
            "views": tabs,
            "total": total,
            "columns": _columns(
                params,
                sort,
                case_table.columns(
                    user, health=health, points=points, many=found > case_table.SORT_BY_POINTS_UP_TO
                ),
            ),
            "points": points,
            "money": user.may("money.read"),
            "health": health,
            "health_url": _health_url(params, user, health),
            "sizes": [(n, _with(params, "righe", str(n))) for n in PAGE_SIZES if n != size],
            "previous_url": _with(params, "prima", str(page.before)) if page.before else "",
            "next_url": _with(params, "dopo", str(page.after)) if page.after else "",
            "query": _plain(params).urlencode(),
            "may_assign": may_assign(user) is None,
            "may_write": may_write_letters(user) is None,
            "saving": saved_query(params),
        },
    )


def saved_query(params):
    """The filters of an address as a saved view keeps them, sorted; "" when there is nothing to keep."""
    pairs = [(name, value) for name in filters.KEPT for value in sorted(set(params.getlist(name))) if value]
    return urlencode(pairs)


def _tabs(request, cases, reading, on, offers):
    """(tabs with counts, how many cases in all, how many with these filters): two queries, one of them the views."""
    user = request.user
    own = list(SavedView.objects.visible_to(user)[:OWN_VIEWS])
    asked = {
        name: view.where(on)
        for name, view in filters.VIEWS.items()
        if user.may(view.permission) and not view.heavy
    }
    total = filters.counts(cases, {"": asked[""]})[""]
    few = total <= case_table.SORT_BY_DUE_UP_TO
    if few:
        heavy = {
            name: view for name, view in filters.VIEWS.items() if view.heavy and user.may(view.permission)
        }
        asked |= {name: view.where(on) for name, view in heavy.items()}
        asked |= {
            one.pk: filters.read(QueryDict(one.query), user=user, on=on, offers=offers).condition
            for one in own
        }
    counts = filters.counts(cases, asked | {"found": reading.condition})
    here = saved_query(request.GET)
    current = next((one.pk for one in own if one.query == here), reading.view)
    tabs = [
        {
            "label": view.label,
            "url": f"?vista={name}" if name else "?",
            "count": counts.get(name),
            "current": name == current,
        }
        for name, view in filters.VIEWS.items()
        if user.may(view.permission) and (name in ("", reading.view) or counts.get(name) != 0)
    ]
    tabs += [
        {
            "label": one.name,
            "url": f"?{one.query}",
            "count": counts.get(one.pk),
            "current": one.pk == current,
            "pk": one.pk,
        }
        for one in own
    ]
    return tabs, total, counts["found"]


def _menus(params, offers):
    """Every filter with its choices as links: one puts a value on, the same takes it off."""
    menus = []
    for one in offers:
        if len(one.choices) < 2:
            continue
        used = set(params.getlist(one.name))
        choices = [
            {"url": _toggled(params, one, value, used), "label": label, "on": value in used}
            for value, label in one.choices
        ]
        menus.append({"name": one.name, "title": one.title, "choices": choices})
    return menus


def _plain(params):
    """The parameters without the place in the list."""
    plain = params.copy()
    for name in PLACE:
        plain.pop(name, None)
    return plain


def _with(params, name, value):
    """The same address with one parameter set."""
    changed = _plain(params)
    changed[name] = value
    return f"?{changed.urlencode()}"


def _without(params, name):
    """The same address without one filter."""
    changed = _plain(params)
    changed.pop(name, None)
    return f"?{changed.urlencode()}"


def _toggled(params, one, value, used):
    changed = _plain(params)
    if value in used:
        changed.setlist(one.name, [other for other in params.getlist(one.name) if other != value])
    elif one.several:
        changed.appendlist(one.name, value)
    else:
        changed[one.name] = value
    return f"?{changed.urlencode()}"


def _health_url(params, user, health):
    if not user.may("case.health.read"):
        return ""
    return _without(params, "colonne") if health else _with(params, "colonne", case_table.HEALTH)


def _columns(params, sort, columns):
    """The headers of the page: label, address that sorts by it, state for ``aria-sort``, class."""
    headers = []
    for column in columns:
        if column.code in (
            "cf",
            "eta",
            "passo",
        ):  # on the page inside the cell of the person, and of the due date
            continue
        label = _STEP if column.code == "scadenza" else column.label
        up = sort == column.sort
        state = "ascending" if up else "descending" if sort == f"-{column.sort}" else ""
        url = _with(params, "ordina", f"-{column.sort}" if up else column.sort) if column.sort else ""
        headers.append(
            {
                "code": column.code,
                "label": label,
                "url": url,
                "state": state if column.sort else "",
                "css": column.css,
            }
        )
    return headers
