"""The section "Requirements and evidence" of the case page: one row per piece of evidence. Reads loaded rows only."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.formats import day, euro, expiry
from applications.forms.support import OTHER_MEASURES
from applications.models import Verification
from applications.permissions import may_open
from applications.steps import DAYS_BEFORE_EXPIRY

VERIFIED = {
    Verification.DECLARED: ("mute", "user"),
    Verification.DOCUMENT: ("ok", "check-circle"),
    Verification.REGISTRY: ("ok", "check-circle"),
}


def evidence(application, *, user, on):
    """One row per piece of evidence. The ASST sees no ISEE, the administration no certificates."""
    rows = []
    person = application.person
    if user.may("money.read"):
        rows += [_isee_row(isee, on, user) for isee in _newest(person.isee_set.all(), "issued_on")] or [
            _missing(_("ISEE"))
        ]
    if user.may("case.health.read"):
        rows += [
            _certificate_row(row, on, user) for row in _newest(person.certificates.all(), "recognised_on")
        ]
        if not person.certificates.all():
            none = application.declares_no_certificate
            rows.append(_missing(_("Law 104 or care allowance"), _("has neither") if none else None))
        rows += [
            {
                "label": row.label,
                "detail": "",
                "value": row.words,
                "validity": None,
                "verification": _verification(row),
                **_proof(row, user),
            }
            for row in application.call_answers.all()
        ]
    rows.append(_residence_row(application))
    rows += [_contract_row(row, on, user) for row in application.carer_contracts.all()]
    if user.may("money.read"):
        rows += [
            _inps_row(report, on, user)
            for contract in application.carer_contracts.all()
            for report in _newest(contract.inps_reports.all(), "starts_on")
        ]
    rows += _measure_rows(application, on, user)
    if person.died_on:  # nothing of a person who has died expires or is late
        for row in rows:
            row["validity"] = row["validity"] and {**row["validity"], "state": None}
    return rows


def _newest(rows, starts):
    """Of each kind the row that starts last, and one that is still awaited; the others are among the versions."""
    found = {}
    for row in rows:
        key = (row.kind, getattr(row, "pending", False))
        known = found.get(key)
        if known is None or (getattr(row, starts) or date.min) > (getattr(known, starts) or date.min):
            found[key] = row
    return list(found.values())


def _proof(row, user):
    """What every row with a check of its own adds: the file that shows it, and where it is checked."""
    document = row.document
    return {
        "key": (row._meta.model_name, row.pk),
        "document": document if document and may_open(user, document) is None else None,
        "how": row.verification_note,
    }


def _measure_rows(application, on, user):
    """What was found of other measures, then those only declared."""
    checks = {row.code: row for row in application.measure_checks.all()}
    rows = []
    for code in dict.fromkeys([*(application.other_measures or ()), *checks]):
        check = checks.get(code)
        declared = code in (application.other_measures or ())
        said = _("declared by the family") if declared else _("not declared by the family")
        row = {"label": OTHER_MEASURES.get(code, code), "detail": said, "validity": None}
        if check is None:
            tag = {"tone": "mute", "icon": "user", "label": _("Declared by the family"), "note": ""}
            rows.append({**row, "value": _("receives it"), "verification": tag})
            continue
        value = (
            _("renounced on %(day)s") % {"day": day(check.renounced_on)}
            if check.renounced_on
            else _("receives it")
            if check.receives
            else _("does not receive it")
        )
        agrees = declared == check.receives or check.renounced_on
        tag = _verification(check)
        if not agrees:
            tag = {"tone": "warn", "icon": "warning-circle", "label": _("With discrepancies"), "note": ""}
        validity = _validity(check.ends_on, on) if check.ends_on else None
        rows.append({**row, "value": value, "verification": tag, "validity": validity, **_proof(check, user)})
    return rows


def _inps_row(row, on, user):
    return {
        "label": row.get_kind_display(),
        "detail": row.reference,
        "value": euro(row.amount) if row.amount is not None else "–",
        "validity": _validity(row.ends_on, on) if row.ends_on else None,
        "verification": _verification(row),
        **_proof(row, user),
    }


def _validity(valid_to, on):
    if valid_to is None:
        return {"text": _("no expiry date"), "state": (_("Valid"), "ok", "check-circle")}
    days = (valid_to - on).days
    state = (
        (_("Expired"), "bad", "error")
        if days < 0
        else (expiry(valid_to, on).capitalize(), "warn", "warning-circle")
        if days <= DAYS_BEFORE_EXPIRY
        else (_("Valid"), "ok", "check-circle")
    )
    return {"text": _("until %(day)s") % {"day": day(valid_to)}, "state": state}


def _verification(row):
    tone, icon = VERIFIED[row.verification]
    who = (
        f"{row.verified_by.first_name[:1]}. {row.verified_by.last_name}, {day(row.verified_at)}"
        if row.verified_by
        else ""
    )
    return {"tone": tone, "icon": icon, "label": row.get_verification_display(), "note": who}


def _missing(label, value=None):
    tag = {"tone": "mute", "icon": "user", "label": _("Declared by the family")} if value else None
    gap = {"tone": "warn", "icon": "warning-circle", "label": _("Missing")}
    return {"label": label, "detail": "", "value": value or "–", "validity": None, "verification": tag or gap}


def _isee_row(isee, on, user):
    verification = _verification(isee)
    if isee.has_omissions:
        verification = {
            "tone": "warn",
            "icon": "warning-circle",
            "label": _("With discrepancies"),
            "note": "",
        }
    return {
        "label": isee.get_kind_display(),
        "detail": isee.dsu_protocol,
        "value": euro(isee.value),
        "validity": _validity(isee.valid_to, on),
        "verification": verification,
        **_proof(isee, user),
    }


def _certificate_row(row, on, user):
    if row.pending:
        verification = {
            "tone": "warn",
            "icon": "clock",
            "label": _("Pending recognition"),
            "note": row.receipt,
        }
        return {
            "label": row.get_kind_display(),
            "detail": "",
            "value": "–",
            "validity": None,
            "verification": verification,
            **_proof(row, user),
        }
    value = _("recognised on %(day)s") % {"day": day(row.recognised_on)}
    if row.percentage:
        value = f"{row.percentage} %, {value}"
    return {
        "label": row.get_kind_display(),
        "detail": "",
        "value": value,
        "validity": _validity(row.valid_to, on),
        "verification": _verification(row),
        **_proof(row, user),
    }


def _residence_row(application):
    words = {True: _("at home"), False: _("not at home"), None: _("not known whether at home")}
    known = application.resident is not None and application.lives_at_home is not None
    checked = application.resident_checked_on
    tag = (
        {"tone": "ok", "icon": "check-circle", "label": _("Registry"), "note": day(checked)}
        if checked
        else None
    )
    declared = {"tone": "mute", "icon": "user", "label": _("Declared by the family"), "note": ""}
    gap = {"tone": "warn", "icon": "warning-circle", "label": _("Missing"), "note": ""}
    return {
        "label": _("Residence"),
        "detail": words[application.lives_at_home],
        "value": application.municipality.name
        if application.resident
        else _("not in the Ambito")
        if known
        else "–",
        "validity": None,
        "verification": tag or (declared if known else gap),
    }


def _contract_row(row, on, user):
    tag = {
        "tone": "ok",
        "icon": "check-circle",
        "label": _("Registered with INPS"),
        "note": row.inps_reference,
    }
    gap = {"tone": "warn", "icon": "warning-circle", "label": _("Not registered"), "note": ""}
    cost = (
        _("%(amount)s a month") % {"amount": euro(row.monthly_cost)} if row.monthly_cost is not None else "–"
    )
    hours = (
        _("%(n)s hours a week") % {"n": f"{row.weekly_hours.normalize():f}"}
        if row.weekly_hours is not None
        else ""
    )
    return {
        "label": _("Carer's contract"),
        "detail": ", ".join(part for part in (row.carer_name, hours) if part),
        "value": cost if user.may("money.read") else "",
        "validity": _validity(row.ends_on, on) if row.ends_on else {"text": _("open-ended"), "state": None},
        "verification": tag if row.regular else gap,
    }
