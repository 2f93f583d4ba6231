"""What the money says of two records that are one person (``applications.unions``): nothing that was paid is rewritten.

A line already written, and what the ledger holds, keep the record they were written for: ``families`` makes the two
one where what is due is compared with what was booked.
"""

from django.utils.translation import gettext_lazy as _

from accounts.formats import month_words
from applications.models import Person
from applications.unions import barrier, knot
from vouchers.models import LedgerEntry, Payment


def families(people):
    """{id of a record: id of the one it is part of, or its own} of the people and of the records they took in."""
    found = {pk: pk for pk in people}
    rows = Person.objects.filter(united_into__in=people).values_list("pk", "united_into_id")
    return found | dict(rows)


@barrier
def one_month_twice(kept, gone):
    """Two payments of one month are two people for the ledger, whatever the records say."""
    months = _months(kept) & _months(gone)
    if not months:
        return None
    words = _("Both have a payment for %(month)s: two payments of one month are never made one.")
    return words % {"month": month_words(min(months))}


def _months(person):
    ids = families([person.pk])
    lines = Payment.objects.filter(person__in=ids).exclude(state=Payment.State.TAKEN_OUT)
    return set(lines.order_by().values_list("month", flat=True))


@knot
def paid_meanwhile(union, cases):
    """Once a case that would go back was paid under the other record, the two are one for the ledger."""
    kept, gone = union.kept_id, union.gone_id
    crossed = LedgerEntry.objects.filter(application__in=cases, person=kept) | LedgerEntry.objects.filter(
        person__in=[gone, *union.moved["absorbed"]["in"]], application__person=kept
    ).exclude(application__in=cases)
    lines = Payment.objects.filter(application__in=cases, person=kept)
    if crossed.exists() or lines.exists():
        return _("A payment was prepared after the union: taking it back would rewrite it.")
    return None
