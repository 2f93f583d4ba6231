"""Put in the case a signature that was written on paper, with its scan."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.actions._plan_signature import put
from applications.actions._transition import record
from applications.actions.attach import attach
from applications.models import Application, Document
from applications.permissions import current_plan
from applications.plan_permissions import why_not_add_paper


@transaction.atomic
def add_plan_signature(*, application, by, at, party, content_hash, checked=None, document=None, **paper):
    """One signature on paper: a new scan ``checked`` by ``papers.uploads`` or a ``document`` already in the case.

    ``paper``: name, signed_on, page, got_copy, agrees, would_change. Refused when the plan changed since the page was
    made: what was signed on paper would not be what is kept here.
    """
    row = Application.objects.lock(application.pk)
    refusal = why_not_add_paper(by, row)
    if refusal:
        raise Refused(refusal)
    plan = current_plan(row)
    if plan.content_hash != content_hash:
        raise Refused(_("The plan changed while the page was open: read it again, then sign."))
    if checked is not None:
        label = _("Plan, version %(n)s, signed on paper") % {"n": plan.version}
        document = attach(
            application=row, by=by, at=at, checked=checked, kind=Document.Kind.PLAN, label=label
        )
    if document is None or document.application_id != row.pk:
        raise Refused(_("Choose the scan of the signed plan."))
    made = put(plan=plan, party=party, by=by, at=at, document=document, **paper)
    record(application=row, verb="sign_plan", by=by, at=at, data={"party": made.party, "way": made.way})
    return made
