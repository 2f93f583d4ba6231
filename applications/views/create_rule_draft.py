"""A new draft of rules, from last year's or from a file."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.create_rule_draft import create_rule_draft as create
from applications.forms.law import CreateRuleDraftForm
from applications.models import RuleSetVersion


@require("call.write")
def create_rule_draft(request):
    """``?da=``: the first signs of the hash of the text to start from."""
    sha8 = request.GET.get("da", "")
    versions = RuleSetVersion.objects.visible_to(request.user)
    start = versions.filter(sha256__startswith=sha8).first() if len(sha8) == 8 and sha8.isalnum() else None
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CreateRuleDraftForm(*posted, user=request.user, initial={"based_on": start})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                draft = create(
                    plan_office=request.user.plan_office,
                    based_on=data["based_on"],
                    text=data["file"],
                    name=data["name"],
                    by=request.user,
                    at=timezone.now(),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The draft is open: change what is new this year."))
                return redirect("applications:edit_rule_draft", draft.pk)
    return render(request, "applications/create_rule_draft.html", {"form": form}, status=status)
