"""What preparing and confirming an addition to a call both check: the dates, on the locked call."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day, moment
from accounts.refusal import Refused
from applications.models import Call


def lock_call(call):
    """The call, locked until the end of the transaction: two people cannot add to it at once."""
    return Call.objects.select_for_update(of=("self",)).select_related("rule_set").get(pk=call.pk)


def check_window(call, *, opens_at, closes_at, at):
    """Raise ``Refused`` unless the window comes after those there are, in order, and ends in the future."""
    last = max(one.closes_at for one in call.windows())
    if opens_at < last:
        raise Refused(
            _("Applications are taken until %(when)s already: a new window opens then or later.")
            % {"when": moment(last)}
        )
    if closes_at <= opens_at:
        raise Refused(
            _("The new closing must come after %(when)s: check the two dates.") % {"when": moment(opens_at)}
        )
    if closes_at <= at:
        raise Refused(_("The new closing is already past: nobody could apply any more."))


def check_rules(call, *, rule_set, rules_from, at):
    """Raise ``Refused`` for a day that is past, one that has its text already, or the same text again."""
    if rules_from < timezone.localdate(at):
        raise Refused(_("Other rules hold from today on or later: what was decided does not change."))
    texts = call.texts()
    if any(one.starts_on == rules_from for one in texts):
        raise Refused(
            _("From %(day)s this call already has other rules: choose another day.")
            % {"day": day(rules_from)}
        )
    if call.rules_on(rules_from).pk == rule_set.pk:
        raise Refused(_("On that day the call has these rules already."))
