"""The kit of hostile and honest files, built here, each with what must happen to it."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from accounts.refusal import Refused
from papers import uploads


def check(data, name, lang="en"):
    with translation.override(lang):
        return uploads.check(SimpleUploadedFile(name, data))


def refused(data, name, lang="en"):
    with pytest.raises(Refused) as refusal:
        check(data, name, lang)
    return str(refusal.value)


def pdf(change=None, **save):
    document = pikepdf.new()
    document.add_blank_page()
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **save)
    return out.getvalue()


def picture(kind, size=(40, 20), **save):
    out = io.BytesIO()
    Image.new("RGB", size, "#c33").save(out, kind, **save)
    return out.getvalue()


def zipped(name, data=b"x"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "content_type"),
    [
        (pdf(), "verbale 104.pdf", "application/pdf"),
        (pdf(), "VERBALE.PDF", "application/pdf"),
        (picture("JPEG"), "foto.jpeg", "image/jpeg"),
        (picture("PNG"), "foto.png", "image/png"),
    ],
)
def test_honest_files_are_taken(data, name, content_type):
    checked = check(data, name)
    assert checked.content_type == content_type
    assert checked.data


def test_a_pdf_keeps_its_bytes():
    data = pdf()
    assert check(data, "a.pdf").data == data


def test_the_size_is_said_in_the_sentence():
    heavy = b"%PDF-" + b"0" * (34 * 1024 * 1024 - 5)
    assert refused(heavy, "a.pdf") == "The file weighs 34 MB, the maximum is 20 MB."
    assert refused(heavy, "a.pdf", "it") == "Il file pesa 34 MB, il massimo è 20 MB."
    assert "21 MB" in refused(b"0" * (20 * 1024 * 1024 + 1), "a.pdf")


def test_a_false_size_does_not_help():
    file = SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * (21 * 1024 * 1024))
    file.size = 10
    with pytest.raises(Refused, match=r"2[01] MB"):
        uploads.check(file)


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"", "a.pdf", "empty"),
        (zipped("a.txt"), "a.pdf", "a ZIP archive"),
        (zipped("[Content_Types].xml"), "a.pdf", "Word or Excel"),
        (b"MZ\x90\x00" + b"\0" * 60, "fattura.pdf", "a program"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a.png", "a web page"),
        (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "a.png", "SVG"),
        (b"GIF89a" + b"\0" * 20, "a.jpg", "picture or video of another kind"),
        (b"GIF89a;\n" + pdf(), "a.pdf", "picture or video of another kind"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 20, "a.jpg", "picture or video of another kind"),
        (b"0\x82\x01\x00" + b"\0" * 20, "a.pdf.p7m", "P7M"),
        (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "a.pdf", "not recognised"),
        (b"junk\n" + pdf(), "a.pdf", "something else before it"),
        (picture("PNG"), "foto.pdf", "called “foto.pdf” but it is a PNG picture"),
        (pdf(), "verbale.jpg", "a PDF document"),
        (pdf(), "verbale.pdf.exe", "a PDF document"),
        (pdf(), "verbale", "a PDF document"),
        (b"%PDF-1.7\nnothing of the kind", "a.pdf", "damaged"),
        (b"\xff\xd8\xff\xe0 not a picture", "a.jpg", "damaged"),
        (picture("PNG")[:60], "a.png", "damaged"),
        (pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "a.pdf", "password"),
        (pdf(encryption=pikepdf.Encryption(owner="o", user="")), "a.pdf", "password"),
    ],
)
def test_other_files_are_refused_saying_what_they_are(data, name, what):
    assert what in refused(data, name)
    assert refused(data, name, "it") != refused(data, name)


def javascript_on_opening(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def javascript_in_names(document):
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", script]))


def javascript_of_a_page_in_an_indirect_object(document):
    action = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    document.pages[0].obj.AA = pikepdf.Dictionary(O=action)


def program_started(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def xfa_form(document):
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=document.make_stream(b"<xdp/>"))


def attached_file(document):
    document.attachments["a.exe"] = b"MZ"


def test_programs_and_hidden_files_in_a_pdf_are_found():
    for change in (
        javascript_on_opening,
        javascript_in_names,
        javascript_of_a_page_in_an_indirect_object,
        program_started,
        xfa_form,
    ):
        for streams in (pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate):
            assert "program" in refused(pdf(change, object_stream_mode=streams), "a.pdf"), change
    assert "other files" in refused(pdf(attached_file), "a.pdf")


def test_a_bookmark_and_a_link_are_no_program():
    def harmless(document):
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])

    assert check(pdf(harmless), "a.pdf")


def test_too_many_pages_are_refused():
    def many(document):
        for _page in range(uploads.MAX_PAGES):
            document.add_blank_page()

    assert "300 pages" in refused(pdf(many), "a.pdf")


def test_a_picture_loses_place_device_comment_and_what_follows_it():
    exif = Image.Exif()
    exif[0x010F] = "TelefonoDiMario"
    exif.get_ifd(0x8825)[1] = "N"
    dirty = picture("JPEG", exif=exif, comment=b"segreto") + b"PK\x03\x04 something appended"
    clean = check(dirty, "a.jpg").data
    for trace in (b"TelefonoDiMario", b"segreto", b"appended", b"Exif"):
        assert trace not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert not image.getexif()
        assert image.size == (40, 20)


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    with Image.open(io.BytesIO(check(picture("JPEG", exif=exif), "a.jpg").data)) as image:
        assert image.size == (20, 40)


def test_a_huge_picture_is_refused_before_it_is_decoded():
    for side in (7_100, 30_000):
        header = b"IHDR" + struct.pack(">II", side, side) + b"\x08\x02\x00\x00\x00"
        bomb = picture("PNG")[:12] + header + struct.pack(">I", zlib.crc32(header)) + picture("PNG")[33:]
        assert "50 million pixels" in refused(bomb, "a.png")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\Documenti\\Verbale Rossi.PDF", "Verbale Rossi.pdf"),
        ("invalidità  (copia).pdf", "invalidità (copia).pdf"),
        ('a"\r\nSet-Cookie: x;$(rm).pdf', "a-Set-Cookie-x-(rm).pdf"),
        (".pdf", "documento.pdf"),
        ("..pdf", "documento.pdf"),
        ("a" * 300 + ".pdf", "a" * 96 + ".pdf"),
        ("verbale.exe.pdf", "verbale-exe.pdf"),
    ],
)
def test_names_are_made_harmless(name, clean):
    assert uploads.clean_name(name, "application/pdf") == clean
