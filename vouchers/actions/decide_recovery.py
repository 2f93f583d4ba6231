"""How the money a person received unduly comes back."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.models import Application
from vouchers.models import RecoveryPlan
from vouchers.permissions import why_not_case


@transaction.atomic
def decide_recovery(*, application, by, at, way, reason, monthly_amount=None):
    """From now on this holds for the case, whatever was decided before. Returns the RecoveryPlan.

    ``way``: a ``RecoveryPlan.Way``; ``monthly_amount``: euro of each instalment, only for instalments.
    """
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "decide_recovery", at=at)
    if sentence:
        raise Refused(sentence)
    if not reason.strip():
        raise Refused(_("Write the reason: the family asks why the money comes back this way."))
    try:
        with transaction.atomic():
            return RecoveryPlan.objects.create(
                application=case,
                way=way,
                monthly_amount=monthly_amount if way == RecoveryPlan.Way.INSTALMENTS else None,
                reason=reason,
                decided_at=at,
                decided_by=by,
            )
    except IntegrityError as error:
        raise Refused(_("Write how much is kept back each month.")) from error
