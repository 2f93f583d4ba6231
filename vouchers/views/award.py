"""Grant the support."""

from django.utils.translation import gettext as _

from accounts.roles import require
from eligibility.outcome import Outcome
from vouchers import standing
from vouchers.actions.award import award as act
from vouchers.actions.award import default_period
from vouchers.forms.case import PeriodForm
from vouchers.permissions import latest_determination
from vouchers.views._case import case_or_404, case_page


@require("case.decide")
def award(request, ref):
    """The kept calculation, the period proposed from plan and call, and the button that starts the money."""
    case = case_or_404(request, ref, what=_("award"))
    determination = latest_determination(case)
    starts_on, ends_on = default_period(case, determination) if determination else (None, None)
    starts_on = standing.first_day(case) or starts_on
    form = PeriodForm(request.POST or None, initial={"starts_on": starts_on, "ends_on": ends_on})
    return case_page(
        request,
        case,
        verb="award",
        form=form,
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("Awarded. The first payment is in the next list.")
        if determination and determination.monthly_total
        else _("Awarded. What is given in services is in the plan."),
        determination=determination,
        components=Outcome.from_json(determination.findings).due if determination else (),
    )
