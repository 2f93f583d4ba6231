"""Award together the cases that only wait for it?"""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from applications import commitments, work
from eligibility.outcome import Outcome
from vouchers import standing
from vouchers.actions.award_cases import MOST
from vouchers.actions.award_cases import award_cases as act
from vouchers.permissions import default_period, latest_determination, why_not_case


@require("case.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def award_cases(request):
    """Each case by name with what it is given and until when; posting awards exactly those ticked, or none."""
    user, problem, ticked = request.user, "", None
    if request.method == "POST":
        ticked = request.POST.getlist("read")
        try:
            made = act(read=_read(ticked), by=user, at=timezone.now())
        except Refused as refusal:
            problem = refusal.sentence
        else:
            said = ngettext("%(n)s voucher awarded.", "%(n)s vouchers awarded.", len(made)) % {"n": len(made)}
            messages.success(request, f"{said} {_('The first payment is in the next list.')}")
            return redirect("vouchers:award_cases" if _waiting(user).exists() else "applications:work")
    cases = list(_waiting(user).with_people().select_related("call")[: MOST + 1])
    rows = [_row(request, case, ticked) for case in cases[:MOST]]
    context = {
        "problem": problem,
        "rows": rows,
        "ready": [row for row in rows if not row["why_not"]],
        "more": len(cases) > MOST,
        "most": MOST,
        "total": sum((row["cost"] for row in rows if row["read"]), Decimal(0)),
    }
    return render(request, "vouchers/award_cases.html", context, status=409 if problem else 200)


def _waiting(user):
    """The cases whose next step is the award, who has waited longest first."""
    cases = work.cases_of(user=user, on=timezone.localdate(), whose=work.OFFICE)
    return cases.filter(step="award").order_by("due_on", "pk")


def _read(values):
    """[(case, determination)] of what the page sent."""
    found = []
    for value in values:
        case, _colon, determination = value.partition(":")
        if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in (case, determination)):
            raise Refused(_("The list that arrived is not one of ours: choose the cases again."))
        found.append((int(case), int(determination)))
    return found


def _row(request, case, ticked):
    made = latest_determination(case)
    why_not = why_not_case(request.user, case, "award", at=timezone.now())
    access_log.record(request, subject_id=case.person_id, what=_("award"), reference=case.ref)
    row = {"case": case, "made": made, "why_not": why_not, "read": "", "ticked": False, "cost": Decimal(0)}
    if why_not:
        return row
    starts_on, ends_on = default_period(case, made)
    starts_on = standing.first_day(case) or starts_on
    read = f"{case.pk}:{made.pk}"
    return row | {
        "components": Outcome.from_json(made.findings).due,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "cost": (made.monthly_total or Decimal(0)) * commitments.months(starts_on, ends_on),
        "read": read,
        "ticked": ticked is None or read in ticked,
    }
