"""What the bank answered so far, file by file."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from papers import serve
from vouchers.bank.answers import Outcome
from vouchers.models import AnswerMatch, AnswerRow, BankAnswer

SHOWN, MOST = 50, 500
Effect = AnswerRow.Effect
_holding = AnswerMatch.objects.filter(row=OuterRef("rows__pk"), accepted=True)
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
        unmatched=Count("rows", filter=Q(rows__effect=Effect.UNMATCHED) & ~Exists(_holding)),
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
    lists["unmatched"] = _with_matches(lists["unmatched"])
    access_log.record(request, subject_id=None, what=gettext_noop("bank answer"))
    context = {"answer": found, "counts": counts, "lists": lists, "most": MOST}
    context |= {verb: request.user.may(f"payment.{verb}") for verb in ("prepare", "approve")}
    return render(request, "vouchers/answer.html", context)


def _with_matches(rows):
    """The rows no id fits, each with the match made by hand that waits or holds (``match``), or None."""
    made = AnswerMatch.objects.exclude(accepted=False).select_related(
        "payout__application__person", "payout__run", "proposed_by", "decided_by"
    )
    found = list(rows.prefetch_related(Prefetch("matches", made, to_attr="made")))
    for row in found:
        row.match = row.made[0] if row.made else None
    return found


@require_GET
@require("payment.read")
def answer_file(request, pk):
    """The file as the bank made it."""
    found = BankAnswer.objects.visible_to(request.user).select_related("stored").filter(pk=pk).first()
    if found is None:
        raise Http404
    access_log.record(request, subject_id=None, what=gettext_noop("bank answer"))
    try:
        return serve.response(found.stored)
    except Refused as error:
        raise Http404(str(error)) from error
