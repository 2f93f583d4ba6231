"""The payment list on its pages: sums carried over, one tree of tags, the numbers of the pages, whatever its length."""

import io
import subprocess
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pikepdf
import pytest

from vouchers import list_pages, payment_lists
from vouchers.list_pages import Place


def row(number, name="Maria Rossi", supports="Caregiver familiare", notes=(), total="400.00"):
    return SimpleNamespace(
        number=number, payee_name=name, supports=supports, notes=list(notes), arrears=list(notes), kept=0,
        total=Decimal(total), iban="IT60X0542811101000000123456",
        application=SimpleNamespace(ref=f"B2-2026-{number:04}"),
    )  # fmt: skip


def euro(amount):
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def text_pages(data):
    """The text of the PDF, page by page."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode().split("\f")


def places(*sizes, **more):
    number, found = 0, []
    for which, size in enumerate(sizes):
        rows = tuple(row(number + one + 1, **more) for one in range(size))
        number += size
        found.append(Place(f"Comune {which}", rows))
    return found


def context(found):
    """What the templates read, without a database."""
    when = SimpleNamespace(number="2026-11", value_date=None, lines_hash="ab" * 32, checked_at=None)
    return {
        "title": "Elenco di liquidazione, Misura B2, novembre 2026", "month": "novembre 2026", "run": when,
        "call": None,
        "office": SimpleNamespace(name="Ufficio di Piano", ambito="Valserena", address="", phone="", email=""),
        "paper": {"name": "Elenco di liquidazione", "number": "2026-11"}, "place": None, "portrait": True,
        "people": sum(len(one.rows) for one in found), "total": sum((one.total for one in found), Decimal(0)),
        "places": found, "removed": [], "bank_files": [], "checks": [], "figures": SimpleNamespace(has_before=False),
        "signatures": [{"role": "Visto finanziario", "name": "", "on": None}],
    }  # fmt: skip


def words(data):
    """The text of each page."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        count = len(opened.pages)
    return [" ".join(page.split()) for page in text_pages(data)][:count]


@pytest.mark.parametrize(
    "sizes", [(0,), (1,), (5, 7), (34, 1, 61), (200,)], ids=lambda sizes: "+".join(map(str, sizes))
)
def test_every_page_brings_what_the_one_before_carries(sizes):
    made = list_pages.pages([one for one in places(*sizes) if one.rows])
    listed = [row for page in made for group in page.groups for row in group.rows]
    assert [row.number for row in listed] == list(range(1, sum(sizes) + 1))
    for before, after in pairwise(made):
        assert after.brought == before.carried
        assert after.groups
    for page in made:
        assert page.carried - page.brought == sum(row.total for group in page.groups for row in group.rows)
        height = sum(list_pages.height(row) for group in page.groups for row in group.rows)
        assert height <= (list_pages.FIRST if page.is_first else list_pages.NEXT)
    assert made[-1].carried == Decimal("400.00") * sum(sizes)
    assert sum(group.ends for page in made for group in page.groups) == len([size for size in sizes if size])
    assert [made[0].is_first, made[-1].is_last] == [True, True]
    assert sum(page.is_last for page in made) == 1


def test_the_pdf_is_one_tagged_file_with_its_numbers_and_sums():
    note = "di cui 400,00 per ottobre 2026: tolto da un pagamento precedente"
    found = [
        *places(230),
        Place(
            "Lungo",
            tuple(row(n, "Società Cooperativa Sociale " * 3, "Uno + " * 9, [note]) for n in range(231, 261)),
        ),
    ]
    foreseen = list_pages.pages(found)
    (data,), _code = payment_lists._draw(context(found), foreseen)
    pages = words(data)
    assert payment_lists.AT_ONCE < len(foreseen) <= len(pages) <= len(foreseen) + 1
    for number, (text, page) in enumerate(zip(pages, foreseen, strict=False), start=1):
        assert f"Pagina {number} di {len(pages)}" in text
        if not page.is_first:
            assert f"Riporto {euro(page.brought)}" in text
        if not page.is_last:
            assert f"A riportare {euro(page.carried)}" in text
    assert f"Totale Lungo {euro(Decimal(12000))}" in pages[len(foreseen) - 1]
    assert f"Pagina {len(pages)} di {len(pages)}" in pages[-1]
    assert "Visto finanziario" in pages[-1]
    with pikepdf.open(io.BytesIO(data)) as opened:
        root = opened.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "it"
        tree = root.StructTreeRoot
        assert {int(page.obj.StructParents) for page in opened.pages} <= set(
            map(int, list(tree.ParentTree.Nums)[::2])
        )
        kinds = [str(one.get("/S", "")) for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
        assert kinds.count("/TR") > 260
        with opened.open_metadata() as metadata:
            assert metadata["dc:title"] == context(found)["title"]
    assert payment_lists._draw(context(found), foreseen)[0] == [data]


def test_a_page_longer_than_foreseen_is_noticed(monkeypatch):
    monkeypatch.setattr(payment_lists, "AT_ONCE", 1)
    monkeypatch.setattr(list_pages, "NEXT", 330.0)
    monkeypatch.setattr(list_pages, "FIRST", 330.0)
    assert payment_lists._draw(context(places(80)), list_pages.pages(places(80))) is None
    tight = list_pages.pages(places(80), tight=0.5)
    assert payment_lists._draw(context(places(80)), tight) is not None


def test_a_long_list_is_several_files_of_one_list(monkeypatch):
    monkeypatch.setattr(payment_lists, "AT_ONCE", 1)
    monkeypatch.setattr(list_pages, "VOLUME", 2)
    found = places(90, 30)
    foreseen = list_pages.pages(found)
    files, code = payment_lists._draw(context(found), foreseen)
    assert [page.opens for page in foreseen] == [False, False, True, False, True][: len(foreseen)]
    assert len(files) == -(-len(foreseen) // 2) > 1
    pages = [words(data) for data in files]
    total = sum(map(len, pages))
    assert "parte 1 di" in pages[0][0]
    for number, (before, part) in enumerate(pairwise(pages), start=2):
        assert f"parte {number} di {len(files)}, continua dalla parte {number - 1}" in part[0]
        opening = foreseen[2 * (number - 1)]
        assert f"A riportare {euro(opening.brought)}" in before[-1]
        assert f"Riporto {euro(opening.brought)}" in part[0]
    said = [text for part in pages for text in part]
    assert all(f"Pagina {number} di {total}" in text for number, text in enumerate(said, start=1))
    assert all(code[:4] in part[0] for part in pages)
    assert ["Visto finanziario" in part[-1] for part in pages] == [False] * (len(files) - 1) + [True]
    for data in files:
        with pikepdf.open(io.BytesIO(data)) as opened:
            keys = set(map(int, list(opened.Root.StructTreeRoot.ParentTree.Nums)[::2]))
            assert {int(page.obj.StructParents) for page in opened.pages} <= keys
    assert payment_lists._draw(context(found), foreseen) == (files, code)
