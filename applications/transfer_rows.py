"""What the sheet of a passage says: what the next office needs to go on, and nothing else. No notes, no papers."""

from django.utils.translation import gettext as _

from accounts.formats import day, euro


def sheet(application, *, money=()):
    """[{title, health, rows: [[label, value]]}], all text, in the language that is active."""
    person = application.person
    isee = max(person.isee_set.all(), key=lambda row: (row.valid_to, row.pk), default=None)
    last = application.determinations.select_related("rule_set").first()
    plan = max(application.plans.all(), key=lambda row: row.version, default=None)
    caregiver = application.caregivers.filter(ends_on__isnull=True).first()
    carer = application.carer_contracts.filter(ends_on__isnull=True).first()
    representative = person.representatives.first()
    parts = [
        (
            _("Person"),
            False,
            [
                (_("Name"), person.full_name),
                (_("Codice fiscale"), person.tax_code),
                (_("Date of birth"), day(person.birth_date)),
                (_("Address"), person.address),
                (_("Phone"), person.phone),
                (_("Legal representative"), representative and str(representative)),
                (_("Family caregiver"), caregiver and f"{caregiver}, {caregiver.relation}"),
                (_("Employed carer"), carer and str(carer)),
            ],
        ),
        (
            _("Case"),
            False,
            [
                (_("Number"), application.ref),
                (_("Call"), application.call.title),
                (_("State"), application.get_status_display()),
                (_("Decision"), last and f"{last.code}, {day(last.made_at)}"),
                (_("Monthly amount"), last and euro(last.monthly_total)),
                *money,
                (_("ISEE"), isee and f"{euro(isee.value)}, {_('valid until')} {day(isee.valid_to)}"),
            ],
        ),
        (
            _("Evidence and plan"),
            True,
            [
                *[(row.get_kind_display(), day(row.recognised_on)) for row in person.certificates.all()],
                (
                    _("Plan in force"),
                    plan and plan.starts_on and f"{day(plan.starts_on)} – {day(plan.ends_on)}",
                ),
                (_("Emergency plan"), plan and plan.emergency_plan),
            ],
        ),
    ]
    return [
        {
            "title": str(title),
            "health": health,
            "rows": [[str(label), str(value)] for label, value in rows if value],
        }
        for title, health, rows in parts
    ]
