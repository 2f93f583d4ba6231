"""What the money adds to the page of a case (``applications.panels``)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day, euro
from applications import panels
from applications.workflow import Status
from vouchers import ledger, standing, year_statement
from vouchers.models import Payment
from vouchers.permissions import case_offers

SHOWN = 12  # lines


@panels.money
def panel(*, user, application, on):
    """Awards, suspensions, the last payments, and what may be done with them."""
    awards = list(application.awards.prefetch_related("components"))
    lines = application.payments.select_related("run", "component").order_by("-month", "-run__month", "pk")
    paid, owed = ledger.paid_to(application), ledger.to_recover(application)
    current = next((one for one in awards if one.ended_at is None), None)
    facts = [{"label": _("Paid so far"), "value": euro(paid), "note": _last(application)}] if awards else []
    if application.person.died_on and (left := ledger.still_due(application, on=on)):
        facts.append(
            {"label": _("Due to the heirs"), "value": euro(left), "note": "", "tone": "", "icon": ""}
        )
    if owed:
        facts.append(
            {"label": _("To recover"), "value": euro(owed), "note": "", "tone": "bad", "icon": "error"}
        )
    return panels.MoneyPanel(
        template="vouchers/_case_panel.html",
        context={
            "awards": awards,
            "interruptions": list(application.interruptions.all()),
            "lines": list(lines[:SHOWN]),
            "more": lines.count() > SHOWN,
            "ranked": standing.said_of(application),
            "ref": application.ref,
            "years": year_statement.years(application),
            "actions": tuple(_actions(user, application)),
            "case": application,
        },
        facts=tuple(facts),
        actions=tuple(_actions(user, application)),
        deadlines=((_("End of the award"), current.ends_on),) if current else (),
        stage=_("from %(day)s") % {"day": day(current.starts_on)} if current else "",
    )


def _last(application):
    line = application.payments.filter(state=Payment.State.PAID).order_by("-run__month").first()
    return _("last value date %(day)s") % {"day": day(line.run.value_date)} if line else ""


def _actions(user, application):
    """(label, address, sentence or None); the award itself is the next step of the case, not a menu entry."""
    for move, refusal in case_offers(user, application, at=timezone.now()):
        if move.verb != "award" or application.status == Status.WAITING_LIST:
            yield move.label, reverse(f"vouchers:{move.verb}", args=[application.ref]), refusal
