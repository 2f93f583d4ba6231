"""The month is over."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.close_run import close_run as act
from vouchers.views._run import confirm_with_bank


@require("payment.prepare")
def close_run(request, number):
    """Nothing of it is asked of anybody any more."""
    return confirm_with_bank(request, number, verb="close_run", act=act, done=_("The month is closed."))
