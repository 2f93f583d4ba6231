"""Load what the bank says of the payments."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import moment
from accounts.refusal import Refused
from accounts.roles import require
from vouchers.actions.record_answer import RefusedRows
from vouchers.actions.record_answer import record_answer as act
from vouchers.forms.answer import AnswerForm

SHOWN = 50  # lines that are wrong


@require("payment.prepare")
def record_answer(request):
    """The form; what is wrong comes back line by line, and then nothing was recorded."""
    now, status, wrong = timezone.now(), 200, []
    form = AnswerForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                found = act(
                    answer=form.answer,
                    data=form.data,
                    name="".join(sign for sign in form.cleaned_data["file"].name if sign.isprintable()),
                    content_type=form.content_type,
                    plan_office=request.user.plan_office,
                    by=request.user,
                    at=now,
                )
            except RefusedRows as refusal:
                form.add_error("file", str(refusal))
                wrong = refusal.rows
            except Refused as refusal:
                form.add_error("file", str(refusal))
            else:
                said = _("The answer of the bank is recorded.")
                if found.loaded_at != now:
                    said = _("This file was loaded already on %(when)s: nothing changed.") % {
                        "when": moment(found.loaded_at)
                    }
                messages.success(request, said)
                return redirect("vouchers:answer", found.pk)
    context = {"form": form, "wrong": wrong[:SHOWN], "more": max(0, len(wrong) - SHOWN)}
    return render(request, "vouchers/record_answer.html", context, status=status)
