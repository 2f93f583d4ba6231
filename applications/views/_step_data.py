"""What a step was sent, or left half typed: put together with what is stored now, before it is checked."""

import json
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.formats import moment
from applications import intake, merge
from applications.models import Event, StepDraft

NEVER_KEPT = ("csrfmiddlewaretoken", "step", "back", "then", "ask")


@dataclass
class Reading:
    """The page to show or save, the version it stands on, and the fields two people changed."""

    page: object
    version: int
    base: dict
    conflicts: list = field(default_factory=list)
    unanswered: bool = False
    draft: StepDraft | None = None

    @property
    def base_json(self):
        return json.dumps(self.base)


def kept_names(data):
    """The names of what was typed: without the machinery of the page and the choices of a conflict."""
    return [name for name in data if name not in NEVER_KEPT and not name.startswith("keep-")]


def opened(page_class, application, *, today, user, another):
    """The page as it is stored, or as this person left it half typed."""
    clean = page_class(application=application, today=today, another=another)
    draft = None if another else StepDraft.objects.filter(
        application=application, step=page_class.code, saved_by=user
    ).first()  # fmt: skip
    if draft is None:
        return Reading(clean, application.edit_version, merge.shown(clean))
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    page = page_class(application=application, today=today, data=data)
    page.hush()
    return Reading(page, _version(data), _base(data), draft=draft)


def sent(page_class, application, *, today, data):
    """The page with what was sent; when the case moved on meanwhile, both changes together."""
    data = data.copy()
    version, base = _version(data), _base(data)
    open_ones = merge.decide(data=data, base=base)
    conflicts = []
    if version != application.edit_version:
        now = page_class(application=application, today=today)
        data, conflicts = merge.merge(page=now, base=base, data=data)
        version, base = application.edit_version, merge.shown(now)
    page = page_class(application=application, today=today, data=data)
    fields = {one.html_name: one for one in page} if conflicts or open_ones else {}
    conflicts += [
        merge.Conflict(name, tuple(data.getlist(name)), tuple(base.get(name, [])))
        for name in open_ones
        if name in fields and name not in {one.name for one in conflicts}
    ]
    rows = [_conflict_row(one, fields[one.name], page) for one in conflicts if one.name in fields]
    return Reading(page, version, base, conflicts=rows, unanswered=bool(open_ones))


def _conflict_row(conflict, bound, page):
    """What the page shows of one conflict: whose is what, in words."""
    legend = next((one.legend for one in page.row_sets if bound.html_name.startswith(f"{one.prefix}-")), "")
    return {
        "name": conflict.name,
        "label": f"{legend}: {bound.label}" if legend else str(bound.label),
        "mine": merge.in_words(bound, conflict.mine),
        "theirs": merge.in_words(bound, conflict.theirs),
        "target": bound.id_for_label or bound.auto_id,
    }


def _version(data):
    """The version the page was made from; -1, which is never current, when it is missing or not a number."""
    value = data.get("version", "")
    return int(value) if value.isdecimal() and len(value) < 10 else -1


def _base(data):
    """{name: [values]} the page was made from; {} when it is missing or not ours."""
    try:
        found = json.loads(data.get("base", "{}"))
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(name): [str(one) for one in values] for name, values in found.items() if isinstance(values, list)
    }


def last_change(application, step):
    """(name, time) of who saved this step last; None when nobody did."""
    last = (
        Event.objects.filter(application=application, verb="edit", data__section=step)
        .select_related("by")
        .first()
    )
    return (last.by.full_name, last.at) if last and last.by else None


def who_changed(application):
    """Who saved last, what and when; "" when nobody did."""
    last = Event.objects.filter(application=application, verb="edit").select_related("by").first()
    if last is None or last.by is None:
        return ""
    label = intake.STEPS.get(last.data.get("section"), last.data.get("section", ""))
    return _("%(name)s saved “%(step)s” on %(when)s.") % {
        "name": last.by.full_name,
        "step": label,
        "when": moment(last.at),
    }
