"""Say that a new account is the right one."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.accounts_paid import changed_by
from vouchers.actions.confirm_account import confirm_account as act
from vouchers.forms.case import ConfirmAccountForm
from vouchers.views._case import case_or_404, case_page


@require("payment.prepare")
def confirm_account(request, ref):
    """Shows holder and account as they are now, and asks how they were checked."""
    case = case_or_404(request, ref, what=_("account"))
    return case_page(
        request,
        case,
        verb="confirm_account",
        form=ConfirmAccountForm(request.POST or None),
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("Account confirmed: run the checks again."),
        writer=changed_by(case),
    )
