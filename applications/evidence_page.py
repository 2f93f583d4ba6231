"""Every version of every piece of evidence of a case: what it said, from when to when, who checked it, who wrote it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.formats import euro
from accounts.models import User
from applications.forms.support import OTHER_MEASURES
from applications.models import CallAnswer, Certificate, InpsReport, Isee, MeasureCheck
from applications.models.call_answer import label_of, words_of


@dataclass(frozen=True)
class Version:
    """One version. ``state``: current, replaced by a later version of the same row, or removed."""

    label: str
    value: str
    starts_on: date | None
    ends_on: date | None
    verification: str
    written_at: object
    written_by: str
    state: str
    key: tuple  # (kind of row, primary key)
    code: str = ""  # of a measure
    removed_at: object = None
    removed_by: str = ""


def rows_of(application, user):
    """{kind of row: queryset} of the evidence of the case this person may read."""
    person = application.person_id
    found = {}
    if user.may("money.read"):
        found["isee"] = Isee.objects.filter(person=person)
    if user.may("case.health.read"):
        found["certificate"] = Certificate.objects.filter(person=person)
        found["callanswer"] = CallAnswer.objects.filter(application=application)
    if user.may("money.read"):
        found["inpsreport"] = InpsReport.objects.filter(contract__application=application)
        found["measurecheck"] = MeasureCheck.objects.filter(application=application)
    return found


def _histories(application, user):
    """(kind of row, rows of its history), removed rows included."""
    person = application.person_id
    if user.may("money.read"):
        yield "isee", Isee.pgh_event_model.objects.filter(person_id=person)
    if user.may("case.health.read"):
        yield "certificate", Certificate.pgh_event_model.objects.filter(person_id=person)
        yield "callanswer", CallAnswer.pgh_event_model.objects.filter(application_id=application.pk)
    if user.may("money.read"):
        contracts = application.carer_contracts.values("pk")
        yield "inpsreport", InpsReport.pgh_event_model.objects.filter(contract_id__in=contracts)
        yield "measurecheck", MeasureCheck.pgh_event_model.objects.filter(application_id=application.pk)


def was_there(application, user, kind, key):
    """True when the case once had that row, and somebody took it away. Two queries at most."""
    found = dict(_histories(application, user))
    return kind in found and found[kind].filter(pgh_obj_id=key).exists()


def versions(application, *, user):
    """All versions, the newest first: [Version]. Two queries for each kind of row, one for the names."""
    found = []
    living = {
        kind: set(queryset.values_list("pk", flat=True))
        for kind, queryset in rows_of(application, user).items()
    }
    for kind, history in _histories(application, user):
        newest, gone = set(), {}
        for row in history.select_related("pgh_context").order_by("-pgh_created_at", "-pgh_id"):
            if row.pgh_label == "delete":  # no version: when the last one was taken away, and by whom
                gone[row.pgh_obj_id] = row
                continue
            state = (
                "replaced"
                if row.pgh_obj_id in newest
                else "current"
                if row.pgh_obj_id in living[kind]
                else "removed"
            )
            newest.add(row.pgh_obj_id)
            found.append((kind, row, state, gone.get(row.pgh_obj_id) if state == "removed" else None))
    writers = {_writer(one) for _kind, row, _state, taken in found for one in (row, taken) if one} - {None}
    names = {one.pk: one.full_name for one in User.objects.filter(pk__in=writers)}
    rows = [_version(kind, row, state, taken, names) for kind, row, state, taken in found]
    return sorted(rows, key=lambda one: one.written_at, reverse=True)


def _writer(row):
    """The key of who wrote the version, from the context of the request; None for the machine."""
    return row.pgh_context.metadata.get("user") if row.pgh_context else None


def _version(kind, row, state, taken, names):
    label, value, starts, ends = WORDS[kind](row)
    return Version(
        label=str(label),
        value=str(value),
        starts_on=starts,
        ends_on=ends,
        verification=row.get_verification_display(),
        written_at=row.pgh_created_at,
        written_by=names.get(_writer(row), ""),
        removed_at=taken.pgh_created_at if taken else None,
        removed_by=names.get(_writer(taken), "") if taken else "",
        state=state,
        key=(kind, row.pgh_obj_id),
        code=row.code if kind == "measurecheck" else "",
    )


def _certificate(row):
    value = f"{row.percentage} %" if row.percentage else _("awaited") if row.pending else _("recognised")
    return row.get_kind_display(), value, row.recognised_on or row.receipt_on, row.valid_to


def _measure(row):
    value = _("receives it") if row.receives else _("does not receive it")
    if row.renounced_on:
        value = _("renounced")
    return OTHER_MEASURES.get(row.code, row.code), value, row.starts_on, row.renounced_on or row.ends_on


# kind of row → its name, value, first and last day; serves the rows and their versions alike
WORDS = {
    "isee": lambda row: (row.get_kind_display(), euro(row.value), row.issued_on, row.valid_to),
    "certificate": _certificate,
    "inpsreport": lambda row: (
        row.get_kind_display(),
        euro(row.amount) if row.amount is not None else row.reference or "–",
        row.starts_on,
        row.ends_on,
    ),
    "measurecheck": _measure,
    "callanswer": lambda row: (label_of(row), words_of(row), None, None),
}
