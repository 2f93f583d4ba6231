"""What an award is worth in a month, by what was decided: never the first amount when a later one holds."""

from vouchers.knowledge import NOTHING
from vouchers.models import AmountChange


def of_month(award, month):
    """([(component, euro a month)], determination) that hold in the month of the day ``month``, before any day away.

    Of two changes that cover a month the later decision holds; a support that is worth nothing is there with 0.
    """
    changes = AmountChange.objects.filter(component__award=award, from_month__lte=month).order_by("pk")
    last, determination = {}, award.determination
    for one in changes.select_related("determination"):
        last[one.component_id] = one.monthly_amount
        determination = one.determination or determination
    rows = [(one, last.get(one.pk, one.monthly_amount)) for one in award.components.all()]
    return rows, determination


def total_of(award, month):
    """Euro a month in the month of the day ``month``."""
    rows, _determination = of_month(award, month)
    return sum((euro for _component, euro in rows), NOTHING)
