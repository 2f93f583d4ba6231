"""The family gives the voucher up."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.models import LifeEvent
from vouchers.actions._ending import end_from
from vouchers.models import Award


@transaction.atomic
def renounce(*, application, by, at, received_on, last_day, told_by, note=""):
    """``received_on``: when the office had it in writing; ``last_day``: the last day of the voucher, as the family
    asks, also after the day it was received. Returns the LifeEvent."""
    award = application.awards.filter(ended_at__isnull=True).first()
    if award is not None and last_day < award.starts_on - timedelta(days=1):
        raise Refused(_("The last day comes before the award: check the two dates."))
    return end_from(
        application=application,
        verb="renounce",
        kind=LifeEvent.Kind.RENOUNCE,
        end_reason=Award.EndReason.RENOUNCE,
        by=by,
        at=at,
        happened_on=received_on,
        first_day=last_day + timedelta(days=1),
        note=note or str(LifeEvent.Kind.RENOUNCE.label),
        told_by=told_by,
    )
