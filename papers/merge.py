"""Several papers as one PDF: an index in front, bookmarks, tags, and a page number on every page.

The papers made here keep their tags; what families brought gets plain ones (``tags.py``), and then the file no longer
claims the standard of accessible PDF: nobody can answer for how a foreign page is made.
"""

import io
from dataclasses import dataclass

import pikepdf
from PIL import Image

from papers import pdf, tags

A4 = (595, 842)  # points
MARGIN = 36
DOTS = 150  # per inch, at most: what a printer shows of a scanned page
STAMPS = "papers/stamps.html"


@dataclass(frozen=True)
class Part:
    """One paper: its name in the bookmarks and its bytes, a PDF. ``picture``: the PDF is one picture a page."""

    title: str
    data: bytes
    picture: bool = False
    ours: bool = False


def picture_page(data: bytes) -> bytes:
    """A JPEG or PNG on one A4 page, upright or across as the picture is."""
    image = Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]).convert("RGB")
    page = A4 if image.height >= image.width else A4[::-1]
    scale = min(
        (page[0] - 2 * MARGIN) / image.width, (page[1] - 2 * MARGIN) / image.height
    )  # points per pixel
    if (dots := 72 / scale) > DOTS:
        image = image.resize(
            (max(1, round(image.width * DOTS / dots)), max(1, round(image.height * DOTS / dots)))
        )
        scale = 72 / DOTS
    sheet = Image.new("RGB", (round(page[0] / scale), round(page[1] / scale)), "white")
    sheet.paste(image, ((sheet.width - image.width) // 2, round(MARGIN / scale)))
    out = io.BytesIO()
    sheet.save(out, "PDF", resolution=72 / scale)
    return out.getvalue()


def count_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


def joined(pieces, *, title: str) -> bytes:
    """The ``pieces`` of one paper made here, each tagged and with its page numbers, as one file with one tree."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pieces[0])) as whole:
        tree = tags.Tree(whole)
        for piece in pieces[1:]:
            first = len(whole.pages)
            with pikepdf.open(io.BytesIO(piece)) as opened:
                whole.pages.extend(opened.pages)
                tree.add_tagged(opened, [whole.pages[place] for place in range(first, len(whole.pages))])
        tree.finish()
        with whole.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        # the tags of thousands of rows are small once packed
        packed = pikepdf.ObjectStreamMode.generate
        whole.save(out, deterministic_id=True, object_stream_mode=packed)
    return out.getvalue()


def merge(*, index: bytes, parts: list[Part], title: str, stamp: str) -> bytes:
    """``index`` and then ``parts``; ``stamp``: the words before "pagina n di m" at the foot of every page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(index)) as whole:
        places, tree = [], tags.Tree(whole)
        for part in parts:
            first = len(whole.pages)
            places.append((part.title, first))
            with pikepdf.open(io.BytesIO(part.data)) as opened:
                whole.pages.extend(opened.pages)
                added = [whole.pages[place] for place in range(first, len(whole.pages))]
                if part.ours and tags.is_tagged(opened):
                    tree.add_tagged(opened, added)
                else:
                    _loose(added)
                    tree.add_plain(added, title=part.title, picture=part.picture)
        tree.finish()
        _number(whole, stamp)
        with whole.open_outline() as outline:
            outline.root[:] = [pikepdf.OutlineItem("Indice", 0)]
            outline.root.extend(pikepdf.OutlineItem(name, place) for name, place in places)
        with whole.open_metadata() as metadata:
            metadata["dc:title"] = title
            if not all(part.ours or part.picture for part in parts) and "pdfuaid:part" in metadata:
                del metadata["pdfuaid:part"]
        whole.docinfo["/Title"] = title
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def _loose(pages):
    """Pages whose own tree is left behind: nothing in them may still point to it."""
    for page in pages:
        for key in ("/StructParents", "/Tabs", "/AA"):
            if key in page:
                del page[key]


def _number(whole, stamp):
    """A strip at the foot of each page, as wide as the page whatever its size."""
    total = len(whole.pages)
    context = {"numbers": range(1, total + 1), "total": total, "stamp": stamp}
    strips = pdf.render(template=STAMPS, context=context, title=stamp)
    with pikepdf.open(io.BytesIO(strips)) as numbers:
        for page, strip in zip(list(whole.pages), list(numbers.pages), strict=True):
            tags.without_marks(numbers, strip)
            box = page.trimbox
            left, bottom, right, _top = (float(side) for side in box)
            width = right - left
            height = width * A4[1] / A4[0]
            page.add_overlay(strip, pikepdf.Rectangle(left, bottom, right, bottom + height))
