"""Reads one table from standard input and writes it as JSON: a program of its own, run by ``papers.tables``.

It limits itself before it looks at a byte: memory, seconds of processor, no file written. What it is given was made
by somebody else. The first line of output says ``{"headers", "rows"}`` or ``{"refusal": code, "limit"}``.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl

MEMORY = 1024**3  # bytes of address space
SECONDS = 20  # of processor
UNPACKED = 60 * 1024**2  # bytes of a spreadsheet out of its archive
RATIO = 100  # unpacked to packed: as Apache POI, more is a bomb
PARTS = 300  # files inside a spreadsheet
ROWS, COLUMNS, CELL = 2000, 60, 2000


class Refusal(Exception):
    """A table that is not read: ``code`` names the sentence of ``papers.tables``."""

    def __init__(self, code, limit=0):
        super().__init__(code)
        self.code, self.limit = code, limit


def limit_ourselves():
    """Memory, processor, and no file larger than nothing."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def check_archive(data):
    """The size a spreadsheet says it has unpacked, its parts and its kind of XML, before any of it is read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise Refusal("damaged") from None
    parts = archive.infolist()
    if len(parts) > PARTS:
        raise Refusal("bomb")
    size = sum(one.file_size for one in parts)
    if size > UNPACKED or any(one.file_size > RATIO * max(one.compress_size, 1) + 4096 for one in parts):
        raise Refusal("bomb")
    for one in parts:
        name = one.filename.lower()
        if name.endswith("vbaproject.bin"):
            raise Refusal("macros")
        if "externallink" in name:
            raise Refusal("links")
        if name.endswith((".xml", ".rels")):
            with archive.open(one) as part:
                read = part.read(UNPACKED + 1)
            if len(read) > one.file_size or b"<!DOCTYPE" in read or b"<!ENTITY" in read:
                raise Refusal("bomb")


def from_spreadsheet(data):
    """Rows of the first sheet: [(number, cells, columns that hold a formula)]."""
    check_archive(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file claims of its size is a claim
        found = []
        for number, row in enumerate(sheet.iter_rows(max_col=COLUMNS + 1), 1):
            if number > ROWS * 5:
                raise Refusal("rows", ROWS)
            cells = [in_words(cell.value) for cell in row]
            if any(cells):
                formulas = [place for place, cell in enumerate(row) if cell.data_type == "f"]
                found.append((number, cells, formulas))
            if len(found) > ROWS + 1:
                raise Refusal("rows", ROWS)
    except (KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError, zipfile.BadZipFile):
        raise Refusal("damaged") from None
    return found


def from_csv(data):
    """Rows of a text with ; , or tabs, in UTF-8 or as Excel in Italian saves it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    separator = max(";\t,", key=first.count)
    csv.field_size_limit(CELL * 4)
    found = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=separator), 1):
            cells = [in_words(cell) for cell in row]
            if any(cells):
                formulas = [place for place, cell in enumerate(cells) if cell.startswith(("=", "@"))]
                found.append((number, cells, formulas))
            if len(found) > ROWS + 1:
                raise Refusal("rows", ROWS)
    except csv.Error:
        raise Refusal("damaged") from None
    return found


def in_words(value):
    """A cell as an Italian office would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        value = round(Decimal(value), 4).normalize()
        return f"{value:f}".replace(".", ",")
    text = "".join(sign for sign in str(value) if sign.isprintable() or sign.isspace())
    return " ".join(text.split())[:CELL]


def table(data):
    """``{"headers": [...], "rows": [[number, cells, formulas]]}``."""
    found = from_spreadsheet(data) if data.startswith(b"PK") else from_csv(data)
    if len(found) < 2:
        raise Refusal("empty")
    _number, headers, _formulas = found[0]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > COLUMNS or any(
        len(cells) > COLUMNS and any(cells[COLUMNS:]) for _n, cells, _f in found
    ):
        raise Refusal("columns", COLUMNS)
    width = len(headers)
    rows = [
        [n, (cells + [""] * width)[:width], [f for f in formulas if f < width]]
        for n, cells, formulas in found[1:]
    ]
    return {"headers": headers, "rows": [row for row in rows if any(row[1])]}


def main():
    """Standard input to standard output."""
    limit_ourselves()
    try:
        answer = table(sys.stdin.buffer.read())
    except Refusal as refusal:
        answer = {"refusal": refusal.code, "limit": refusal.limit}
    except (MemoryError, RecursionError):
        answer = {"refusal": "bomb", "limit": 0}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
