"""Send a draft of rules back, with the reason."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.return_rule_draft import return_rule_draft as send_back
from applications.forms.decide import ReasonForm
from applications.views._law import confirm, draft_or_404, sent_version


@require("call.publish")
def return_rule_draft(request, pk):
    """The consequence, then the button; or the sentence that says why not."""
    draft = draft_or_404(request, pk)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        label=_("What has to change, for whoever wrote it"),
    )

    def act():
        send_back(
            draft=draft,
            by=request.user,
            at=timezone.now(),
            expected_version=sent_version(request),
            reason=form.cleaned_data["note"],
        )
        return _("Sent back with your reason."), reverse("applications:rule_draft", args=[draft.pk])

    return confirm(
        request,
        draft,
        template="applications/return_rule_draft.html",
        refusal=law_permissions.on_draft(request.user, draft, "return_rule_draft"),
        act=act,
        back_url=reverse("applications:rule_draft", args=[draft.pk]),
        form=form,
    )
