"""Reading a page as a browser would: what its form would send back, and which fields it marks as wrong."""

import re
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser

OTHER_FORMS = re.compile(r"^/(lingua|esci)/")  # in the frame of every page
DATE_NAMES = re.compile(r"(_on|_date|valid_to|last_day|from_day)$")


@dataclass
class Control:
    """One field: ``kind`` is date, number, hidden, text or choice; ``wrong`` when the page marks it."""

    name: str
    kind: str
    value: str
    wrong: bool = False


@dataclass
class Form:
    controls: list = field(default_factory=list)

    @property
    def data(self):
        """{name: [values]} of what would be sent."""
        found = {}
        for one in self.controls:
            if one.value is not None:
                found.setdefault(one.name, []).append(one.value)
        return found

    def names(self, kind):
        return [one.name for one in self.controls if one.kind == kind]

    def wrong(self):
        return {one.name for one in self.controls if one.wrong}

    def values(self, name):
        return [one.value for one in self.controls if one.name == name]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.form, self.area, self.select = [], None, None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            post = given.get("method", "get").lower() == "post" and not OTHER_FORMS.match(
                given.get("action") or ""
            )
            self.form = Form() if post else None
        elif self.form is None:
            return
        elif tag == "input" and given.get("name") and given["name"] != "csrfmiddlewaretoken":
            self._input(given)
        elif tag == "textarea":
            self.area = Control(given["name"], "text", "", given.get("aria-invalid") == "true")
        elif tag == "select":
            self.select = Control(given["name"], "choice", None, given.get("aria-invalid") == "true")
            self.form.controls.append(self.select)
        elif tag == "option" and self.select and ("selected" in given or self.select.value is None):
            self.select.value = given.get("value", "")

    def _input(self, given):
        kind, value = given.get("type", "text"), given.get("value", "")
        wrong = given.get("aria-invalid") == "true"
        if kind in ("checkbox", "radio"):
            value = (given.get("value") or "on") if "checked" in given else None
            self.form.controls.append(Control(given["name"], "choice", value, wrong))
        elif kind == "hidden":
            self.form.controls.append(Control(given["name"], "hidden", value))
        elif kind not in ("submit", "file", "button"):
            read_as = (
                "date" if DATE_NAMES.search(given["name"]) else "number" if "inputmode" in given else "text"
            )
            self.form.controls.append(Control(given["name"], read_as, value, wrong))

    def handle_data(self, data):
        if self.area is not None:
            self.area.value += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area is not None:
            self.area.value = self.area.value.removeprefix("\n")
            self.form.controls.append(self.area)
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form" and self.form is not None:
            self.forms.append(self.form)
            self.form = None


def form_of(response):
    """The longest form of the page that is sent with POST, None without any."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return max(reader.forms, key=lambda form: len(form.controls), default=None)


def words_of(response):
    """What a person reads in the answer: the page as it is, or the text of a paper.

    A file that no reader opens (the scene has some) is taken byte by byte.
    """
    if response["Content-Type"] != "application/pdf":
        return response.content.decode(errors="replace")  # a spreadsheet is no text
    read = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(read, input=response.content, capture_output=True, check=False)
    return response.content.decode("latin-1") if done.returncode else done.stdout.decode()
