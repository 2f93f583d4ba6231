"""A table somebody uploads (XLSX or CSV): read by another process, with limits, into plain texts."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.refusal import Refused

MAX_BYTES = 5 * 1024 * 1024
PATIENCE = 40  # seconds by the clock; the reader has fewer of processor
READER = Path(__file__).with_name("table_reader.py")

SENTENCES = {
    "damaged": gettext_lazy("The file cannot be opened: save it again as .xlsx or .csv and choose it again."),
    "bomb": gettext_lazy(
        "The file is much larger inside than outside: copy the cells into a new file and save it."
    ),
    "macros": gettext_lazy("The file contains macros: save it as .xlsx without macros."),
    "links": gettext_lazy("The file takes values from other files: paste the values only and save it again."),
    "rows": gettext_lazy("The file has more than {limit} rows: divide it."),
    "columns": gettext_lazy("The file has more than {limit} columns: leave only those to import."),
    "empty": gettext_lazy(
        "There is no row under the headings: the first row must hold the names of the columns."
    ),
}


@dataclass(frozen=True)
class Table:
    """``rows``: [(number in the file, cells, places of the cells that hold a formula)], cells as texts."""

    headers: list
    rows: list


def read(file) -> Table:
    """The first sheet of an uploaded file; Refused with what is wrong and what to do."""
    if file.size > MAX_BYTES:
        raise Refused(_("The file is over {limit} MB: divide it.").format(limit=MAX_BYTES // 1024**2))
    data = file.read(MAX_BYTES + 1)
    if not data or len(data) > MAX_BYTES:
        raise Refused(
            SENTENCES["empty"] if not data else _("The file is over {limit} MB: divide it.").format(limit=5)
        )
    if data.startswith((b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8")) or (
        b"\0" in data[:512] and data[:2] != b"PK"
    ):
        raise Refused(_("This is not an Excel (.xlsx) or CSV file: save it as one of the two."))
    try:
        done = subprocess.run(  # a fixed program, no shell, no environment
            [sys.executable, "-I", str(READER)],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            env={},
            check=False,
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else {"refusal": "bomb"}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {"refusal": "bomb"}
    if "refusal" in answer:
        raise Refused(str(SENTENCES[answer["refusal"]]).format(limit=answer.get("limit", 0)))
    return Table(headers=answer["headers"], rows=answer["rows"])
