"""The printed case file (fascicolo): an index and every paper its asker may open, in order of time, as one PDF.

The plan and the explanation of the amount are among them (``case_file_papers``).
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.refusal import Refused
from applications import case_file_papers
from applications.letters import Paper
from applications.life import reads
from applications.models import CaseFile, Document
from applications.permissions import may_open
from papers import merge, serve, store

MAX_PAGES = 2000  # more is an archive, not a file to print


def documents_for(application, user):
    """The papers of the case this person may open, the oldest first."""
    papers = application.documents.select_related("stored", "added_by").order_by("added_at", "pk")
    return [one for one in papers if may_open(user, one) is None and reads(user, application, one.added_at)]


def readable(document):
    """The paper as a PDF. Refused when it is in quarantine, gone, altered or damaged."""
    serve.check(document.stored)
    data = store.read(document.stored)
    return data if document.stored.content_type == "application/pdf" else merge.picture_page(data)


def make(*, case_file_id, documents, chosen):
    """Make the PDF and keep it; a second attempt finds it made. Returns the CaseFile.

    ``chosen``: as ``case_file_papers.chosen_for``, what is made for it.

    A paper that cannot be read stays in the index, with the reason instead of its pages.
    """
    wanted = (
        CaseFile.objects.select_for_update(of=("self",))
        .select_related(
            "application__person__municipality",
            "application__plan_office",
            "application__municipality",
            "application__call",
            "asked_by",
        )
        .get(pk=case_file_id)
    )
    if wanted.stored_id:
        return wanted
    with override("it"):  # papers are in Italian whoever reads them
        rows, parts = _rows(wanted, documents, chosen)
        data, code = _whole(wanted, rows, parts)
    case = wanted.application
    wanted.stored = store.keep(
        data,
        name=f"fascicolo-{case.ref}.pdf",
        content_type="application/pdf",
        kind="case_file",
        by=wanted.asked_by,
        at=wanted.asked_at,
        office=case.plan_office,
        printed_code=code,
    )
    wanted.pages = merge.count_pages(data)
    wanted.save(update_fields=["stored", "pages"])
    return wanted


def _rows(wanted, documents, chosen):
    """(rows of the index without their first page, parts to put behind it), the oldest first."""
    found = (
        [(at, label, paper) for at, label, paper in case_file_papers.rows_of(wanted, chosen)]
        if chosen
        else []
    )
    papers = [
        (one.added_at, one.label, one)
        for one in documents.select_related("stored", "added_by", "letter").order_by("pk")
    ]
    rows, parts, total = [], [], 0
    for at, label, one in sorted(papers + found, key=lambda row: row[0]):
        row, part = _of_a_document(one) if isinstance(one, Document) else _of_a_paper(label, one)
        total += row["pages"]
        if total > MAX_PAGES:
            raise Refused(
                _("The papers of this case have more than %(n)s pages: download them one by one.")
                % {"n": MAX_PAGES}
            )
        rows.append({"label": label, "at": at} | row)
        if part:
            parts.append(part)
    return rows, parts


def _of_a_document(one):
    """(row, Part or None) of a paper of the case; one that cannot be read has the reason instead of its pages."""
    code = one.letter.code if hasattr(one, "letter") else one.stored.code
    row = {"sub": one.get_kind_display(), "code": code, "pages": 0, "problem": ""}
    if one.added_by:
        row["sub"] += f", {one.added_by.full_name}"
    try:
        data = readable(one)
        row["pages"] = merge.count_pages(data)
    except Refused as refusal:
        return row | {"problem": str(refusal)}, None
    picture = one.stored.content_type != "application/pdf"
    return row, merge.Part(one.label, data, picture=picture, ours=one.kind in one.ISSUED_KINDS)


def _of_a_paper(label, paper):
    """(row, Part) of a paper made for this file."""
    data = paper.render()
    row = {
        "sub": "dai dati della pratica",
        "code": paper.code,
        "pages": merge.count_pages(data),
        "problem": "",
    }
    return row, merge.Part(label, data, ours=True)


def _whole(wanted, rows, parts):
    """(PDF, code at the foot of its index). The index is made twice: its own length moves the pages it speaks of."""
    length = merge.count_pages(_index(wanted, rows, first=2).render())
    index = _index(wanted, rows, first=length + 1)
    whole = merge.merge(
        index=index.render(), parts=parts, title=index.title, stamp=f"Pratica {wanted.application.ref}"
    )
    return whole, index.code


def _index(wanted, rows, *, first):
    case = wanted.application
    for row in rows:
        row["first"] = first if row["pages"] else None
        row["last"] = first + row["pages"] - 1
        first += row["pages"]
    return Paper(
        template="letters/case_file_index.html",
        title=f"Fascicolo della pratica {case.ref}",
        name="",
        kind="case_file",
        context={
            "office": case.plan_office,
            "paper": {"name": "Fascicolo", "number": case.ref},
            "case": case,
            "person": case.person,
            "wanted": wanted,
            "rows": rows,
        },
    )
