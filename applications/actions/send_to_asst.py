"""Hand the case to the ASST for the health part of the assessment."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from accounts.refusal import Refused
from applications.actions._transition import transition


def send_to_asst(*, application, by, at, health_office):
    """From now on the ASST sees the case (never its money) and may write and sign the health part."""
    if (
        health_office.kind != Office.Kind.HEALTH_AUTHORITY
        or health_office.parent_id != application.plan_office_id
    ):
        raise Refused(_("Choose an ASST of this Ambito."))
    return transition(
        application=application,
        verb="send_to_asst",
        by=by,
        at=at,
        health_office=health_office,
        sent_to_asst_at=at,
        sent_to_asst_by=by,
    )
