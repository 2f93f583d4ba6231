"""Sign the plan in the system, for one's own office."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.actions._plan_signature import put
from applications.actions._transition import record
from applications.models import Application
from applications.permissions import current_plan
from applications.plan_permissions import party_of, why_not_sign


@transaction.atomic
def sign_plan(*, application, by, at, content_hash):
    """Bind ``by`` to the text whose hash they saw. Refused when it has changed since the page was made."""
    row = Application.objects.lock(application.pk)
    refusal = why_not_sign(by, row)
    if refusal:
        raise Refused(refusal)
    plan = current_plan(row)
    if plan.content_hash != content_hash:
        raise Refused(_("The plan changed while the page was open: read it again, then sign."))
    made = put(plan=plan, party=party_of(by), by=by, at=at)
    record(application=row, verb="sign_plan", by=by, at=at, data={"party": made.party, "way": made.way})
    return made
