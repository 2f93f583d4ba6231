"""What the pages of budgets and rankings share: finding what is asked for, and the page of one verb."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from applications.facts import rules_of
from applications.models import Call
from vouchers import ranking_inputs
from vouchers.models import BudgetLine, RankingSnapshot

CONFLICT = 409
BIGGEST = 2**31 - 1  # beyond it a number is no version and no key of ours


def call_or_404(request, prefix):
    """(call, its rules today) when it is a call of this person's Plan Office."""
    calls = Call.objects.visible_to(request.user).filter(
        plan_office=request.user.office, number_prefix=prefix
    )
    call = calls.with_additions().select_related("rule_set", "plan_office").first()
    if call is None:
        raise Http404
    return call, rules_of(call.rules_on(timezone.localdate()))


def list_or_404(request, prefix, list_code):
    """(call, rules, label) of one list of a call; the label is "" where the call has one ranking."""
    call, rules = call_or_404(request, prefix)
    labels = dict(ranking_inputs.lists(rules))
    known = RankingSnapshot.objects.filter(call=call, list_code=list_code)
    if list_code not in labels and not known.exists():
        raise Http404
    return call, rules, labels.get(list_code)


def snapshot_or_404(request, prefix, list_code, version):
    """One version of a list, with who computed and who approved it."""
    if version > BIGGEST:
        raise Http404
    rows = RankingSnapshot.objects.visible_to(request.user).select_related(
        "call__plan_office", "call__rule_set", "rule_set", "computed_by", "based_on", "approval__approved_by",
        "publication__published_by",
    )  # fmt: skip
    found = rows.filter(call__number_prefix=prefix, list_code=list_code, version=version).first()
    if found is None:
        raise Http404
    return found


def line_or_404(request, prefix, pk):
    """One line of the budget of the call."""
    rows = BudgetLine.objects.visible_to(request.user).select_related("call__plan_office")
    found = rows.filter(call__number_prefix=prefix, pk=pk).first() if pk <= BIGGEST else None
    if found is None:
        raise Http404
    return found


def verb_page(request, *, template, act, done, back_url, refusal, form=None, **context):
    """Show the form of a verb, or carry it out and go to ``back_url``.

    ``act(by, at, data)`` does it. A sentence takes the place of the button; a forced request gets it and 409. What was
    typed stays.
    """
    status = 200
    if request.method == "POST":
        if refusal is not None:
            status = CONFLICT
        elif form is None or form.is_valid():
            try:
                act(by=request.user, at=timezone.now(), data=form.cleaned_data if form else {})
            except Refused as problem:
                status = CONFLICT
                if form is None:
                    refusal = str(problem)
                else:
                    form.add_error(None, str(problem))
            else:
                messages.success(request, done)
                return redirect(back_url)
    context |= {"form": form, "refusal": refusal, "back_url": back_url}
    return render(request, template, context, status=status)
