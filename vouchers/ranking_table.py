"""A version of a ranking as a file: every row of it, with the columns that the person sees on the page."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.formats import dated, moment
from papers import table_writer
from papers.table_writer import CONTENT_TYPES, Sheet
from vouchers import ranking_words
from vouchers.models import RankingRow

PLACE, CASE, MONEY, WORDS = 8, 18, 14, 28  # widths in signs


def columns(snapshot, rows, *, points, figures):
    """[(heading, width, function of a row)]. ``points``, ``figures``: whether the person sees them."""
    found = [
        (_("Place"), PLACE, lambda row: row.position),
        (_("Person"), WORDS, lambda row: str(row.application.person)),
        (_("Case"), CASE, lambda row: row.application.ref),
        (_("Comune"), CASE, lambda row: row.application.municipality.name),
        (_("Support"), WORDS, lambda row: " + ".join(str(one) for one in row.support_labels)),
    ]
    if points:
        found.append((_("Points"), PLACE, lambda row: row.points))
    if figures:
        labels = {one["by"]: one for row in rows for one in row.figures}
        found += [(_label(one), MONEY, _figure(by)) for by, one in labels.items()]
        found.append((_("After the one before by"), WORDS, lambda row: row.settled))
    return [
        *found,
        (_("A month"), MONEY, lambda row: row.monthly),
        (_("To the end"), MONEY, lambda row: None if row.paid_already else row.cost),
        (_("Committed"), MONEY, lambda row: row.committed),
        (_("So far"), MONEY, lambda row: row.so_far),
        (_("Outcome"), WORDS, lambda row: row.get_outcome_display()),
    ]


def _label(figure):
    return figure["it" if get_language() == "it" else "en"]


def _figure(by):
    def value(row):
        one = next((one for one in row.figures if one["by"] == by), None)
        if one is None or not one["value"]:
            return None
        return Decimal(one["value"]) if by == "isee" else ranking_words.value_said(one)

    return value


def make(snapshot, rows, *, user, at, form, points, figures, reason=""):
    """(bytes, name, content type) of ``rows``, those of ``ranking_page.rows_of``. ``form``: "xlsx" or "csv"."""
    shown = columns(snapshot, rows, points=points, figures=figures)
    lines = [[value(row) for _heading, _width, value in shown] for row in rows]
    if form == table_writer.XLSX:
        sheet = Sheet(_("Ranking"), tuple(one[:2] for one in shown), lines, frozen=2, sifted=True)
        data = table_writer.as_xlsx(
            [sheet], notes=(_("About this file"), _about(snapshot, rows, user, at, reason))
        )
    else:
        data = table_writer.as_csv([one[0] for one in shown], lines)
    name = f"graduatoria-{snapshot.call.number_prefix}-{snapshot.list_code}-v{snapshot.version}.{form}"
    return data, name, CONTENT_TYPES[form]


def _about(snapshot, rows, user, at, reason):
    approval = getattr(snapshot, "approval", None)
    found = [
        (_("Call"), snapshot.call.title),
        (
            _("Version"),
            f"{snapshot.version}, {moment(snapshot.computed_at)}, {snapshot.computed_by.full_name}",
        ),
        (
            _("Approval"),
            dated(approval.act, approval.act_date) if approval else _("to approve"),
        ),
        (_("Rows"), str(len(rows))),
        (_("Funded"), str(sum(row.outcome == RankingRow.Class.FUNDED for row in rows))),
        (_("Made by"), f"{user.full_name}, {user.office.name}"),
        (_("Made on"), moment(at)),
    ]
    return [*found, (_("Reason"), reason)] if reason else found
