"""Makes the vendored part of `static/` from the npm package of Bootstrap Italia.

    npm pack bootstrap-italia@2.18.3 && tar xzf bootstrap-italia-2.18.3.tgz
    python manage.py build_static package

Nobody needs Node to run or to develop: the result is committed. What it keeps is what our pages use:
the reset, the grid, the utilities, the buttons and the focus ring (the rest of the look is `static/app.css`),
five font files and the icons without the brands' logos.
"""

import re
import shutil
from pathlib import Path

import tinycss2
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

VERSION = "2.18.3"
FONTS = {
    "Titillium_Web/titillium-web-v10-latin-ext_latin-regular.woff2": "titillium-web-400.woff2",
    "Titillium_Web/titillium-web-v10-latin-ext_latin-italic.woff2": "titillium-web-400-italic.woff2",
    "Titillium_Web/titillium-web-v10-latin-ext_latin-600.woff2": "titillium-web-600.woff2",
    "Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2": "titillium-web-700.woff2",
    "Roboto_Mono/roboto-mono-v13-latin-ext_latin-regular.woff2": "roboto-mono-400.woff2",
    "Titillium_Web/OFL.txt": "titillium-web-OFL.txt",
    "Roboto_Mono/LICENSE.txt": "roboto-mono-LICENSE.txt",
}
AT = r"(-(sm|md|lg|xl|xxl))?"
KEPT_CLASSES = re.compile(
    rf"""
      visually-hidden(-focusable)? | row | col{AT}(-(\d+|auto))? | offset{AT}-\d+ | g[xy]?{AT}-\d
    | container(-fluid)? | [mp][tbsexy]?{AT}-(\d+|auto) | (row-|column-)?gap{AT}-\d
    | d{AT}-(none|block|flex|grid|inline|inline-block|inline-flex) | d-print-.* | flex{AT}-.*
    | (align|justify)-(items|content|self){AT}-.* | order{AT}-.*
    | text{AT}-(start|end|center|decoration-none|nowrap|break|truncate|wrap)
    | list-(unstyled|inline|inline-item) | border(-(top|bottom|start|end))?(-0)?
    | rounded(-0)? | [wh]-(25|50|75|100|auto)
    | f(st|w)-(normal|italic|bold|normal|semibold) | overflow-.* | position-(relative|absolute|sticky|static)
    | btn(-primary)? | disabled | h[1-6] | small | collapse | show
    """,
    re.VERBOSE,
)
BRANDS = re.compile(
    r"(android|apple|behance|bluesky|designers-italia|facebook|figma|flickr|github|google|instagram|linkedin|mastodon|medium"
    r"|moodle|open-source|piattaforme|pinterest|quora|reddit|slack|snapchat|spotify|stackexchange|stackoverflow"
    r"|team-digitale|telegram|threads|tiktok|twitter|vimeo|whatsapp|youtube)(-square)?"
)

# The words of our screens for icons the package calls otherwise.
OURS = {"undo": "restore", "archive": "box"}


class Command(BaseCommand):
    """Write static/vendor, static/fonts and static/sprite.svg from an unpacked Bootstrap Italia package."""

    help = "Make the vendored part of static/ from an unpacked bootstrap-italia npm package"
    requires_system_checks = ()

    def add_arguments(self, parser):
        """Take the folder made by `tar xzf`."""
        parser.add_argument("package", type=Path)

    def handle(self, *, package, **options):
        """Refuse another version: the allow-lists above were checked against this one."""
        dist = package / "dist"
        if f'"version": "{VERSION}"' not in (package / "package.json").read_text():
            raise CommandError(f"{package} is not bootstrap-italia {VERSION}")
        static = settings.BASE_DIR / "static"
        vendor, fonts = static / "vendor" / "bootstrap-italia", static / "fonts"
        for folder in (vendor, fonts):
            folder.mkdir(parents=True, exist_ok=True)
        css = trimmed((dist / "css" / "bootstrap-italia.min.css").read_text("utf-8-sig"))
        head = f"/* Bootstrap Italia {VERSION}, BSD-3-Clause: see LICENSE; by manage.py build_static */\n"
        (vendor / "bootstrap-italia.css").write_text(head + css + "\n")
        shutil.copyfile(package / "LICENSE", vendor / "LICENSE")
        for source, target in FONTS.items():
            shutil.copyfile(dist / "fonts" / source, fonts / target)
        (static / "sprite.svg").write_text(sprite((dist / "svg" / "sprites.svg").read_text()))
        self.stdout.write(f"css {len(css)} bytes")


def sprite(text):
    """Keep every symbol but the brands' logos, and add our own names."""
    symbols = re.findall(r'<symbol id="it-[a-z0-9-]+".*?</symbol>', text, re.DOTALL)
    kept = [one for one in symbols if not BRANDS.fullmatch(re.search(r'id="it-([a-z0-9-]+)"', one)[1])]
    for ours, theirs in OURS.items():
        drawn = next(one for one in kept if f'id="it-{theirs}"' in one)
        kept.append(drawn.replace(f'id="it-{theirs}"', f'id="it-{ours}"'))
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(kept) + "\n</svg>\n"


def trimmed(css):
    """Drop fonts, source maps and every selector with a class we do not use; keep element selectors."""
    return "\n".join(
        filter(None, map(_rule, tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))
    )


def _rule(rule):
    if rule.type == "qualified-rule":
        return _qualified(rule)
    if rule.type != "at-rule" or rule.at_keyword not in ("media", "supports"):
        return ""
    inner = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    kept = "".join(filter(None, map(_rule, inner)))
    return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{kept}}}" if kept else ""


def _qualified(rule):
    kept = [one for one in _selectors(rule.prelude) if all(map(KEPT_CLASSES.fullmatch, _classes(one)))]
    body = tinycss2.serialize(rule.content)
    return f"{','.join(kept)}{{{body}}}" if kept and "data:" not in body else ""


def _selectors(tokens):
    """Split at the top-level commas; those inside :is(…) belong to one function token and stay."""
    parts, current = [], []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append(current)
            current = []
        else:
            current.append(token)
    return [tinycss2.serialize(part).strip() for part in [*parts, current]]


def _classes(selector):
    return re.findall(r"\.(-?[A-Za-z_][\w-]*)", selector)
