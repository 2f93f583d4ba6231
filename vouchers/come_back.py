"""The payments the bank sent back, on the work queue of who follows the person, until the account is another."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import euro, month_words
from applications import work
from applications.models import Application
from applications.workflow import PAYABLE
from vouchers.models import Payout

MOST = 50
DAYS = 5  # the office's own term, written in no act


@work.source
def payments_come_back(*, user, on, whose):
    """One task for each payment that came back and whose account is still the same."""
    if whose == work.UNASSIGNED or not user.may("money.read"):
        return []
    if not (user.may("case.write") or user.may("payment.prepare")):
        return []
    later = Payout.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk"))
    found = Payout.objects.filter(
        ~Exists(later.exclude(state=Payout.State.DUE)),
        state=Payout.State.RETURNED,
        application__in=Application.objects.visible_to(user),
        application__iban=F("iban"),
        application__status__in=PAYABLE,
        application__person__died_on=None,
    )
    if whose == work.MINE and not user.may("payment.prepare"):
        found = found.filter(Q(application__case_manager=user) | Q(application__case_manager=None))
    found = found.select_related("application__person", "run").order_by("returned_at", "pk")
    return [_task(one) for one in found[:MOST]]


def _task(one):
    case = one.application
    day = one.returned_on or timezone.localdate(one.returned_at)
    return work.Task(
        label=_("Ask for the right account: the payment of %(month)s came back")
        % {"month": month_words(one.run.month)},
        url=reverse("applications:case", args=[case.ref]),
        action=_("Open the case"),
        action_url=reverse("applications:case", args=[case.ref]) + "#pagamenti",
        icon="undo",
        why=_("%(amount)s, %(reason)s. With another account the next list pays it again.")
        % {"amount": euro(one.amount), "reason": one.return_reason},
        due_on=day + timedelta(days=DAYS),
        person=case.person.full_name,
        code="payment_came_back",
        kind=_("Payments that came back"),
    )
