"""What the pages of drafts of rules and of calls share."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.refusal import Refused
from applications.models import Call, RuleSetDraft

BIGGEST = 10**9  # beyond it a number is no key of ours


def draft_or_404(request, pk):
    """The draft, if it exists for this office."""
    people = ("created_by", "written_by", "submitted_by", "returned_by", "published_by")
    drafts = RuleSetDraft.objects.visible_to(request.user).select_related("based_on", "version", *people)
    found = drafts.filter(pk=pk).first() if pk < BIGGEST else None
    if found is None:
        raise Http404
    return found


def call_or_404(request, prefix):
    """The call, if it exists for this Ambito."""
    calls = Call.objects.visible_to(request.user)
    found = (
        calls.select_related("rule_set", "clone_of__rule_set", "prepared_by", "published_by")
        .with_additions()
        .filter(number_prefix=prefix)
        .first()
    )
    if found is None:
        raise Http404
    return found


def sent_version(request):
    """The version of the row the page was made from; -1, which no row has, when it is not a number."""
    sent = request.POST.get("expected_version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else -1


def confirm(request, row, *, template, refusal, act, back_url, form=None, **context):
    """One decision with its consequence said first. ``act()`` does it and returns (what is said, where to go).

    ``refusal``: the sentence that takes the place of the button. What was typed stays.
    """
    status = 200
    if request.method == "POST":
        status = 409
        if refusal is None and (form is None or form.is_valid()):
            try:
                said, url = act()
            except Refused as problem:
                refusal = str(problem)
                row.refresh_from_db()
            else:
                messages.success(request, said)
                return redirect(url)
        elif refusal is None:
            status = 422
    context |= {"row": row, "refusal": refusal, "form": form, "back_url": back_url}
    return render(request, template, context, status=status)


def toml(name, text):
    """A text as a file to keep."""
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response
