"""Who approves in my place while I am away?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions, second_factor
from accounts.actions.delegate import candidates, why_not_delegate
from accounts.formats import day
from accounts.forms.delegate import DelegateForm
from accounts.models import Delegation
from accounts.refusal import Refused
from accounts.roles import require

SHOWN = 100  # delegations


@require("plan.approve")
def delegate(request):
    """The delegations of the office, and a new one: signed with a fresh code, as an approval is."""
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    people = candidates(by=user, on=today)
    form = DelegateForm(request.POST if request.method == "POST" else None, people=people)
    fresh = second_factor.fresh(request)
    if request.method == "POST" and not fresh:
        messages.info(request, _("Nothing is saved yet: write a new code, then delegate."))
        return redirect(second_factor.ask_again(request.path))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.delegate(**form.cleaned_data, by=user, at=now, on=today)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = _("%(name)s approves plans in your place from %(start)s to %(end)s.")
            messages.success(
                request,
                said
                % {"name": made.delegate.full_name, "start": day(made.starts_on), "end": day(made.ends_on)},
            )
            return redirect("accounts:delegate")
    rows = Delegation.objects.visible_to(user).select_related("delegated_by", "delegate", "ended_by")
    holding = set(Delegation.objects.visible_to(user).current(on=today).values_list("pk", flat=True))
    context = {
        "form": form,
        "people": list(people),
        "refusal": why_not_delegate(user),
        "code_url": "" if fresh else second_factor.ask_again(request.path),
        "rows": [(row, _state(row, holding, today)) for row in rows[:SHOWN]],
        "may_end": why_not_delegate(user) is None,
    }
    return render(request, "accounts/delegate.html", context, status=422 if form.errors else 200)


def _state(row, holding, on):
    """(tone, icon, words) of a delegation on the day ``on``."""
    if row.ended_at:
        return "mute", "close", _("Taken back")
    if row.pk in holding:
        return "ok", "check", _("Holds today")
    if row.starts_on > on:
        return "info", "clock", _("From %(day)s") % {"day": day(row.starts_on)}
    if row.ends_on < on:
        return "mute", "clock", _("Ended by itself")
    return "warn", "warning-circle", _("Lends nothing: one of the two no longer works here")
