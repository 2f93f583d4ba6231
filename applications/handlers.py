"""Background work that goes through the forms and actions of the screens, and therefore stands above ``tasks``."""

from datetime import date

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Office
from accounts.refusal import Refused
from applications import (
    bulk_tasks,  # noqa: F401  its jobs are registered
    letter_tasks,  # noqa: F401  its jobs are registered
    merge,
    schedule,  # noqa: F401  the worker learns what the calendar calls through this module
    tax_code,
)
from applications.actions.create import create
from applications.actions.edit_caregiver import edit_caregiver
from applications.actions.edit_carer import edit_carer
from applications.actions.edit_consent import edit_consent
from applications.actions.edit_evidence import edit_evidence
from applications.actions.edit_payment_details import edit_payment_details
from applications.actions.edit_residence import edit_residence
from applications.actions.start_import import CASE_IMPORT
from applications.duplicates import twin_of
from applications.forms.caregiver import CaregiverStep
from applications.forms.carer import CarerStep
from applications.forms.consent import ConsentStep
from applications.forms.evidence import EvidenceStep
from applications.forms.payment_details import PaymentDetailsStep
from applications.forms.person import PersonForm
from applications.forms.residence import ResidenceStep
from applications.import_columns import DATA, ROW, once_without_a_column, plain
from applications.models import Application, ImportBatch, ImportedRow
from jobs.registry import handler

PAGES = (
    (ResidenceStep, edit_residence),
    (EvidenceStep, edit_evidence),
    (CaregiverStep, edit_caregiver),
    (CarerStep, edit_carer),
    (PaymentDetailsStep, edit_payment_details),
    (ConsentStep, edit_consent),
)
SHOWN = 500  # errors kept: who has more mends those first
YES, NO = {"si", "s", "x", "1", "true", "vero", "yes", "y"}, {"no", "n", "0", "false", "falso"}


class NotDone(Exception):
    """Undo every row: the trial is over, or one row has an error."""


class Wrong(Exception):
    """A row with its problems: [(datum or "", sentence)]."""

    def __init__(self, problems):
        super().__init__()
        self.problems = problems


@handler(CASE_IMPORT, read="case.import", retry="case.import")
def import_cases(item):
    """Try every row, or make the cases: all of them in one transaction, or none."""
    batch = ImportBatch.objects.select_related("plan_office", "call__rule_set").select_for_update(of=("self",)).get(
        pk=item.args["batch"]
    )  # fmt: skip
    apply, by, at = item.args["apply"], item.job.started_by, item.job.started_at
    if batch.state == ImportBatch.State.APPLIED or batch.attempt != item.args["attempt"]:
        return
    with translation.override("it"):
        report = _all_or_nothing(batch, apply=apply, by=by, at=at)
    batch.report = report
    states = ImportBatch.State
    if report["errors"]:
        batch.state = states.REFUSED
    elif not apply:
        batch.state = states.CHECKED
    else:
        batch.state, batch.rows = states.APPLIED, []
        batch.applied_at, batch.applied_by = at, by
    batch.save()


def _all_or_nothing(batch, *, apply, by, at):
    """The report of a trial, or of the import: nothing stays when a row is wrong."""
    report = {"rows": len(batch.rows), "made": [], "known": 0, "errors": [], "warnings": []}
    known = set(ImportedRow.objects.filter(call=batch.call).values_list("key", flat=True))
    places = {plain(one.name): one for one in _municipalities(by)}
    seen = set()
    try:
        with transaction.atomic():
            for number, cells, formulas in batch.rows:
                row = _Row(batch, number, cells, formulas)
                if row.key and row.key in known:
                    report["known"] += 1
                    continue
                try:
                    case = row.make(places, seen, by=by, at=at)
                except Wrong as wrong:
                    report["errors"] += [row.problem(code, sentence) for code, sentence in wrong.problems]
                else:
                    ImportedRow.objects.create(batch=batch, call=batch.call, key=row.key, application=case)
                    report["made"].append([number, case.ref])
                    report["warnings"] += [row.problem(code, sentence) for code, sentence in row.warnings]
                seen.add(row.key)
            if report["errors"] or not apply:
                raise NotDone
    except NotDone:
        report["made"] = [[number, ""] for number, _ref in report["made"]]
    report["errors"] = once_without_a_column(report["errors"])
    report["more"] = max(0, len(report["errors"]) - SHOWN)
    report["errors"] = report["errors"][:SHOWN]
    return report


def _municipalities(by):
    """The Comuni whose rows this person may bring in."""
    found = Office.objects.visible_to(by).filter(kind=Office.Kind.MUNICIPALITY)
    return found.filter(pk=by.office.pk) if by.office.kind == Office.Kind.MUNICIPALITY else found


# in the place of a person whose cells are wrong, while the other cells of the row are read
NOBODYS_CODE = "XXXXXX50A41X104M"  # well made, of a place that does not exist
NOBODY = {"last_name": "–", "first_name": "–", "birth_date": date(1950, 1, 1), "sex": "F"}


class _Row:
    """One row of the file, read by the columns of the batch."""

    def __init__(self, batch, number, cells, formulas):
        self.batch, self.number = batch, number
        self.columns = {code: column for code, column in batch.mapping.items() if column < len(cells)}
        self.cells = {code: cells[column] for code, column in self.columns.items() if cells[column]}
        self.formulas = [code for code, column in self.columns.items() if column in formulas]
        self.key = self.cells.get("key") or tax_code.clean(self.cells.get("tax_code", ""))
        self.key = self.key[:120]
        self.warnings = []  # [(datum, sentence)]: to look at, nothing stops

    def problem(self, code, sentence):
        """What the report says: row, column as the file calls it, the datum where no column gives it, sentence."""
        said = {"row": self.number, "column": "", "sentence": str(sentence)}
        if code in self.columns:
            return said | {"column": self.batch.headers[self.columns[code]]}
        return said | {"datum": code} if code in DATA else said

    def _of_the_row(self, seen):
        """What is wrong before any cell is read: formulas, a row without a key, the same key twice in one file."""
        problems = [(code, _("There is a formula: paste its value.")) for code in self.formulas]
        if not self.key and "tax_code" not in self.formulas:
            problems.append(("tax_code", _("The codice fiscale is missing: without it the row has no name.")))
        elif self.key and self.key in seen:
            problems.append(
                ("key" if "key" in self.cells else "tax_code", _("This row is twice in the file."))
            )
        return problems

    def make(self, places, seen, *, by, at):
        """The draft of this row, through the forms and actions of the screens. Raises ``Wrong`` with all that is
        wrong in the row: a cell with a problem of its own is not judged twice."""
        first = self._of_the_row(seen)
        try:
            return self._made(places, by=by, at=at, but=bool(first))
        except Wrong as wrong:
            told = {code for code, _sentence in first}
            raise Wrong(first + [one for one in wrong.problems if one[0] not in told]) from None

    def _made(self, places, *, by, at, but):
        """``but``: the row is read only to say what else is wrong in it."""
        place, problems, twin = places.get(plain(self.cells.get("municipality", ""))), [], None
        if place is None:
            problems.append(
                ("municipality", _("This is not a Comune of your office: the row is not imported."))
            )
        today = timezone.localdate(at)
        form = PersonForm(self._data("persona", {}, PersonForm.base_fields), today=today)
        if form.is_valid():
            self.warnings = form.warnings
            twin = twin_of(form.cleaned_data["tax_code"], call=self.batch.call, user=by)
            if twin and twin.stops:
                problems.append(("tax_code", _stopped(twin)))
        else:
            # a date or a sex the office never wrote comes from the code: said once, by the code
            from_code = {"birth_date", "sex"} - self.cells.keys() if "tax_code" in form.errors else set()
            wrong = {name: form.errors[name] for name in form.errors if name not in from_code}
            problems += self._problems("persona", wrong)
        person = {
            name: form.cleaned_data[name] for name in PersonForm.base_fields if name in form.cleaned_data
        }
        if problems or but:
            raise Wrong(
                problems + self._other_problems(place or next(iter(places.values())), person, by=by, at=at)
            )
        try:
            with transaction.atomic():
                again = twin.application.person if twin else None
                case = create(
                    call=self.batch.call, municipality=place, person=person, again=again, by=by, at=at
                )
                return self._fill(case, by=by, at=at, today=today)
        except Refused as refusal:
            raise Wrong([("", refusal.sentence)]) from None

    def _other_problems(self, place, person, *, by, at):
        """What is wrong in the cells after those of the person: read on a draft of nobody, which is taken back."""
        nobody = {**NOBODY, **person, "tax_code": NOBODYS_CODE}
        try:
            with transaction.atomic():
                case = create(call=self.batch.call, municipality=place, person=nobody, by=by, at=at)
                self._fill(case, by=by, at=at, today=timezone.localdate(at), but="persona")
                raise Wrong([])
        except Wrong as wrong:
            return wrong.problems
        except Refused as refusal:
            return [("", refusal.sentence)]

    def _fill(self, case, *, by, at, today, but=""):
        """Every step the row has cells for, through its form and action; ``but``: a step left out."""
        case = Application.objects.with_people().get(pk=case.pk)
        problems = []
        for page_class, action in PAGES:
            if not any(DATA[code].step == page_class.code for code in self.cells if DATA[code].step != ROW):
                continue
            if page_class.code == but:
                continue
            blank = page_class(application=case, today=today)
            fields = {field.html_name: field.field for field in blank}
            page = page_class(
                application=case, today=today, data=self._data(page_class.code, merge.shown(blank), fields)
            )
            if page.is_valid():
                action(application=case, by=by, at=at, expected_version=None, **page.changes())
            else:
                found = {one.html_name: _named(page_class.code, one) for one in page if one.errors}
                found |= {"": page.non_field_errors()} if page.non_field_errors() else {}
                problems += self._problems(page_class.code, found)
        if problems:
            raise Wrong(problems)
        return case

    def _data(self, step, base, fields):
        """What a browser would send of this step: what the page had, and the cells over it."""
        data = QueryDict(mutable=True)
        for name, values in base.items():
            data.setlist(name, values)
        for code, value in self.cells.items():
            datum = DATA[code]
            if datum.step == step and datum.name in fields:
                data[datum.name] = _as_typed(fields[datum.name], value)
        if step == "persona" and self.cells.get("tax_code"):
            _from_the_code(data)
        return data

    def _problems(self, step, errors):
        names = {one.name: code for code, one in DATA.items() if one.step == step}
        return [(names.get(name, ""), message) for name, messages in errors.items() for message in messages]


def _named(step, field):
    """The sentences of a field; one that no column of a list can hold says its name in them."""
    if any(one.step == step and one.name == field.html_name for one in DATA.values()):
        return field.errors
    return [f"{field.label}: {sentence}" for sentence in field.errors]


def _stopped(twin):
    """Why no case is opened beside that one; of another office only the Comune is said."""
    if twin.visible:
        return _("This person already has case %(ref)s in this call.") % {"ref": twin.application.ref}
    office = twin.application.municipality.name
    return _("This person has an open case in the Comune of %(office)s.") % {"office": office}


def _as_typed(field, value):
    """The cell as the field takes it: the value of a choice for its words, true and false for yes and no."""
    words, choices = plain(value), getattr(field, "choices", None) or getattr(field.widget, "choices", ())
    values = {str(key): str(label) for key, label in choices if not isinstance(label, list | tuple)}
    if set(values) == {"true", "false"}:
        return "true" if words in YES else "false" if words in NO else value
    for key, label in values.items():
        if key and words in (plain(key), plain(label)):
            return key
    return value


def _from_the_code(data):
    """Date of birth and sex an office never wrote: the codice fiscale says them, when it says one date only."""
    try:
        decoded = tax_code.read(data["tax_code"])
    except Refused:
        return
    dates = decoded.candidates(on=timezone.localdate())
    if not data.get("birth_date") and len(dates) == 1:
        data["birth_date"] = f"{dates[0]:%d/%m/%Y}"
    if not data.get("sex"):
        data["sex"] = decoded.sex
