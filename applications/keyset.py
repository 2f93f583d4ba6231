"""Pages of a long list by where one is, not by how many rows to skip: page 1,000 costs what the first one does.

The address holds only the id of the row one stands at; its place in the order is asked of the database.
"""

from dataclasses import dataclass

from django.db.models import F, Q


@dataclass(frozen=True)
class Key:
    """One column of the order. Unknown values come last, whichever way the column runs.

    ``always``: the column is never null, so that an index can be entered at the right place.
    """

    name: str
    descending: bool = False
    always: bool = False

    def ordering(self, *, backward):
        way = F(self.name).desc if self.descending != backward else F(self.name).asc
        if self.always:
            return way()
        return way(nulls_first=True) if backward else way(nulls_last=True)

    def beyond(self, value, *, backward):
        """The rows after ``value`` in this column alone, or None when there can be none."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backward else None
        lookup = "lt" if self.descending != backward else "gt"
        after = Q(**{f"{self.name}__{lookup}": value})
        return after if backward or self.always else after | Q(**{f"{self.name}__isnull": True})

    def same(self, value):
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})


@dataclass(frozen=True)
class Page:
    """Rows and the ids to ask the neighbours with: ``before`` and ``after`` are None at the ends."""

    rows: list
    before: int | None
    after: int | None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def page(rows, keys, *, size, after=None, before=None):
    """The Page of ``size`` rows after (or before) the row with that id; the first when it is not among ``rows``.

    ``keys``: the whole order, the last one unique. Two queries, one for the first page.
    """
    here = before or after
    values = rows.filter(pk=here).values_list(*[key.name for key in keys]).first() if here else None
    backward = bool(before) and values is not None
    wanted = rows
    if values is not None:
        wanted = wanted.filter(_beyond(keys, values, backward=backward))
    wanted = wanted.order_by(*[key.ordering(backward=backward) for key in keys])
    found = list(wanted[: size + 1])
    more, found = len(found) > size, found[:size]
    if backward:
        found.reverse()
    has_previous = more if backward else values is not None
    has_next = True if backward else more
    return Page(
        rows=found,
        before=found[0].pk if found and has_previous else None,
        after=found[-1].pk if found and has_next else None,
    )


def _beyond(keys, values, *, backward):
    whole, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        beyond = key.beyond(value, backward=backward)
        if beyond is not None:
            whole |= same & beyond
        same &= key.same(value)
    first, value = keys[0], values[0]
    if first.always:
        # said once more, so that the index is entered here and not read from its beginning
        lookup = "lte" if first.descending != backward else "gte"
        whole &= Q(**{f"{first.name}__{lookup}": value})
    return whole


def id_in(params, name):
    """A row id of the address, None when it is no number."""
    text = params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
