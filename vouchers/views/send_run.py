"""The files were given to the bank."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.send_run import send_run as act
from vouchers.views._run import confirm_with_bank


@require("payment.prepare")
def send_run(request, number):
    """From here on the answer of the bank is awaited."""
    return confirm_with_bank(
        request, number, verb="send_run", act=act, done=_("The month is marked as sent.")
    )
