"""What somebody uploads: only PDF, JPEG and PNG, and only after the content was really opened.

The name and the browser's content type are claims. Images are written anew, so that position, device,
comments and anything appended to them are gone; a PDF keeps its bytes (a signature inside would break) and is
refused when it carries something that runs or that hides other files.
"""

import io
import re
import unicodedata
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

import pikepdf
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

from accounts.refusal import Refused

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000  # an A3 sheet scanned at 400 dots per inch has 31 million
MAX_PAGES = 300
MAX_OBJECTS = 200_000  # of a PDF; more than a scanner ever writes
MAX_STREAM = (
    200_000_000  # bytes one part of a PDF unpacks to: a colour page at 600 dots per inch has 105 million
)
MAX_UNPACKED = 600_000_000  # bytes of all of them
NAME_LENGTH = 100  # characters, extension included

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
EXTENSIONS = {"pdf": PDF, "jpg": JPEG, "jpeg": JPEG, "png": PNG}
USUAL_EXTENSION = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}

# Keys of a PDF dictionary that run something, with what to call it.
RUNS = {"/JS", "/JavaScript", "/Launch", "/RichMedia", "/XFA", "/SubmitForm", "/ImportData"}
HIDES = {"/EmbeddedFile", "/EmbeddedFiles", "/Filespec", "/FileAttachment", "/EF"}


_STREAM = re.compile(rb"\bstream\r?\n")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|BrotliDecode)\b")


@dataclass(frozen=True)
class Checked:
    data: bytes
    content_type: str
    clean_name: str


def check(file) -> Checked:
    """Check an uploaded file (`name`, `size`, `read()`); Refused with what is wrong and what to do."""
    if file.size > MAX_BYTES:
        raise _too_heavy(file.size)
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:  # the declared size is a claim too
        raise _too_heavy(max(len(data), file.size))
    if not data:
        raise Refused(_("The file is empty. Choose it again, or scan the document again."))
    found = _allowed_type(data)
    if found is None:
        raise Refused(
            _("The file is {what}. Only PDF, JPEG and PNG files can be loaded.").format(
                what=_what_it_is(data)
            )
        )
    claimed = EXTENSIONS.get(_extension(file.name))
    if claimed != found:
        raise Refused(
            _(
                "The file is called “{name}” but it is {what}. Give it its right name or choose another file."
            ).format(name=_shown(file.name), what=_label(found))
        )
    data = _checked_pdf(data) if found == PDF else _clean_image(data, found)
    return Checked(data=data, content_type=found, clean_name=clean_name(file.name, found))


def clean_name(name: str, content_type: str) -> str:
    """The last part of the name, without what could mean something to a file system, header or shell."""
    last = PurePosixPath(str(name).replace("\\", "/")).name
    stem = unicodedata.normalize("NFC", last).rpartition(".")[0] or "documento"
    stem = "".join(c if c.isalnum() or c in " _-()'’" else "-" for c in stem)
    stem = re.sub(r"[\s-]*-[\s-]*", "-", re.sub(r"\s+", " ", stem)).strip(" -.") or "documento"
    ending = USUAL_EXTENSION[content_type]
    return stem[: NAME_LENGTH - len(ending)].rstrip(" -") + ending


def _too_heavy(size: int) -> Refused:
    megabytes = -(-size // (1024 * 1024))  # upwards: 20.1 must not read "20 MB, the maximum is 20 MB"
    return Refused(
        _("The file weighs {size} MB, the maximum is {limit} MB.").format(size=megabytes, limit=20)
    )


def _extension(name) -> str:
    return str(name).rpartition(".")[2].lower()


def _shown(name) -> str:
    return "".join(c for c in str(name) if c.isprintable())[-60:]


def _label(content_type) -> str:
    return {PDF: _("a PDF document"), JPEG: _("a JPEG picture"), PNG: _("a PNG picture")}[content_type]


def _allowed_type(data: bytes) -> str | None:
    # From the first byte on: a PDF that begins later may be two files in one.
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return None


def _what_it_is(data: bytes) -> str:
    """A guess in words, for the sentence only; nothing is decided by it."""
    head = data[:1024].lstrip().lower()
    if data.startswith(b"PK\x03\x04"):
        return _("a Word or Excel document") if b"[Content_Types]" in data[:4096] else _("a ZIP archive")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _("an old Word or Excel document")
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return _("an archive (RAR, 7z or GZ)")
    if data.startswith(b"{\\rtf"):
        return _("a text document (RTF)")
    if data.startswith(b"MZ") or data.startswith(b"\x7fELF"):
        return _("a program")
    if head.startswith((b"<!doctype html", b"<html", b"<script")):
        return _("a web page")
    if b"<svg" in head:
        return _("a drawing (SVG)")
    if (
        data.startswith((b"GIF8", b"BM", b"II*\x00", b"MM\x00*"))
        or data[8:12] == b"WEBP"
        or data[4:8] == b"ftyp"
    ):
        return _("a picture or video of another kind")
    if data.startswith(b"\x30\x82"):
        return _("a signed file (P7M)")
    if b"%PDF-" in data[:1024]:
        return _("a PDF document with something else before it")
    return _("of a kind that is not recognised")


def _checked_pdf(data: bytes) -> bytes:
    _check_what_it_unpacks_to(data)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise _locked()
            if not 0 < len(pdf.pages) <= MAX_PAGES or len(pdf.objects) > MAX_OBJECTS:
                raise Refused(
                    _("The PDF must have between 1 and {limit} pages. Divide it into parts.").format(
                        limit=MAX_PAGES
                    )
                )
            keys = _keys(pdf)
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise Refused(
            _("The PDF is damaged and cannot be opened. Scan or export the document again.")
        ) from error
    if keys & RUNS:
        raise Refused(
            _("The PDF contains a program (JavaScript or active form). Print it to a new PDF and load that.")
        )
    if keys & HIDES:
        raise Refused(_("The PDF contains other files. Load each of them by itself, as PDF, JPEG or PNG."))
    return data


def _check_what_it_unpacks_to(data: bytes) -> None:
    """Before anything opens it: a few kilobytes may be gigabytes, and packed twice a thousand times more."""
    total = 0
    for start in _STREAM.finditer(data):
        words = data[max(0, start.start() - 2000) : start.start()].rpartition(b" obj")[2]
        if len(_PACKED.findall(words)) > 1:
            raise _swells()
        total += _unpacked(data, start.end())
        if total > MAX_UNPACKED:
            raise _swells()


def _unpacked(data: bytes, start: int) -> int:
    """How many bytes the stream that begins at ``start`` unpacks to, at most one more than allowed; 0 if not packed."""
    engine, size, waiting = zlib.decompressobj(), 0, memoryview(data)[start:]
    try:
        while waiting and not engine.eof and size <= MAX_STREAM:
            size += len(engine.decompress(waiting, 1 << 20))
            waiting = engine.unconsumed_tail
    except zlib.error:  # another packing, or none: it swells little
        return 0
    return size if size <= MAX_STREAM else MAX_UNPACKED + 1


def _swells() -> Refused:
    return Refused(
        _("The PDF is small and unpacks to an enormous size. Print it to a new PDF and load that.")
    )


def _locked() -> Refused:
    return Refused(_("The PDF is protected by a password. Save it without a password and load it again."))


def _keys(pdf) -> set[str]:
    """Every dictionary key, type and action name in the file; direct objects inside others included."""
    found: set[str] = set()
    pending = [pdf.trailer, *pdf.objects]
    while pending:
        thing = pending.pop()
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for key, value in thing.items():
                found.add(key)
                if key in {"/S", "/Type", "/Subtype"} and isinstance(value, pikepdf.Name):
                    found.add(str(value))
                elif _direct(value):
                    pending.append(value)
        elif isinstance(thing, pikepdf.Array):
            pending.extend(value for value in thing if _direct(value))
    return found


def _direct(value) -> bool:
    # Indirect objects are in pdf.objects already: following them would never end.
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _too_large() -> Refused:
    return Refused(
        _("The picture has more than {limit} million pixels. Scan it at 300 dots per inch.").format(
            limit=MAX_PIXELS // 1_000_000
        )
    )


def _clean_image(data: bytes, content_type: str) -> bytes:
    kind = {JPEG: "JPEG", PNG: "PNG"}[content_type]
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the PDF engine turns it on for the whole process
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:  # before any pixel is decoded
                raise _too_large()
            image.load()
            upright = ImageOps.exif_transpose(image)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused(_("The picture is damaged and cannot be opened. Scan or take it again.")) from error
    upright.info.clear()  # position, device, comments, profiles
    clean = io.BytesIO()
    if kind == "JPEG":
        upright.save(clean, "JPEG", quality=90, optimize=True)
    else:
        upright.save(clean, "PNG", optimize=False)
    return clean.getvalue()
