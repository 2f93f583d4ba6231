"""What has been granted in a call, for who looks at what remains of its money (``applications.commitments``)."""

from django.db.models import F, JSONField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from applications import commitments
from vouchers import budget
from vouchers.models import AwardComponent


@commitments.granted
def granted(call):
    """[(key of the case, target group or None, code, euro)]: each support for the months its award touches."""
    rows = (
        AwardComponent.objects.filter(award__application__call=call)
        .annotate(findings=Cast("award__determination__findings", JSONField()))
        .annotate(case=F("award__application_id"), group=KT("findings__line"))
        .values_list("case", "group", "code", "monthly_amount", "award__starts_on", "award__ends_on")
    )
    return [
        (case, group, code, amount * commitments.months(first, last))
        for case, group, code, amount, first, last in rows
    ]


@commitments.money
def money(call):
    """The lines of the budget that acts gave to the call."""
    return budget.lines_of(call)
