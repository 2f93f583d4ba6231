"""A page of a stored PDF or picture as a PNG: what a browser shows cannot run, and no viewer is asked for.

The only import of PDFium, which is not made for two threads at a time.
"""

import io
import threading

import pypdfium2
from django.utils.translation import gettext as _
from PIL import Image

from accounts.refusal import Refused
from papers import serve, store
from papers.models import StoredFile

WIDTH = 1240  # pixels: an A4 page at 150 dots per inch
HEIGHT = 4 * WIDTH  # no page is drawn longer than this
_ONE_AT_A_TIME = threading.Lock()


def page_count(stored: StoredFile) -> int:
    """How many pages it has; pictures have one. Refused when it may not be opened yet, or cannot be."""
    serve.check(stored)
    if stored.content_type != "application/pdf":
        return 1
    return _pages_of(store.read(stored))


def page_image(stored: StoredFile, number: int) -> bytes:
    """Page ``number`` (from 1) as PNG, at most WIDTH pixels wide. Refused when there is no such page."""
    serve.check(stored)
    data = store.read(stored)
    if stored.content_type == "application/pdf":
        image = _drawn(data, number)
    elif number == 1:
        image = Image.open(io.BytesIO(data), formats=["PNG", "JPEG"])
        image.thumbnail((WIDTH, HEIGHT))
    else:
        raise Refused(_("The document has no such page."))
    out = io.BytesIO()
    image.convert("RGB").save(out, "PNG")
    return out.getvalue()


def _pages_of(data: bytes) -> int:
    with _ONE_AT_A_TIME, _opened(data) as pdf:
        return len(pdf)


def _drawn(data: bytes, number: int) -> Image.Image:
    with _ONE_AT_A_TIME, _opened(data) as pdf:
        if not 1 <= number <= len(pdf):
            raise Refused(_("The document has no such page."))
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
        return page.render(scale=scale, may_draw_forms=False).to_pil()


def _opened(data: bytes):
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(_("This document cannot be shown here: download it.")) from error
