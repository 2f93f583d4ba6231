"""The steps of the intake: their order, and how far each one is.

The states are computed from the case, never stored; ``saved`` are the steps somebody already saved
(the ``edit`` events), because a household may rightly be empty.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from applications.facts import rules_of, version_of
from applications.models import Event
from applications.questions import own_of

ADULT = 18  # years


class State(TextChoices):
    TODO = "todo", pgettext_lazy("step", "To start")
    STARTED = "started", pgettext_lazy("step", "Started")
    DONE = "done", pgettext_lazy("step", "Complete")
    NOT_NEEDED = "not_needed", pgettext_lazy("step", "Not needed")


ICONS = {
    State.TODO: "minus-circle",
    State.STARTED: "pencil",
    State.DONE: "check-circle",
    State.NOT_NEEDED: "less-circle",
}

STEPS = {
    "persona": pgettext_lazy("step", "Person"),
    "residenza": pgettext_lazy("step", "Residence"),
    "nucleo": pgettext_lazy("step", "Household"),
    "requisiti": pgettext_lazy("step", "Requirements"),
    "caregiver": pgettext_lazy("step", "Caregiver"),
    "assistente": pgettext_lazy("step", "Carer"),
    "sostegni": pgettext_lazy("step", "Supports"),
    "domande": pgettext_lazy("step", "Questions of the call"),
    "riscossione": pgettext_lazy("step", "Payment"),
    "consensi": pgettext_lazy("step", "Consents"),
    "riepilogo": pgettext_lazy("step", "Summary"),
}
SUMMARY = "riepilogo"
OWN = "domande"  # only calls that ask something of their own have it

# which step and which field of its page answer a datum the rules ask for (``eligibility.outcome.Missing.field``)
FIELD_OF_DATUM = {
    "person.birth_date": ("persona", "id_birth_date"),
    "person.resident_in_ambito": ("residenza", "id_resident_0"),
    "person.resident_since": ("residenza", "id_resident_since"),
    "person.citizenship": ("residenza", "id_citizenship"),
    "person.permit_issued_on": ("residenza", "id_permit_issued_on"),
    "person.permit_valid_to": ("residenza", "id_permit_valid_to"),
    "person.lives_with_relatives": ("nucleo", "id_lives_with_relatives_0"),
    "person.lives_at_home": ("requisiti", "id_lives_at_home_0"),
    "certificates": ("requisiti", "certificates-h"),
    "isee": ("requisiti", "isee-h"),
    "has_caregiver": ("caregiver", "id_has_caregiver_0"),
    "caregiver.weekly_hours": ("caregiver", "id_weekly_hours"),
    "caregiver.cohabiting": ("caregiver", "id_cohabiting_0"),
    "caregiver.relation": ("caregiver", "id_relation"),
    "caregiver": ("caregiver", "id_has_caregiver_0"),
    "other_caregivers": ("caregiver", "id_other_caregivers"),
    "filed_with": ("caregiver", "id_filed_with"),
    "has_carer": ("assistente", "id_has_carer_0"),
    "carer": ("assistente", "contracts-h"),
    "minor_project": ("sostegni", "id_minors_project_cost"),
    "independent_living_project": ("sostegni", "id_independent_project_cost"),
    "direct_services": ("sostegni", "id_direct_services_cost"),
    "respite": ("sostegni", "id_respite_cost"),
    "other_measures": ("sostegni", "div_id_other_measures"),
    "measures": ("sostegni", "div_id_other_measures"),
    "service_hours": ("sostegni", "id_service_hours"),
    "school_hours": ("sostegni", "id_school_hours"),
    "previous_benefit": ("sostegni", "id_previous_benefit"),
    "requested": ("sostegni", "div_id_requested"),
    "line": ("sostegni", "id_line"),
}
# what only one call asks, by where it is in the facts: the first letters of the id of its field
OWN_FIELDS = {"replies": "div_id_reply-", "figures": "id_figure-"}
# the datum a kind of requirement is about, when none is missing
DATUM_OF_KIND = {
    "age": "person.birth_date",
    "residence": "person.resident_in_ambito",
    "permit": "person.citizenship",
    "household": "person.lives_with_relatives",
    "at_home": "person.lives_at_home",
    "certificates": "certificates",
    "severity": "certificates",
    "isee": "isee",
    "caregiver": "has_caregiver",
    "carer": "has_carer",
    "measures": "other_measures",
    "previous": "previous_benefit",
    "line": "line",
}


@dataclass(frozen=True)
class Row:
    """One line of the list of steps."""

    code: str
    label: str
    state: State
    icon: str
    number: int

    @property
    def state_label(self):
        return self.state.label


def field_of(datum):
    """(step, id of the field) where a datum is written; None for what the assessment and the plan say."""
    if datum == "caregiver.in_plan":
        return None
    record, _dot, name = datum.partition(".")
    if record in OWN_FIELDS and name:
        return OWN, OWN_FIELDS[record] + name
    return FIELD_OF_DATUM.get(datum) or FIELD_OF_DATUM.get(record)


def codes_of(application, *, on):
    """The codes of the steps of this case, in their order: the questions of the call only where it has some."""
    own = own_of(rules_of(version_of(application, on=on)))
    return [code for code in STEPS if code != OWN or own]


def after(code, codes):
    """The step of ``codes`` after ``code``; the summary after the last."""
    return codes[min(codes.index(code) + 1, len(codes) - 1)]


def before(code, codes):
    """The step of ``codes`` before ``code``, or None."""
    place = codes.index(code)
    return codes[place - 1] if place else None


def saved_steps(application):
    """The codes of the steps somebody saved at least once."""
    return set(
        Event.objects.filter(application=application, verb="edit").values_list("data__section", flat=True)
    )


def progress(application, *, on):
    """The list of steps of a case with their states: [Row]."""
    saved = saved_steps(application)
    found, complete = [], True
    for number, code in enumerate(codes_of(application, on=on), 1):
        if code == SUMMARY:
            state = State.DONE if application.number else State.STARTED if complete else State.TODO
        else:
            state = _state(code, application, saved, on)
            complete = complete and state in (State.DONE, State.NOT_NEEDED)
        found.append(Row(code, STEPS[code], state, ICONS[state], number))
    return found


def first_open(application, *, on):
    """The first step that is not complete; the summary when all are."""
    rows = progress(application, on=on)
    return next((row.code for row in rows if row.state in (State.TODO, State.STARTED)), SUMMARY)


def _of(*parts):
    """Nothing of ``parts``: to start; all: complete; otherwise started."""
    return State.DONE if all(parts) else State.STARTED if any(parts) else State.TODO


def _state(code, application, saved, on):
    person = application.person
    if code == "persona":
        return State.DONE
    if code == "residenza":
        return _of(application.resident is not None, bool(person.address))
    if code == "nucleo":
        if person.age_on(on) < ADULT:
            return State.DONE if person.representatives.all() else _of(code in saved, False)
        return (
            State.DONE
            if code in saved or person.household.all() or person.representatives.all()
            else State.TODO
        )
    if code == "requisiti":
        certificates = bool(person.certificates.all()) or application.declares_no_certificate
        return _of(application.lives_at_home is not None, certificates, bool(person.isee_set.all()))
    if code == "caregiver":
        return _answer(application.has_caregiver, bool(application.caregivers.all()))
    if code == "assistente":
        contracts = application.carer_contracts.all()
        known = any(one.regular is not None and one.monthly_cost is not None for one in contracts)
        return _answer(application.has_carer, known)
    if code == "sostegni":
        return _of(bool(application.requested), application.other_measures is not None)
    if code == OWN:
        known = {(row.kind, row.code) for row in application.call_answers.all()}
        own = own_of(rules_of(version_of(application, on=on)))
        return _of(*[("figure" if one.is_figure else "reply", one.code) in known for one in own])
    if code == "riscossione":
        return _of(bool(application.iban), bool(application.payee_name))
    return State.DONE if application.consent_given_on else State.TODO


def _answer(yes, known):
    """A yes needs its details; a no closes the step."""
    if yes is None:
        return State.TODO
    return State.NOT_NEEDED if not yes else State.DONE if known else State.STARTED
