"""Elenco di liquidazione: of the Ambito and of each Comune, drawn some pages at a time and joined.

The tags of a row are many small objects, all of them in memory while pages are joined: a list of more than
``list_pages.VOLUME`` pages is kept as several files, so that memory does not grow with its length.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from math import ceil

from applications.letters import code_of
from papers import merge, pdf, store
from vouchers import letters, list_pages, payers
from vouchers.checks import BY_CODE
from vouchers.models import RunFile

TEMPLATE = "letters/payment_list.html"
AT_ONCE = 8  # pages of a piece
TIGHTER = 0.88  # when a piece came out longer than foreseen


@dataclass(frozen=True)
class PaymentList:
    """``place``: the Office of the Comune, None for the whole Ambito."""

    run: object
    place: object = None

    def keep(self, *, by, at, office):
        """Make the PDF, in several files when it is long, and store each once, to be found by the one code at the foot
        of all. Returns [StoredFile]."""
        files, code = self.render()
        return [
            store.keep(
                data,
                name=self._name(number, len(files)),
                content_type="application/pdf",
                kind="payment_list",
                by=by,
                at=at,
                office=office,
                printed_code=code,
            )
            for number, data in enumerate(files, start=1)
        ]

    def _name(self, number, of):
        place = f"-{self.place.code}" if self.place else ""
        part = f"-parte-{number}-di-{of}" if of > 1 else ""
        return f"elenco-{self.run.number}{place}{part}.pdf"

    def render(self):
        """([PDF], the code at their foot): tagged, every page with the sum it brings and carries."""
        context, places = self._values()
        tight = 1.0
        while True:
            found = _draw(context, list_pages.pages(places, tight=tight))
            if found is not None:
                return found
            tight *= TIGHTER

    def _values(self):
        run, place = self.run, self.place
        rows = letters.cases_of(run, place=place)
        removed = letters.cases_of(run, removed=True, place=place)
        by_place = OrderedDict()
        for row in rows:
            by_place.setdefault(row.application.municipality, []).append(row)
        paying = [] if place else payers.of_run(run)
        payer_of = dict(run.payouts.order_by().values_list("application__municipality", "payer"))
        places = []
        for office in sorted(by_place, key=lambda one: one.name):
            payer = office.name if payer_of.get(office.pk) == office.pk else ""
            places.append(list_pages.Place(office.name, tuple(by_place[office]), payer))
        for number, row in enumerate((row for one in places for row in one.rows), start=1):
            row.number = number
        context = letters.common(run, "Elenco di liquidazione")
        whose = f", Comune di {place.name}" if place else ""
        return context | {
            "title": f"Elenco di liquidazione, Misura B2, {context['month']}{whose}",
            "place": place,
            "portrait": True,
            "people": len(rows),
            "total": sum((one.total for one in places), list_pages.NOTHING),
            "places": places,
            "removed": removed,
            "bank_files": list(_bank_files(run, place)),
            "payers": paying,
            "payments": sum(one.payments for one in paying),
            "checks": [
                {"label": BY_CODE[one.code].label, "severity": one.severity, "count": one.count}
                for one in run.checks.filter(application__isnull=True)
            ],
            "signatures": [
                *letters.signatures(run, context["approvals"]),
                {"role": "Visto finanziario", "name": "", "on": None},
            ],
        }, places  # fmt: skip


def _bank_files(run, place):
    rows = run.files.filter(kind=RunFile.Kind.BANK).select_related("stored", "place")
    return rows.filter(place=place) if place else rows


def _draw(context, pages):
    """([bytes of a file], code), or None when a piece took more pages than were foreseen. The last piece ends with the
    totals, the checks and the signatures: how long it is decides the number of all pages."""
    title = context["title"]
    parts = ceil(len(pages) / list_pages.VOLUME)
    context = context | {"parts": parts}
    pieces = [pages[start : start + AT_ONCE] for start in range(0, len(pages), AT_ONCE)]
    digest = hashlib.sha256()
    for number, piece in enumerate(pieces):
        told = {"pages": piece, "part": _part(number * AT_ONCE + 1)}
        html = pdf.markup(template=TEMPLATE, context=context | told, title=title)
        digest.update(html.encode())
    code = code_of(digest.hexdigest())
    context = context | {"verification": {"code": code, "digest": digest.hexdigest()}}
    if len(pieces) == 1:
        return [_piece(context, pages, closing=True)], code
    before = len(pages) - len(pieces[-1])
    total = before + merge.count_pages(
        _piece(context, pieces[-1], first=before + 1, total=before + 1, closing=True)
    )
    drawn, files = [], []
    for number, piece in enumerate(pieces, start=1):
        is_last = number == len(pieces)
        data = _piece(context, piece, first=(number - 1) * AT_ONCE + 1, total=total, closing=is_last)
        if not is_last and merge.count_pages(data) != len(piece):
            return None
        drawn.append(data)
        if is_last or len(drawn) * AT_ONCE == list_pages.VOLUME:
            part = f", parte {len(files) + 1} di {parts}" if parts > 1 else ""
            files.append(merge.joined(drawn, title=title + part))
            drawn = []
    return files, code


def _piece(context, pages, *, first=1, total=None, closing=False):
    """``total``: of the pages of the whole list; None when this piece is all of it."""
    more = {
        "pages": pages,
        "first_page": first,
        "total_pages": total,
        "closing": closing,
        "part": _part(first),
    }
    return pdf.render(
        template=TEMPLATE, context=context | more, title=context["title"], variant=pdf.SENT_AND_KEPT
    )


def _part(page):
    """In which of the files a page is, from 1."""
    return (page - 1) // list_pages.VOLUME + 1


def of_run(run):
    """The list of the whole Ambito."""
    return PaymentList(run)


def of_place(run, place):
    """The list of one Comune, which sees nobody else's people."""
    return PaymentList(run, place)


def places_of(run):
    """[(office id, name)] of the Comuni with somebody in the list."""
    rows = run.payouts.order_by("application__municipality__name")
    return [*rows.values_list("application__municipality", "application__municipality__name").distinct()]
