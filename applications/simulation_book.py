"""A simulation as a spreadsheet: one sheet of the cases that change, one of the totals, as on the screen."""

import io

import xlsxwriter
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.formats import day
from applications import simulation as work
from applications import simulation_page


def head():
    """The columns of the sheet of cases."""
    return [
        _("Case"), _("Month"), _("Change"), _("Per month before"), _("Per month after"), _("Difference in a year"),
        _("Why"),
    ]  # fmt: skip


def rows(queryset):
    """One list for each case that changes: case number, month, change, three sums in euro (None = not known), why."""
    language = "it" if (get_language() or "it").startswith("it") else "en"
    for row in queryset:
        reasons = "; ".join(text[language] for text in row.why)
        month = f"{row.month:%Y-%m}" if row.month else ""
        yield [
            row.application.ref, month, row.get_kind_display(), row.before, row.after, row.difference, reasons,
        ]  # fmt: skip


def every_change(simulation):
    """The rows of all the cases that change, month by month, the greatest loss first."""
    found = simulation.rows.select_related("application").order_by("month", "difference", "pk")
    return rows(found.iterator(chunk_size=500))


def book(simulation):
    """The bytes of the XLSX file. No cell of text is ever a formula or a link."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as made:
        sheet = _Sheet(made, _("Cases that change"))
        sheet.head(head())
        for row in every_change(simulation):
            sheet.case(row)
        sheet.sheet.freeze_panes(1, 0)
        sheet.widths(18, 90)
        _totals(_Sheet(made, _("Totals")), simulation)
    return out.getvalue()


def _totals(sheet, simulation):
    """The sums of the screen, one table under the other."""
    total = simulation_page.Line(_("Total"), work.tally_of(simulation).total)
    sheet.title(f"{simulation.old} → {simulation.draft or simulation.new_version}")
    sheet.text(_("applied on %(day)s") % {"day": day(simulation.on)})
    tables = [(_("All the cases"), [total]), *simulation_page.tables(simulation)]
    if months := simulation_page.months(simulation):
        tables.append((_("Past months"), months))
    for title, lines in tables:
        sheet.gap()
        sheet.head(
            [
                title, _("Cases"), _("Enter"), _("Leave"), _("Gain"), _("Lose"), _("Per month before"),
                _("Per month after"), _("Difference"),
            ]
        )  # fmt: skip
        for line in lines:
            sums = line.sums
            sheet.sums(
                line.label,
                [sums.cases, *line.changes],
                [sums.old_monthly, sums.new_monthly, line.difference],
            )
    sheet.gap()
    sheet.title(_("The ten most affected"))
    sheet.head(head())
    for row in rows(simulation_page.affected(simulation)):
        sheet.case(row)
    if reasons := simulation_page.reasons(simulation):
        sheet.gap()
        sheet.head([_("Which requirement decides"), _("Cases")])
        for label, n in reasons:
            sheet.sums(label, [n], [])
    sheet.widths(30, 40)


class _Sheet:
    """A sheet written from the top down."""

    def __init__(self, made, name):
        self.sheet, self.at = made.add_worksheet(name[:31]), 0
        self.euro, self.bold = made.add_format({"num_format": "#,##0.00"}), made.add_format({"bold": True})
        self.count = made.add_format({"num_format": "#,##0"})

    def head(self, words):
        self.sheet.write_row(self.at, 0, [str(word) for word in words], self.bold)
        self.at += 1

    def title(self, words):
        self.sheet.write_string(self.at, 0, str(words), self.bold)
        self.at += 1

    def text(self, words):
        self.sheet.write_string(self.at, 0, str(words))
        self.at += 1

    def gap(self):
        self.at += 1

    def case(self, row):
        *texts, before, after, difference, reasons = row
        for column, words in enumerate(texts):
            self.sheet.write_string(self.at, column, str(words))
        for column, value in enumerate((before, after, difference), start=3):
            if value is not None:
                self.sheet.write_number(self.at, column, value, self.euro)
        self.sheet.write_string(self.at, 6, reasons)
        self.at += 1

    def sums(self, label, counts, money):
        label = str(label)
        self.sheet.write_string(self.at, 0, label[:1].upper() + label[1:])
        for column, value in enumerate(counts, start=1):
            self.sheet.write_number(self.at, column, value, self.count)
        for column, value in enumerate(money, start=1 + len(counts)):
            self.sheet.write_number(self.at, column, value, self.euro)
        self.at += 1

    def widths(self, first, reasons):
        """In characters: of the first column, and of the one with the reasons."""
        self.sheet.set_column(0, 0, first)
        self.sheet.set_column(1, 8, 16)
        self.sheet.set_column(6, 6, reasons)
