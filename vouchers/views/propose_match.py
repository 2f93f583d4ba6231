"""Say by hand which payment a row of the bank's answer is about."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from vouchers import matching
from vouchers.actions.propose_match import propose_match as act
from vouchers.forms.match import MatchForm
from vouchers.models import AnswerRow


@require("payment.prepare")
def propose_match(request, pk):
    """The row as the bank wrote it, and the payments of the same amount that wait for an outcome."""
    row = AnswerRow.objects.visible_to(request.user).select_related("answer__stored").filter(pk=pk).first()
    if row is None:
        raise Http404
    words = request.GET.get("q", "")[:60].replace("\x00", "")
    offered = matching.candidates(row, row.answer.plan_office, words=words)
    form = MatchForm(request.POST or None, offered=offered)
    refusal, status = matching.why_not_match(request.user, row), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(row=row, by=request.user, at=timezone.now(), **form.cleaned_data)
            except Refused as problem:
                form.add_error(None, problem.sentence)
            else:
                messages.success(request, _("Proposed. It counts when another person has confirmed it."))
                return redirect("vouchers:answer", row.answer_id)
    access_log.record(request, subject_id=None, what=gettext_noop("bank answer"))
    context = {"row": row, "offered": offered, "form": form, "q": words, "refusal": refusal}
    return render(request, "vouchers/propose_match.html", context, status=status)
