"""How much money has the call, how much is granted, how much is left at the end?"""

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.formats import day, euro
from accounts.roles import require
from vouchers import budget as money
from vouchers.budget_permissions import why_not_budget, why_not_open
from vouchers.models import BudgetMovement
from vouchers.views._call import call_or_404


@require_GET
@require("ranking.read")
def budget(request, prefix):
    """The lines, what acts did to them, and the months to the end of the period."""
    call, rules = call_or_404(request, prefix)
    on = timezone.localdate()
    found = money.of_call(call, rules=rules, on=on)
    movements = BudgetMovement.objects.filter(Q(from_line__call=call) | Q(to_line__call=call))
    groups = {one.code: one.label for one in rules.groups}
    supports = {one.code: one.label for one in rules.interventions}
    for one in found.positions:
        one.group_labels = [groups.get(code, code) for code in one.line.groups]
        one.support_labels = [supports.get(code, code) for code in one.line.interventions]
    totals = {name: found.total(name) for name in ("money", "granted", "left", "approved", "booked")}
    totals["end"] = found.total("left_at_the_end")
    context = {
        "call": call,
        "budget": found,
        "totals": totals,
        "facts": facts(found, call),
        "movements": movements.select_related("from_line", "to_line", "recorded_by"),
        "this_month": on.replace(day=1),
        "has_ranking": rules.ranking is not None,
        "why_not": why_not_budget(request.user, call),
        "why_not_open": why_not_open(request.user, call, rules),
        "may_write": request.user.may("budget.write"),
    }
    return render(request, "vouchers/budget.html", context)


def facts(found, call):
    """Five figures over the whole call."""
    people = len({case for one in found.positions for case in one.people})
    left, approved = found.total("left"), found.total("approved")
    free = left - approved
    end = found.total("money") - found.total("forecast")
    return [
        {"label": _("Money of the call"), "value": euro(found.total("money")), "note": ""},
        {
            "label": _("Granted to the end"),
            "value": euro(found.total("granted")),
            "note": ngettext("%(n)s person", "%(n)s people", people) % {"n": people},
        },
        {"label": _("Booked so far"), "value": euro(found.total("booked")), "note": _("in the ledger")},
        {
            "label": _("Left"),
            "value": euro(left),
            "note": _("%(sum)s with the plans approved and not granted") % {"sum": euro(free)}
            if approved
            else "",
            "tone": "bad" if free < 0 else "",
        },
        {
            "label": _("Left at the end, if nothing else is granted"),
            "value": euro(end),
            "note": _("on %(day)s") % {"day": day(call.benefit_to)},
            "tone": "bad" if end < 0 else "",
        },
    ]
