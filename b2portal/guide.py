"""The help inside the product: short pages by task, files of ``guide_pages/``; glossary, support, accessibility.

A page begins with ``<!-- title | owner | date -->``; the rest is HTML written by us, shown as it is.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications import search_places

FOLDER = Path(__file__).parent / "guide_pages"
# In the order of the work; the name is the address: /guida/isee/
SLUGS = (
    "il-mio-lavoro", "aprire-una-pratica", "isee", "legge-104-in-attesa", "documenti", "chiedere-documenti",
    "controlli", "valutazione", "piano", "approvazione", "preavviso-10-bis", "lettere", "cambi", "sospensione",
    "fine-del-buono", "riesame", "decesso", "trasferimento", "doppioni", "pagamento-mensile", "importazione", "ricerca",
    "tastiera", "chi-ha-visto",
)  # fmt: skip
GLOSSARY = (
    ("ADL", gettext_lazy("Activities of daily living: washing, dressing, eating, moving (Katz scale).")),
    ("IADL", gettext_lazy("Instrumental activities: telephone, shopping, medicines, money (Lawton scale).")),
    ("ASST", gettext_lazy("Health authority of the territory: assesses together with the Comune.")),
    ("Ambito", gettext_lazy("The Comuni that plan social services together, with one Plan Office.")),
    ("Caregiver", gettext_lazy("Who in the family assists the person, without being paid for it.")),
    ("DSU", gettext_lazy("The declaration from which INPS computes the ISEE.")),
    ("ISEE", gettext_lazy("The indicator of the economic situation of a household, computed by INPS.")),
    ("L. 104", gettext_lazy("Law 104/1992: art. 3 c. 3 recognises a severe disability.")),
    ("PI", gettext_lazy("Individual Plan: what the person wants, who does what, with which resources.")),
    ("SAD", gettext_lazy("Home help service of the Comune.")),
    ("ADI", gettext_lazy("Home nursing and care by the health service.")),
    ("UVM", gettext_lazy("Multidimensional assessment unit: social and health professionals together.")),
    ("B1, B2", gettext_lazy("Regional measures for people living at home: B1 most severe, B2 severe.")),
)


@dataclass(frozen=True)
class Page:
    slug: str
    title: str
    owner: str
    updated: date
    body: str


@cache
def page_of(slug: str, language: str) -> Page:
    """One page in ``it`` or ``en``. KeyError for a name that is not in ``SLUGS``."""
    if slug not in SLUGS:
        raise KeyError(slug)
    head, _newline, body = (FOLDER / language / f"{slug}.html").read_text(encoding="utf-8").partition("\n")
    title, owner, updated = (one.strip() for one in head.removeprefix("<!--").removesuffix("-->").split("|"))
    return Page(slug, title, owner, date.fromisoformat(updated), mark_safe(body))  # noqa: S308 our own file


def language() -> str:
    """The language of the pages shown now."""
    return "en" if get_language() == "en" else "it"


@search_places.helps
def titles() -> list[tuple[str, str]]:
    """[(title, address)] of every page, for the search."""
    return [(page_of(slug, language()).title, reverse("guide_page", args=[slug])) for slug in SLUGS]


def support_link(request: HttpRequest) -> str:
    """A ``mailto:`` with the page one came from, its case number included; no name and no other datum."""
    came_from = request.GET.get("da", "")
    path = came_from.partition("?")[0][:200] if came_from.startswith("/") else request.path
    text = (
        _("Page: %(path)s") % {"path": path}
        + "\n\n"
        + _("What happened (do not write names or health data):")
    )
    return f"mailto:{settings.SUPPORT_EMAIL}?subject={quote(_('B2 Portal: I need help'))}&body={quote(text)}"


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """All the pages, the glossary, the shortcuts, whom to ask. ``?da=``: the page one came from."""
    context: dict[str, Any] = {
        "pages": [page_of(slug, language()) for slug in SLUGS],
        "glossary": sorted(GLOSSARY),
        "support_url": support_link(request),
        "support": settings.SUPPORT_EMAIL,
    }
    return render(request, "guide.html", context)


@require_safe
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page by task."""
    if slug not in SLUGS:
        raise Http404
    context = {"page": page_of(slug, language()), "support_url": support_link(request)}
    return render(request, "guide_page.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement of accessibility and where to report a barrier: also for whoever cannot sign in."""
    return render(request, "accessibility.html", {"feedback": settings.ACCESSIBILITY_EMAIL})
