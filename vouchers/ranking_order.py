"""The rows of a ranking read in another order than that of the places: only how they are shown, never the ranking."""

from dataclasses import dataclass

PLACES = "posto"
# name in the address → (value of a row, whether the first press asks for the largest first)
COLUMNS = {
    PLACES: (lambda row: row.position, False),
    "persona": (lambda row: str(row.application.person).casefold(), False),
    "punti": (lambda row: row.points, True),
    "mensile": (lambda row: row.monthly, True),
    "costo": (lambda row: None if row.paid_already else row.cost, True),
    "esito": (lambda row: row.get_outcome_display(), False),
}


@dataclass(frozen=True)
class Order:
    """``name``: a column; ``down``: the largest first."""

    name: str = PLACES
    down: bool = False

    @property
    def is_ranking(self):
        """True for the order of the places: the only one with a line where the money ends."""
        return self == Order()

    @property
    def heads(self):
        """{column: {"next": what a press asks for, "state": aria-sort or ""}}."""
        found = {}
        for name, (_value, first_down) in COLUMNS.items():
            mine = name == self.name
            down = (not self.down) if mine else first_down
            found[name] = {
                "next": f"-{name}" if down else name,
                "state": ("descending" if self.down else "ascending") if mine else "",
            }
        return found


def asked(text, *, points):
    """The Order of ``?ordina=``; by points only for who reads them. What is no order is the order of the places."""
    name, down = text.removeprefix("-"), text.startswith("-")
    if name not in COLUMNS or (name == "punti" and not points):
        return Order()
    return Order(name, down)


def ordered(rows, order):
    """The rows in that order; equal ones and those without a value, last, in the order of the places."""
    if order.is_ranking:
        return rows
    value = COLUMNS[order.name][0]
    known = [row for row in rows if value(row) is not None]
    return sorted(known, key=value, reverse=order.down) + [row for row in rows if value(row) is None]
