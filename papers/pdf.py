"""HTML template in, tagged PDF out. The only import of WeasyPrint.

User text reaches a template as a value and is escaped; should markup get through all the same, the fetcher
below opens nothing but our own fonts and images (WeasyPrint's own would read local files and call hosts).
"""

import atexit
import hashlib
import importlib
import threading
from functools import cache
from pathlib import Path
from types import ModuleType

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.refusal import Refused

# What is sent and kept at once: WeasyPrint makes one standard at a time, and a file of level A of PDF/A has all that
# PDF/UA-1 asks for but the words that say so, which are added to its metadata.
SENT_AND_KEPT = "pdf/ua-1+a-2a"
# For what is published; for what is kept for conservation; the same with attachments.
VARIANTS = (SENT_AND_KEPT, "pdf/ua-1", "pdf/a-2a", "pdf/a-3a")
# PDF/A reads only the properties it knows or is told of: this one is told of
_ALSO_UA = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""
STATIC_SCHEME = "b2static:"  # how our templates and style sheet name a file below static/
STYLE = "papers/paper.css"
_ONE_AT_A_TIME = threading.Lock()  # the shared font configuration is not made for two threads


class LibrariesMissing(Refused):
    """WeasyPrint's system libraries cannot be loaded; the sentence says what to install."""


def render(*, template, context, title, lang="it", variant="pdf/ua-1") -> bytes:
    """The PDF of a template; the same template, context, title and fonts give the same bytes.

    Nothing of the moment gets in: dates are values of `context`. `title` and `lang` become the document's.
    """
    if variant not in VARIANTS:
        raise ValueError(f"variant {variant!r} is not one of {', '.join(VARIANTS)}")
    html = markup(template=template, context=context, title=title, lang=lang)
    engine = _engine()
    fonts, style, fetcher = _style()
    with _ONE_AT_A_TIME:
        return engine.HTML(string=html, url_fetcher=fetcher).write_pdf(
            stylesheets=[style],
            font_config=fonts,
            pdf_variant="pdf/a-2a" if variant == SENT_AND_KEPT else variant,
            finisher=_say_ua if variant == SENT_AND_KEPT else None,
            pdf_identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode(),
        )


def _say_ua(document, made):
    """Add to the metadata of a PDF/A that it is a PDF/UA too."""
    for one in made.objects:
        if getattr(one, "extra", {}).get("Type") == "/Metadata":
            one.stream = [part.replace(b"</rdf:RDF>", _ALSO_UA.encode()) for part in one.stream]


def markup(*, template, context, title, lang="it") -> str:
    """The HTML a paper is made from, in its own language whatever the reader's page is in."""
    with translation.override(lang):
        return get_template(template).render({**context, "title": title, "lang": lang})


def check() -> None:
    """For the health page: LibrariesMissing when no PDF can be made on this machine."""
    _engine()
    _style()


@cache
def _engine() -> ModuleType:
    # Lazily, and here only: the import opens pango through the dynamic linker, and a machine without it must
    # still serve every page that makes no PDF.
    try:
        return importlib.import_module("weasyprint")
    except OSError as error:
        raise LibrariesMissing(
            _(
                "PDF files cannot be made on this machine: install libpango-1.0-0, libpangoft2-1.0-0 and "
                "libharfbuzz-subset0."
            )
        ) from error


@cache
def _style():
    """Font configuration, parsed style sheet and fetcher: made once, they save a third of a letter's time."""
    engine = _engine()
    fetcher = _fetcher()
    fonts = engine.text.fonts.FontConfiguration()
    css = get_template(STYLE).template.source
    style = engine.CSS(string=css, url_fetcher=fetcher, font_config=fonts)
    return fonts, style, fetcher


# Its temporary fonts are removed while the libraries that know how are still loaded.
atexit.register(_style.cache_clear)


def _fetcher():
    urls = _engine().urls

    class StaticFilesOnly(urls.URLFetcher):
        """Opens `b2static:` files and inline `data:`, and nothing else: no file, no host, no redirect."""

        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if not url.startswith(STATIC_SCHEME):
                raise ValueError("papers open nothing but their own static files")
            path = _static_file(url.removeprefix(STATIC_SCHEME))
            return urls.URLFetcherResponse(url, path.read_bytes())

    return StaticFilesOnly(allowed_protocols={"data"}, allow_redirects=False)


def _static_file(name: str) -> Path:
    # The finder refuses to leave the static folders ("..", absolute paths).
    found = finders.find(name.lstrip("/").split("?")[0].split("#")[0])
    if not found:
        raise ValueError(f"no static file {name}")
    return Path(found)
