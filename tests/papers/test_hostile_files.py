"""Files made to hurt, each with the sentence it must meet or the harmless shape it must take."""

import io
import struct
import time
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from accounts.refusal import Refused
from papers import merge, scan, uploads
from tests.papers.test_uploads import check, pdf, picture, refused, zipped

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def with_stream(filters, data, kind=b""):
    """A PDF whose second object is a stream packed as said."""
    head = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 3 0 R>>\nendobj\n"
    body = b"2 0 obj\n<<%s /Filter %s /Length %d>>\nstream\n" % (kind, filters, len(data))
    tail = (
        b"\nendstream\nendobj\n3 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\ntrailer <</Root 1 0 R>>\n"
    )
    return head + body + data + tail


def packed(megabytes, times=1):
    engine = zlib.compressobj(1)
    data = b"".join(engine.compress(bytes(1 << 20)) for _one in range(megabytes)) + engine.flush()
    for _again in range(times - 1):
        data = zlib.compress(data, 1)
    return data


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_with(name, data):
    """A PNG with one more chunk after its head."""
    plain = picture("PNG")
    return plain[:33] + chunk(name, data) + plain[33:]


def action(**fields):
    def change(document):
        document.Root.OpenAction = pikepdf.Dictionary(**fields)

    return change


def annotation(**fields):
    def change(document):
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=pikepdf.Array([0, 0, 9, 9]), **fields)
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])

    return change


RICH_MEDIA = annotation(Subtype=pikepdf.Name.RichMedia)
FILE_IN_A_NOTE = annotation(Subtype=pikepdf.Name.FileAttachment)
SENDS_A_FORM = action(S=pikepdf.Name.SubmitForm, F="http://example.test/")
IMPORTS_DATA = action(S=pikepdf.Name.ImportData, F="/etc/passwd")
LAUNCHES = action(S=pikepdf.Name.Launch, F="cmd.exe")

# name of the file, its bytes (made only when tried, where they are many), what the sentence says
REFUSED = {
    "zero bytes": ("verbale.pdf", b"", "empty"),
    "only NUL": ("verbale.pdf", bytes(4096), "not recognised"),
    "EICAR": ("verbale.pdf", EICAR, "not recognised"),
    "EICAR in a zip": ("verbale.pdf", zipped("eicar.com", EICAR), "a ZIP archive"),
    "zip bomb": ("verbale.pdf", lambda: zipped("bomb", bytes(20_000_000)), "a ZIP archive"),
    "gzip": ("verbale.pdf", b"\x1f\x8b\x08" + bytes(20), "an archive"),
    "RAR": ("verbale.pdf", b"Rar!\x1a\x07\x01" + bytes(20), "an archive"),
    "Word with macros": ("modulo.docm", zipped("[Content_Types].xml"), "Word or Excel"),
    "old Word with macros": ("modulo.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
    "RTF": ("modulo.rtf", b"{\\rtf1\\ansi{\\object\\objdata 0105}}", "RTF"),
    "program": ("verbale.pdf", b"MZ" + bytes(80), "a program"),
    "program of Linux": ("verbale.pdf", b"\x7fELF" + bytes(80), "a program"),
    "HTML as PDF": ("verbale.pdf", b"<html><script>alert(1)</script>", "a web page"),
    "SVG as PDF": ("verbale.pdf", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "a drawing"),
    "SVG with an entity": ("foto.png", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><svg>&e;</svg>", "SVG"),
    "HTML before a PDF": ("verbale.pdf", b"<!-- -->\n" + pdf(), "something else before it"),
    "GIF and PDF in one": ("verbale.pdf", b"GIF89a" + pdf(), "another kind"),
    "PNG called PDF": ("verbale.pdf", picture("PNG"), "a PNG picture"),
    "PDF called exe": ("verbale.exe", pdf(), "a PDF document"),
    "name turned round": ("verbale\u202efdp.exe", pdf(), "a PDF document"),
    "truncated PDF": ("verbale.pdf", pdf()[: len(pdf()) // 3], "damaged"),
    "truncated JPEG": ("foto.jpg", picture("JPEG", (400, 400))[:500], "damaged"),
    "truncated PNG": ("foto.png", picture("PNG", (400, 400))[:80], "damaged"),
    "PNG with a false sum": ("foto.png", picture("PNG")[:29] + bytes(4) + picture("PNG")[33:], "damaged"),
    "words of a PNG that swell": ("foto.png", lambda: png_with(b"zTXt", b"a\0\0" + packed(70)), "damaged"),
    "PDF that swells": ("verbale.pdf", lambda: with_stream(b"/FlateDecode", packed(210)), "enormous size"),
    "PDF packed twice": (
        "verbale.pdf",
        lambda: with_stream(b"[/FlateDecode /FlateDecode]", packed(300, 2), b"/Type /ObjStm"),
        "enormous size",
    ),
    "PDF without pages": ("verbale.pdf", lambda: with_stream(b"/FlateDecode", packed(1)), "damaged"),
    "encrypted PDF": ("verbale.pdf", pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "password"),
    "film in a PDF": ("verbale.pdf", pdf(RICH_MEDIA), "program"),
    "form that sends": ("verbale.pdf", pdf(SENDS_A_FORM), "program"),
    "form that reads a file": ("verbale.pdf", pdf(IMPORTS_DATA), "program"),
    "PDF that starts a program": ("verbale.pdf", pdf(LAUNCHES), "program"),
    "file in a note": ("verbale.pdf", pdf(FILE_IN_A_NOTE), "other files"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_refused_in_words_and_soon(what):
    name, data, sentence = REFUSED[what]
    data = data() if callable(data) else data
    began = time.process_time()
    assert sentence in refused(data, name)
    assert time.process_time() - began < 5, "nobody waits for a bomb"
    italian = refused(data, name, "it")
    assert italian != refused(data, name), "in Italian too"
    assert not set(italian) & set("\0\u202e\n")


def test_the_kit_is_large_enough():
    assert len(REFUSED) >= 25


@pytest.mark.parametrize(
    ("tail", "trace"),
    [(zipped("a.exe", EICAR), b"PK"), (b"<script>alert(1)</script>", b"script"), (EICAR, b"EICAR")],
)
def test_what_is_hung_behind_a_picture_is_gone(tail, trace):
    for kind, name in (("JPEG", "foto.jpg"), ("PNG", "foto.png")):
        assert trace not in check(picture(kind) + tail, name).data


def test_a_picture_that_moves_becomes_one_that_does_not():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    clean = check(out.getvalue(), "foto.png").data
    assert b"acTL" not in clean


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../../etc/cron.d/x.pdf", "x.pdf"),
        ("..\\..\\Windows\\x.pdf", "x.pdf"),
        ("/etc/passwd.pdf", "passwd.pdf"),
        ("verbale\x00.exe.pdf", "verbale-exe.pdf"),
        ("verbale\u202efdp.pdf", "verbale-fdp.pdf"),
        ("a\u200b\u2066b.pdf", "a-b.pdf"),
        ("CON.pdf", "CON.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img src-x onerror-alert(1).pdf"),
        ("=cmd|' /C calc'!A0.pdf", "C calc'-A0.pdf"),
        ("%2e%2e%2fx.pdf", "2e-2e-2fx.pdf"),
    ],
)
def test_a_hostile_name_is_made_harmless(name, clean):
    assert uploads.clean_name(name, "application/pdf") == clean


def test_a_virus_inside_an_honest_pdf_is_the_scanner_s_business(settings, monkeypatch):
    """The content is checked here, viruses by clamd: with one the file waits, and is refused when it says so."""

    def hidden(document):
        document.Root.Note = document.make_stream(EICAR)

    data = pdf(hidden)
    with translation.override("en"):
        assert uploads.check(SimpleUploadedFile("verbale.pdf", data)).data == data
    settings.ANTIVIRUS = "unix:///nowhere"
    assert scan.first_state() == scan.State.PENDING
    with pytest.raises(scan.ScannerDown):
        scan.scan(data)


def test_what_swells_never_reaches_the_printed_file():
    """Even stored before today: a picture is drawn again at the size of a printer."""
    assert len(merge.picture_page(picture("PNG", (6000, 4000)))) < 2_000_000


def test_a_large_honest_scan_is_no_bomb():
    """A colour page at 300 dots per inch, packed as scanners do."""

    def scanned(document):
        page = document.make_stream(bytes(2480 * 3508 * 3))
        page.Type, page.Subtype, page.Width, page.Height = (
            pikepdf.Name.XObject,
            pikepdf.Name.Image,
            2480,
            3508,
        )
        page.ColorSpace, page.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=page))

    data = pdf(scanned, compress_streams=True)
    assert len(data) < 1_000_000
    assert check(data, "scansione.pdf").data == data
    with pytest.raises(Refused):
        check(with_stream(b"/FlateDecode", packed(210)), "a.pdf")
