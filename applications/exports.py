"""The case list as a file: a spreadsheet with typed cells, or text for whatever reads CSV.

What the file holds is what the person sees: the same columns, rows and order as the page.
"""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.formats import moment
from applications import case_table, filters, listing
from papers import table_writer
from papers.table_writer import CONTENT_TYPES, Sheet

AT_ONCE = 2_000  # rows of a file made while one waits; beyond, in the background


@dataclass(frozen=True)
class Made:
    """A file: its bytes, SHA-256, how many rows, whose (person ids), whether health data are in it."""

    data: bytes
    name: str
    content_type: str
    count: int
    subjects: tuple
    health: bool

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()


def make(found, *, user, on, at, form, reason=""):
    """The Made file of what ``found`` (a ``listing.Listed``) names, for ``user``. ``form``: "xlsx" or "csv"."""
    health = case_table.with_health(found.params, user)
    points = case_table.with_points(user)
    columns = case_table.columns(user, health=health, points=points)
    cases = case_table.loaded(listing.ordered(found, user=user), health=health, points=points)
    subjects, rows = [], []
    for case in cases.iterator(chunk_size=500):
        subjects.append(case.person_id)
        row = case_table.row(case, user=user, on=on, health=health, points=points)
        rows.append([column.value(row) for column in columns])
    about = _about(found, user=user, at=at, count=len(rows), reason=reason)
    if form == table_writer.XLSX:
        sheet = Sheet(
            _("Cases"), tuple((one.label, one.width) for one in columns), rows, frozen=1, sifted=True
        )
        data = table_writer.as_xlsx([sheet], notes=(_("Filters used"), about))
    else:
        data = table_writer.as_csv([one.label for one in columns], rows)
    return Made(
        data=data,
        name=f"pratiche-{on:%Y-%m-%d}.{form}",
        content_type=CONTENT_TYPES[form],
        count=len(rows),
        subjects=tuple(dict.fromkeys(subjects)),
        health=health,
    )


def _about(found, *, user, at, count, reason):
    """[(what, value)] of the sheet that says how the list was made."""
    rows = [(_("View"), str(filters.VIEWS[found.reading.view].label))]
    rows += [(_("Filter"), one.label) for one in found.reading.chosen]
    if found.by_hand:
        rows.append((_("Filter"), _("cases ticked one by one")))
    rows += [
        (_("Order"), found.params.get("ordina", "") or _("the usual one")),
        (_("Rows"), str(count)),
        (_("Made by"), f"{user.full_name}, {user.office.name}"),
        (_("Made on"), moment(at)),
    ]
    return [*rows, (_("Reason"), reason)] if reason else rows
