"""A paper is tagged, in our own font, the same each time, and opens nothing it should not."""

import io
import re
import shutil
import socket
import subprocess
import threading

import pikepdf
import pytest

from accounts.refusal import Refused
from papers import pdf

pytestmark = pytest.mark.usefixtures("sample_templates")

needs_poppler = pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler-utils is not installed")


def letter(context, **more):
    given = {"template": "sample/letter.html", "context": context, "title": "Il Suo buono"} | more
    return pdf.render(**given)


def paper_list(rows, **context):
    amounts = [
        {"ref": f"B2-2026-{n:04}", "payee": "Rota Anna", "iban": "4417", "amount": "430,00"}
        for n in range(rows)
    ]
    return pdf.render(
        template="sample/list.html",
        context={"office": {"name": "Ufficio di Piano"}, "rows": amounts, **context},
        title="Elenco di liquidazione",
        variant="pdf/a-2a",
    )


def poppler(tool, data, tmp_path, *options):
    file = tmp_path / "paper.pdf"
    file.write_bytes(data)
    target = ["-"] if tool == "pdftotext" else []
    answer = subprocess.run([tool, *options, file, *target], capture_output=True, check=True, text=True)
    return answer.stdout


@pytest.mark.parametrize("variant", pdf.VARIANTS)
def test_a_paper_is_tagged_and_says_its_title_and_language(letter_context, variant):
    with pikepdf.open(io.BytesIO(letter(letter_context, variant=variant))) as paper:
        assert paper.Root.MarkInfo.Marked
        assert paper.Root.StructTreeRoot.K
        assert str(paper.Root.Lang) == "it"
        assert paper.Root.ViewerPreferences.DisplayDocTitle
        assert str(paper.docinfo["/Title"]) == "Il Suo buono"
        metadata = paper.open_metadata()
        expected = {}
        if "ua-1" in variant:
            expected["pdfuaid:part"] = "1"
        if "a-" in variant.removeprefix("pdf/ua-1"):
            expected |= {"pdfaid:conformance": "A", "pdfaid:part": "3" if variant == "pdf/a-3a" else "2"}
        for key, value in expected.items():
            assert metadata[key] == value
        if variant == pdf.SENT_AND_KEPT:
            assert b"pdfaExtension:schemas" in paper.Root.Metadata.read_bytes()
            assert paper.Root.OutputIntents[0].S == "/GTS_PDFA1"


@needs_poppler
def test_only_our_font_is_inside_and_all_of_it_embedded(letter_context, tmp_path):
    for data in (letter(letter_context), paper_list(3)):
        lines = poppler("pdffonts", data, tmp_path).splitlines()[2:]
        assert lines
        for line in lines:
            assert re.match(r"^[A-Z]{6}\+Titillium-Web", line), line
            assert re.search(r"\byes yes yes\b", line), line


@needs_poppler
def test_the_text_is_read_in_the_order_of_the_letter(letter_context, tmp_path):
    text = poppler("pdftotext", letter(letter_context), tmp_path, "-raw")
    parts = [
        "Azienda speciale", "Prot. n. 2026/4417", "Adele Brambati", "Oggetto:", "Gentile Signora Brambati",
        "riceverà 680,00 €", "Che cosa deve fare", "Come abbiamo calcolato", "Marta Colombi",
        "firmato digitalmente il 20/11/2026", "Riferimenti",
    ]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "Lettera alla persona · B2-2026-0147 · regione-2022" in text
    assert "Pagina 1 di 1" in text


@needs_poppler
def test_the_address_lies_in_the_window_of_the_envelope(letter_context, tmp_path):
    box = poppler("pdftotext", letter(letter_context), tmp_path, "-bbox")
    word = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>Gentile<', box)
    from_left, from_top = (float(points) / 72 * 25.4 for points in word.groups())
    assert 108 < from_left < 115  # millimetres
    assert 43 < from_top < 52


def pages_of(data, tmp_path):
    return poppler("pdftotext", data, tmp_path, "-layout").split("\f")[:-1]


@needs_poppler
def test_a_long_list_repeats_its_header_and_keeps_its_total_in_company(tmp_path):
    lengths = set()
    for rows in range(16, 21):  # somewhere in here the total would be alone on the second page
        pages = pages_of(paper_list(rows), tmp_path)
        lengths.add(len(pages))
        assert all("Chi riscuote" in page for page in pages)
        assert f"B2-2026-{rows - 1:04}" in next(page for page in pages if "Totale Comune" in page)
        assert f"Pagina {len(pages)} di {len(pages)}" in pages[-1]
    assert lengths == {1, 2}


@needs_poppler
def test_signatures_are_never_alone_on_a_page(tmp_path):
    signers = [{"role": "Preparato da"}, {"role": "Approvato da"}]
    lengths = set()
    for rows in range(8, 16):
        pages = pages_of(paper_list(rows, signatures=signers), tmp_path)
        lengths.add(len(pages))
        assert "B2-2026-" in next(page for page in pages if "Preparato da" in page)
    assert lengths == {1, 2}


@needs_poppler
def test_a_draft_says_so_on_every_page(tmp_path):
    pages = poppler("pdftotext", paper_list(60, draft=True), tmp_path).split("\f")[:-1]
    assert len(pages) > 1
    assert all("BOZZA, non valida" in page for page in pages)
    assert "BOZZA" not in poppler("pdftotext", paper_list(60), tmp_path)


def test_the_same_paper_has_the_same_bytes(letter_context):
    assert letter(letter_context) == letter(letter_context)
    assert letter(letter_context) != letter(letter_context | {"surname": "Rota"})


def test_what_people_write_is_text_and_not_markup(letter_context):
    html = pdf.markup(
        template="sample/letter.html",
        context=letter_context
        | {"free_text": "<script>x</script>{{ settings.SECRET_KEY }}{% include 'x' %}"},
        title="<b>titolo</b>",
    )
    assert "<script>" not in html
    assert "{{ settings.SECRET_KEY }}" in html
    assert "&lt;b&gt;titolo" in html


@pytest.fixture
def listener():
    """A web server nobody may call; its list of callers must stay empty."""
    server = socket.create_server(("127.0.0.1", 0))
    callers = []

    def accept():
        while True:
            try:
                connection, caller = server.accept()
            except OSError:
                return
            callers.append(caller)
            connection.close()

    threading.Thread(target=accept, daemon=True).start()
    yield server.getsockname()[1], callers
    server.close()


ATTACKS = (
    "<link rel=attachment href='file:///etc/passwd'>"
    "<img src='file:///etc/hostname'><img src='http://127.0.0.1:{port}/img'>"
    "<link rel=stylesheet href='http://127.0.0.1:{port}/css'>"
    "<link rel=attachment href='http://127.0.0.1:{port}/a'>"
    "<style>@import url(http://127.0.0.1:{port}/i);p {{background: url(http://127.0.0.1:{port}/b)}}</style>"
    "<object data='file:///etc/passwd'></object><img src='b2static:../b2portal/settings.py'>"
    "<link rel=attachment href='b2static:../../../../../../etc/passwd'>"
    "<link rel=attachment href='b2static:/etc/passwd'><link rel=attachment href='ftp://127.0.0.1:{port}/x'>"
)


def test_even_real_markup_opens_no_file_and_calls_nobody(letter_context, listener, tmp_path, settings):
    port, callers = listener
    (tmp_path / "attack.html").write_text(
        "{% extends 'papers/base_letter.html' %}{% block body %}{{ attack|safe }}{% endblock %}"
    )
    settings.TEMPLATES[0]["DIRS"].append(tmp_path)
    settings.TEMPLATES = list(settings.TEMPLATES)
    data = letter(letter_context | {"attack": ATTACKS.format(port=port)}, template="attack.html")
    with pikepdf.open(io.BytesIO(data)) as paper:
        assert len(paper.attachments) == 0
        assert not any(page.get("/Resources", {}).get("/XObject") for page in paper.pages)
    assert callers == []
    assert b"root:" not in data


def test_an_unknown_variant_is_a_programming_error(letter_context):
    with pytest.raises(ValueError, match="pdf/ua-1"):
        letter(letter_context, variant="pdf/x")


def test_a_machine_without_the_libraries_says_what_to_install(monkeypatch, letter_context):
    def missing(name):
        raise OSError("cannot load library 'libgobject-2.0-0'")

    pdf._engine.cache_clear()
    monkeypatch.setattr(pdf.importlib, "import_module", missing)
    with pytest.raises(Refused, match=r"libpango-1\.0-0"):
        letter(letter_context)
    with pytest.raises(pdf.LibrariesMissing):
        pdf.check()
