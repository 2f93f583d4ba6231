"""May this be done to what is to come back of a case, by this person? One sentence when not; ``permissions`` asks."""

from django.utils.translation import gettext_lazy as _

from vouchers import recoveries
from vouchers.ledger import to_recover


def something_to_recover(user, application, at):
    """For every verb of the money that comes back."""
    return None if to_recover(application) > 0 else _("Nothing is to come back for this case.")


def decide_recovery(user, application, at):
    """Nothing is decided on a sum that the call does not ask back."""
    return something_to_recover(user, application, at) or recoveries.why_not_asked(application) or None


def give_up_claim(user, application, at):
    """Never by who issued what was paid too much."""
    if sentence := something_to_recover(user, application, at):
        return sentence
    issued = application.ledger.filter(kind="issue").values("booking__booked_by")
    if user.pk in issued.values_list("booking__booked_by", flat=True):
        return _("You issued payments of this case: somebody else gives up what was paid too much.")
    return None
