"""The person now lives in another Comune of the Ambito: its office follows the case."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from accounts.refusal import Refused
from applications.actions._transition import transition
from applications.actions.keep_transfer_sheet import keep_transfer_sheet
from applications.models import Inquiry, Person


@transaction.atomic
def transfer(*, application, by, at, to_office, moved_on, note):
    """The other Comune has the case from now on; what was granted goes on. Returns the Transfer with its sheet.

    Recorded when it has happened, so that nobody reads the case before the day.
    """
    if moved_on > timezone.localdate(at):
        raise Refused(_("The move is in the future: hand the case over on its day."))
    if to_office.kind != Office.Kind.MUNICIPALITY or to_office.parent_id != application.plan_office_id:
        raise Refused(_("This office is not a Comune of the Ambito."))
    data = {
        "happened_on": moved_on.isoformat(),
        "before": application.municipality.name,
        "after": to_office.name,
    }
    seen = application.edit_version
    case = transition(
        application=application, verb="transfer", by=by, at=at, note=note, data=data,
        handed_over_at=at, handed_over_by=by,
    )  # fmt: skip
    if case.edit_version != seen + 1 or case.municipality_id == to_office.pk:
        raise Refused(_("Somebody changed the case meanwhile: open it again and look."))
    row = keep_transfer_sheet(
        application=case,
        by=by,
        at=at,
        moved_on=moved_on,
        to_office=to_office,
        to_name=to_office.name,
        note=note,
    )
    # the new office may have asked for it: the question is answered by the passage
    asked = Inquiry.objects.filter(
        application=case, kind=Inquiry.Kind.HANDOVER, asked_office=to_office, answered_at__isnull=True
    )
    asked.update(outcome=Inquiry.Outcome.YES, answer=note, answered_at=at, answered_by=by)
    case.municipality, case.case_manager = to_office, None
    case.save(update_fields=["municipality", "case_manager"])
    Person.objects.filter(pk=case.person_id).update(municipality=to_office)
    return row
