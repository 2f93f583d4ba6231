"""Set which signatures the plans of a call need, and the days from the request to the plan."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import law_permissions
from applications.models import Call, Party, PlanTerms


@transaction.atomic
def edit_plan_terms(*, call, by, at, required, days):
    """Save; who writes and who approves always sign: that is the flow itself, not a choice."""
    if not by.may("call.write"):
        raise Refused(law_permissions.NOT_WRITER)
    Call.objects.select_for_update().get(pk=call.pk)
    if set(required) - set(Party.values):
        raise Refused(_("Choose the signatures among those of the list."))
    row = PlanTerms.objects.filter(call=call).first() or PlanTerms(call=call)
    always = {Party.SOCIAL.value, Party.MANAGER.value}
    row.required = [one for one in Party.values if one in set(required) | always]
    row.days, row.written_at, row.written_by = days, at, by
    row.save()
    return row
