"""Which cases an address of the list names, in which order: the page, its file and what is done to all of them."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict

from applications import case_table, filters, search
from applications.models import Application

PER_ADDRESS = 500  # cases named one by one


@dataclass
class Listed:
    """``cases``: annotated, filtered, in no order. ``reading``: the filters; empty when cases are named one by one."""

    cases: object
    reading: filters.Reading
    params: object
    by_hand: bool = False


def with_typo(cases, reading, *, user):
    """Look for names alike when nobody has the name typed: True when they were found and stand in ``reading``.

    Call it when the list came out empty. One query at most.
    """
    alike = search.similar(reading.text, user=user) if "q" in reading.parts else None
    if alike is None:
        return False
    before = reading.parts["q"]
    reading.parts["q"] = alike
    if cases.filter(reading.condition).exists():
        return True
    reading.parts["q"] = before
    return False


def listed(params, *, user, on, offers=None):
    """What the list with these parameters shows, all its pages."""
    offers = filters.offered(user, on=on) if offers is None else offers
    cases = case_table.annotated(Application.objects.visible_to(user), user=user, on=on)
    reading = filters.read(params, user=user, on=on, offers=offers)
    if "q" in reading.parts and not cases.filter(reading.condition).exists():
        with_typo(cases, reading, user=user)
    return Listed(cases.filter(reading.condition), reading, params)


def chosen(data, *, user, on):
    """The cases ticked in the list (``case=…``), or all those of its filters (``tutte=1&filtri=…``); else none."""
    params = QueryDict(data.get("filtri", "")[:2000])
    refs = [ref for ref in data.getlist("case")[:PER_ADDRESS] if "\x00" not in ref]
    if data.get("tutte") == "1":
        return listed(params, user=user, on=on)
    cases = case_table.annotated(Application.objects.visible_to(user), user=user, on=on)
    return Listed(
        cases.filter(Q(number__in=refs) | Q(draft_code__in=refs)), filters.Reading(), params, by_hand=True
    )


def by_ids(ids, params, *, user, on):
    """The cases with these ids that ``user`` still sees."""
    cases = case_table.annotated(Application.objects.visible_to(user), user=user, on=on)
    return Listed(cases.filter(pk__in=ids), filters.Reading(), params, by_hand=True)


def ordered(found, *, user):
    """The cases in the order of the page."""
    total = Application.objects.visible_to(user).count()
    cases, _name, keys = in_order(found.cases, found.params, user=user, total=total)
    return cases.order_by(*[key.ordering(backward=False) for key in keys])


def in_order(cases, params, *, user, total, found=None):
    """(cases, name of the order in use, its keys) of an address. ``found``: how many ``cases``, counted when None."""
    sort = params.get("ordina", "")
    points = sort.removeprefix("-") == "punti" and case_table.with_points(user)
    if points and (cases.count() if found is None else found) > case_table.SORT_BY_POINTS_UP_TO:
        points = False
    name, keys = case_table.order(sort, user=user, total=total, points=points)
    return case_table.in_order_of_points(cases) if points else cases, name, keys
