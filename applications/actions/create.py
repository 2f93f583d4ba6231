"""Open a draft."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications import unions
from applications.actions._transition import record
from applications.models import Application, Person
from applications.permissions import NOT_YOUR_ROLE
from applications.workflow import OPEN

ALREADY_OPEN = _("This person already has an open case in this call: %(ref)s, Comune of %(municipality)s.")


@transaction.atomic
def create(*, call, municipality, person, by, at, again=None, reason=""):
    """Register the person in the Ambito (or find them by tax code) and open a draft in ``call``.

    ``person``: dict of the fields of ``Person`` (tax_code, last_name, first_name, birth_date, sex, …).
    ``again``: the Person of an earlier case; what is registered stays, and ``person`` is not read.
    ``reason``: how whoever opens the draft knows that it is not somebody alike; kept with the event.
    Raises ``Refused`` when the role may not, the call is closed, or an open case exists already.
    """
    if not (by.may("case.write") or by.may("case.import")):
        raise Refused(NOT_YOUR_ROLE)
    if not call.is_open(at=at):
        raise Refused(_("The call is closed: applications are accepted only while it is open."))
    fields = {**person, "municipality": municipality}
    tax_code = fields.pop("tax_code")
    row, is_new = again, False
    if again is not None:
        fields = {"municipality": municipality}
    else:
        row, is_new = Person.objects.get_or_create(
            plan_office=call.plan_office, tax_code=tax_code, united_into=None, defaults=fields
        )
    # nobody makes this record part of another meanwhile
    row = Person.objects.select_for_update(no_key=True).get(pk=row.pk)
    if row.united_into_id:
        raise Refused(unions.UNITED)
    existing = (
        Application.objects.with_people()
        .filter(call=call, person=row, status__in=[s.value for s in OPEN])
        .first()
    )
    if existing:
        raise Refused(ALREADY_OPEN % {"ref": existing.ref, "municipality": existing.municipality.name})
    if not is_new:
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
    try:
        with transaction.atomic():
            application = Application.objects.create(
                call=call,
                person=row,
                plan_office=call.plan_office,
                municipality=municipality,
                case_manager=by if by.may("case.write") else None,  # a list brought in is nobody's yet
                created_at=at,
                created_by=by,
            )
    except IntegrityError as error:
        raise Refused(
            _("Somebody opened a case for this person a moment ago: look for it in the list.")
        ) from error
    record(application=application, verb="create", by=by, at=at, note=reason, to_status=application.status)
    return application
