"""The answers given so far, as words: the rows of the summary."""

from functools import partial

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.formats import NOTHING, day, euro, number
from applications.facts import rules_of, version_of
from applications.forms.held_measures import measure_choices
from applications.models import declared
from applications.questions import lines_of, own_of


def answers(application, *, rows, on):
    """[{row, items: [(label, value)]}] for every step before the summary; an empty value reads as a dash."""
    makers = {
        "persona": _person, "residenza": _residence, "nucleo": _household, "requisiti": _evidence,
        "caregiver": _caregiver, "assistente": _carer, "sostegni": partial(_support, on=on),
        "domande": partial(_own, on=on), "riscossione": _payment, "consensi": _consent,
    }  # fmt: skip
    return [
        {"row": row, "entries": [(label, value or NOTHING) for label, value in makers[row.code](application)]}
        for row in rows
        if row.code in makers
    ]


def _yes_no(value):
    return {None: "", True: _("Yes"), False: _("No")}[value]


def _person(application):
    person = application.person
    return [
        (_("Codice fiscale"), person.tax_code),
        (_("Name"), person.full_name),
        (_("Born on"), f"{day(person.birth_date)} {person.birth_place}".strip()),
        (_("Phone"), person.phone),
        (_("E-mail"), person.email),
        (_("Letters in large print (16 points)"), _yes_no(person.large_print)),
    ]


def _residence(application):
    person = application.person
    place = (
        f"{person.address}, {person.postal_code} {application.municipality.name}" if person.address else ""
    )
    said = declared(application)
    found = [
        (_("Address"), place),
        (_("Resident in the Ambito"), _yes_no(application.resident)),
        (_("Resident since"), day(said.resident_since) if said.resident_since else ""),
        (_("Citizenship"), said.get_citizenship_display()),
    ]
    if said.citizenship == said.Citizenship.EXTRA_EU:
        until = said.permit_valid_to
        found.append((_("Permit valid until"), day(until) if until else ""))
    return found


def _household(application):
    person = application.person
    return [
        (_("Who lives with the person"), ", ".join(str(one) for one in person.household.all())),
        (_("Does the person live with relatives?"), _yes_no(declared(application).lives_with_relatives)),
        (_("Who signs for the person"), ", ".join(_signer(one) for one in person.representatives.all())),
    ]


def _signer(one):
    """Name, title, and for a parent how the responsibility is shared."""
    said = [one.get_kind_display(), one.get_custody_display() if one.custody else ""]
    return f"{one} ({', '.join(words for words in said if words)})"


def _evidence(application):
    person = application.person
    found = [(_("Lives at home"), _yes_no(application.lives_at_home))]
    for one in person.certificates.all():
        found.append(
            (
                one.get_kind_display(),
                _awaited(one) if one.pending else _("since %(day)s") % {"day": day(one.recognised_on)},
            )
        )
    if not person.certificates.all():
        found.append(
            (_("Law 104 or care allowance"), _("neither") if application.declares_no_certificate else "")
        )
    for one in person.isee_set.all():
        found.append(
            (
                one.get_kind_display(),
                ", ".join(
                    [euro(one.value), _("until %(day)s") % {"day": day(one.valid_to)}]
                    + ([_("with omissions or discrepancies")] if one.has_omissions else [])
                ),
            )
        )
    if not person.isee_set.all():
        found.append(("ISEE", ""))
    return found


def _awaited(certificate):
    """Awaited, with the receipt of INPS when it is written."""
    said = [_("awaited")]
    if certificate.receipt:
        said.append(_("INPS receipt %(number)s") % {"number": certificate.receipt})
    if certificate.receipt_on:
        said.append(day(certificate.receipt_on))
    return ", ".join(said)


def _caregiver(application):
    found = [(_("Family caregiver"), _yes_no(application.has_caregiver))]
    if application.has_caregiver:
        signers = {one.tax_code for one in application.person.representatives.all() if one.tax_code}
        for one in application.caregivers.all():
            also = f" ({_('also signs for the person')})" if one.tax_code in signers else ""
            found.append((one.relation.capitalize(), f"{one}{also}"))
        said = declared(application)
        found += [
            (said._meta.get_field(name).verbose_name, getattr(said, f"get_{name}_display")())
            for name in ("other_caregivers", "filed_with")
            if getattr(said, name)
        ]
    return found


def _carer(application):
    found = [(_("Employed carer"), _yes_no(application.has_carer))]
    if application.has_carer:
        for one in application.carer_contracts.all():
            cost = (
                _("%(amount)s a month") % {"amount": euro(one.monthly_cost)}
                if one.monthly_cost is not None
                else ""
            )
            found.append((one.carer_name, cost))
    return found


def _support(application, *, on):
    ruleset = rules_of(version_of(application, on=on))
    asked = [ruleset.intervention(code) for code in application.requested]
    others, said = application.other_measures, declared(application)
    measures = dict(measure_choices(ruleset, others or ()))
    renounced = {row.code for row in application.measures.all() if row.renounces}
    found = [
        (_("Supports asked for"), ", ".join(one.label.said(get_language()) for one in asked if one)),
        (
            _("Already receives"),
            ""
            if others is None
            else ", ".join(
                f"{measures[code]} ({_('will be renounced')})" if code in renounced else str(measures[code])
                for code in others
            )
            or _("nothing else"),
        ),
    ]
    lines = {code: label.said(get_language()) for code, label in lines_of(ruleset)}
    if lines:
        found.append((_("Line of the call"), lines.get(said.line, "")))
    for name in ("service_hours", "school_hours"):
        hours = getattr(said, name)
        if hours is not None:
            found.append((said._meta.get_field(name).verbose_name, number(hours, 2)))
    if said.direct_services_title or said.direct_services_cost is not None:
        cost = euro(said.direct_services_cost) if said.direct_services_cost is not None else ""
        found.append((_("Programme of direct services"), f"{said.direct_services_title} {cost}".strip()))
    return found


def _own(application, *, on):
    known = {(row.kind, row.code): row.words for row in application.call_answers.all()}
    return [
        (
            one.asked.capital().said(get_language()),
            known.get(("figure" if one.is_figure else "reply", one.code), ""),
        )
        for one in own_of(rules_of(version_of(application, on=on)))
    ]


def _payment(application):
    code = application.iban
    grouped = " ".join(code[i : i + 4] for i in range(0, len(code), 4))
    return [(_("Account holder"), application.payee_name), ("IBAN", grouped)]


def _consent(application):
    given = application.consent_given_on
    return [(_("Privacy notice signed on"), day(given) if given else "")]
