"""What the bank answered so far, file by file."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import access_log
from accounts.roles import require
from vouchers.bank.answers import Outcome
from vouchers.models import AnswerRow, BankAnswer

SHOWN, MOST = 50, 500
Effect = AnswerRow.Effect
BACK = (Outcome.RETURNED, Outcome.REJECTED)


@require_GET
@require("payment.read")
def answers(request):
    """The files, newest first, with what each one recorded."""
    written = Q(rows__effect=Effect.WRITTEN)
    rows = BankAnswer.objects.visible_to(request.user).select_related("loaded_by", "stored")
    rows = rows.annotate(
        paid=Count("rows", filter=written & Q(rows__outcome=Outcome.PAID)),
        back=Count("rows", filter=written & Q(rows__outcome__in=BACK)),
        unmatched=Count("rows", filter=Q(rows__effect=Effect.UNMATCHED)),
    )[:SHOWN]
    return render(
        request,
        "vouchers/answers.html",
        {"rows": rows, "may_prepare": request.user.may("payment.prepare")},
    )


@require_GET
@require("payment.read")
def answer(request, pk):
    """One file as lists: what came back, what is to match, what was paid, what was known or waits."""
    found = (
        BankAnswer.objects.visible_to(request.user)
        .select_related("loaded_by", "stored")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    rows = found.rows.select_related("payout__application__person", "payout__run")
    written = rows.filter(effect=Effect.WRITTEN)
    lists = {
        "back": written.filter(outcome__in=BACK),
        "unmatched": rows.filter(effect=Effect.UNMATCHED),
        "paid": written.filter(outcome=Outcome.PAID),
        "waiting": rows.filter(effect=Effect.WAITING),
        "known": rows.filter(effect=Effect.KNOWN),
    }
    counts = {name: listed.count() for name, listed in lists.items()}
    lists = {name: listed[:MOST] for name, listed in lists.items()}
    access_log.record(request, subject_id=None, what="bank answer")
    return render(
        request, "vouchers/answer.html", {"answer": found, "counts": counts, "lists": lists, "most": MOST}
    )
