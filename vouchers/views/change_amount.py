"""Decide the monthly amount again, seeing it before and after."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.life import changes_to_decide
from vouchers import new_amount
from vouchers.actions.change_amount import change_amount as act
from vouchers.forms.case import ChangeAmountForm
from vouchers.views._case import case_or_404, case_page


@require("case.decide")
def change_amount(request, ref):
    """The calculation of the chosen month beside what is paid, and the changes it answers."""
    case = case_or_404(request, ref, what=_("new amount"))
    award = case.awards.filter(ended_at__isnull=True).first()
    pending = list(changes_to_decide(case).select_related("recorded_by"))
    month = _month(request, award, pending)
    form = ChangeAmountForm(
        request.POST or None, award=award, initial={"from_month": month and month.isoformat()}
    )
    outcome, rows = new_amount.rows(case, award, month) if award else (None, [])
    return case_page(
        request,
        case,
        verb="change_amount",
        form=form,
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("The amount is decided. What differs for months already paid enters the next list."),
        pending=pending,
        rows=rows,
        month=month,
        outcome=outcome,
    )


def _month(request, award, pending):
    """The month chosen, else that of the oldest change, else this one; always inside the award."""
    if award is None:
        return None
    first, last = award.starts_on.replace(day=1), award.ends_on.replace(day=1)
    try:
        asked = date.fromisoformat(request.POST.get("from_month", ""))
    except ValueError:
        asked = min(
            (new_amount.first_month(one.happened_on) for one in pending), default=timezone.localdate()
        )
    return min(max(asked.replace(day=1), first), last)
