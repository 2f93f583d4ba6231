"""What the pages are made of: icons, state tags, money, dates, small components. Usage: docs/design.md."""

import re
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from accounts import formats
from b2portal import guide

register = template.Library()

for _filter in (
    formats.number,
    formats.amount,
    formats.euro,
    formats.signed_euro,
    formats.day,
    formats.dated,
    formats.moment,
    formats.day_words,
    formats.month_words,
    formats.distance,
    formats.expiry,
    formats.since,
    formats.masked_tax_code,
    formats.masked_iban,
):
    register.filter(_filter.__name__, _filter)

TONES = frozenset({"ok", "warn", "bad", "info", "mute"})
MESSAGE_TONES = {
    "success": ("ok", "check-circle"),
    "warning": ("warn", "warning-circle"),
    "error": ("bad", "error"),
}
_SPRITE = settings.BASE_DIR / "static" / "sprite.svg"
ICONS = frozenset(re.findall(r'id="it-([a-z0-9-]+)"', _SPRITE.read_text()))


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside a text that says the same; silent for screen readers. An unknown name raises."""
    if name not in ICONS:
        raise ValueError(f"No icon {name!r} in static/sprite.svg")
    markup = '<svg class="i" aria-hidden="true"><use href="{}#it-{}"/></svg>'
    return format_html(markup, static("sprite.svg"), name)


@register.simple_tag
def tag(tone: str, icon_name: str, label: str) -> SafeString:
    """A state: never colour alone, so the icon and the words are not optional."""
    if tone not in TONES or not label:
        raise ValueError(f"A tag needs one of {sorted(TONES)} and a label, not {tone!r} and {label!r}")
    return format_html('<span class="tag tag-{}">{}{}</span>', tone, icon(icon_name), label)


@register.simple_tag
def due(value: date | None, today: date) -> SafeString:
    """A due date with its urgency: red and late, amber for today, plain after."""
    if not value:
        return SafeString("")
    days = (value - today).days
    tone, name = ("due-warn", "clock") if days == 0 else ("", "calendar")
    if days < 0:
        tone, name = "due-bad", "error"
    words = formats.day_words(value, "year" if value.year != today.year else "")
    return format_html(
        '<span class="due {}">{}{}</span><span class="sm mut d-block">{}</span>',
        tone,
        icon(name),
        words if days else formats.distance(value, today),
        formats.distance(value, today) if days else words,
    )


@register.simple_tag
def crumbs(*parts: str) -> SafeString:
    """Where we are: label, address, label, address, …, last label without an address."""
    links = zip(parts[1::2], parts[:-1:2], strict=True)
    items = format_html_join("", '<li><a href="{}">{}</a></li>', links)
    return format_html('<ol class="crumb">{}<li aria-current="page">{}</li></ol>', items, parts[-1])


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The same address with some parameters changed; None removes one. Filters and pages are links."""
    params = context["request"].GET.copy()
    if "page" not in changes:
        params.pop("page", None)
    for name, value in changes.items():
        if value is None:
            params.pop(name, None)
        else:
            params[name] = str(value)
    return "?" + params.urlencode()


@register.simple_tag
def pages_of(page: object) -> list:
    """The page numbers to show, with gaps."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def in_language(text: object) -> str:
    """The half of an `eligibility` Text (it=…, en=…) in the language in use; a plain string stays."""
    if text is None or isinstance(text, str):
        return text or ""
    if isinstance(text, dict):
        return text.get((get_language() or "it")[:2]) or text.get("it", "")
    return getattr(text, (get_language() or "it")[:2], None) or text.it


@register.simple_tag
def help(slug: str) -> SafeString:
    """`{% help "isee" %}`: a link to the page of the guide about this page. An unknown name raises."""
    page = guide.page_of(slug, guide.language())
    label = gettext("Help: %(title)s") % {"title": page.title}
    markup = '<a class="help" href="{}">{}<span class="visually-hidden">{}</span></a>'
    return format_html(markup, reverse("guide_page", args=[slug]), icon("help-circle"), label)


@register.simple_tag
def bilingual(text: object) -> str:
    """`{% bilingual outcome.sentence %}`: the same as the filter in_language."""
    return in_language(text)


@register.filter
def age(subject: object, today: date) -> str:
    """85 anni: of a person, or of the person of a case; nothing while the birth date is not known, or after a death."""
    person = getattr(subject, "person", subject)
    years = person.age_on(today)
    if years is None or person.died_on:
        return ""
    return ngettext("%(years)s year old", "%(years)s years old", years) % {"years": years}


@register.filter
def initials(user: object) -> str:
    """GT for Giulia Tessari."""
    return f"{user.first_name[:1]}{user.last_name[:1]}".upper() or user.email[:1].upper()


@register.filter
def message_tone(message: object) -> str:
    """The colour of a note for a Django message."""
    return MESSAGE_TONES.get(message.level_tag, ("info", "info-circle"))[0]


@register.filter
def message_icon(message: object) -> str:
    """Its icon."""
    return MESSAGE_TONES.get(message.level_tag, ("info", "info-circle"))[1]


@register.filter
def errors_of(form: Any) -> list[tuple[str, str, str]]:
    """(id of the field or "", its label, message) for the summary on top of a form or of a formset."""
    if form is None or not getattr(form, "is_bound", False):
        return []
    if hasattr(form, "management_form"):
        whole = [("", "", message) for message in form.non_form_errors()]
        return whole + [problem for row in form for problem in errors_of(row)]
    found = [("", "", message) for message in form.non_field_errors()]
    for field in form:
        # The first radio or checkbox of a group is what the link has to reach
        target = field.id_for_label or (f"{field.auto_id}_0" if field.auto_id else "")
        found += [("" if field.is_hidden else target, field.label, message) for message in field.errors]
    return found


@register.filter
def control_class(field: object) -> str:
    """The width and face of a control by what is written in it."""
    kind = getattr(field.field, "face", "")
    return f"ctl ctl-{kind}" if kind else "ctl"
