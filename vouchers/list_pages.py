"""The rows of a payment list put on pages beforehand: what each page holds and carries over is known before drawing.

A page that knows its sums and its number can be drawn by itself, some pages at a time: memory stays flat however long
the list is.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from math import ceil

NOTHING = Decimal("0.00")
FIRST, NEXT = (
    138.0,
    205.0,
)  # millimetres of a page for rows: below the heading of the list, on every other page
VOLUME, HEADING = (
    64,
    24.0,
)  # pages of a file of a list longer than that, millimetres of the heading each begins with
LINE, PADDING = 4.1, 2.2  # millimetres of a line of text, and of a row around its lines
NAME_WIDTH, SUPPORT_WIDTH, NOTE_WIDTH = 23, 24, 25  # signs that surely fit in a line of the column


@dataclass(frozen=True)
class Place:
    """A Comune: ``rows`` are CaseSum in their order; ``payer`` in words when it is the Comune that pays."""

    name: str
    rows: tuple
    payer: str = ""

    @property
    def total(self):
        return sum((row.total for row in self.rows), NOTHING)


@dataclass
class Group:
    """The rows of one Comune on one page. ``goes_on``: it began on an earlier page; ``ends``: its total follows."""

    place: Place
    rows: list = field(default_factory=list)
    goes_on: bool = False
    ends: bool = False


@dataclass
class Page:
    """``brought``: euro of the rows of the pages before, ``carried``: with those of this one. ``opens``: a further file
    of the list begins with it."""

    groups: list = field(default_factory=list)
    brought: Decimal = NOTHING
    carried: Decimal = NOTHING
    is_first: bool = False
    is_last: bool = False
    opens: bool = False


def pages(places, *, tight=1.0):
    """[Page] of the list. ``tight`` below 1 leaves so much more room on each page."""
    found = [Page(is_first=True)]
    room = FIRST * tight
    for place in places:
        begun = False
        for number, row in enumerate(place.rows):
            is_last = number == len(place.rows) - 1
            head = 0 if begun and found[-1].groups else PADDING + 2 * LINE
            needed = head + height(row) + (PADDING + LINE if is_last else 0)
            if needed > room and found[-1].groups:
                opens = len(found) % VOLUME == 0
                found.append(Page(brought=found[-1].carried, carried=found[-1].carried, opens=opens))
                room, head = (NEXT - opens * HEADING) * tight, PADDING + 2 * LINE
                needed = head + height(row) + (PADDING + LINE if is_last else 0)
            page = found[-1]
            if head:
                page.groups.append(Group(place, goes_on=begun))
            page.groups[-1].rows.append(row)
            page.groups[-1].ends = is_last
            page.carried += row.total
            room -= needed
            begun = True
    found[-1].is_last = True
    return found


def height(row):
    """Millimetres of a row, never less than it takes."""
    notes = len(row.arrears) + bool(row.kept)
    words = sum(ceil(len(note) / NOTE_WIDTH) for note in row.notes) if notes else 0
    lines = max(ceil(len(row.payee_name) / NAME_WIDTH), ceil(len(row.supports) / SUPPORT_WIDTH) + words, 1)
    return PADDING + lines * LINE
