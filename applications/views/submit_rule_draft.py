"""Send a draft of rules to be published by somebody else."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.submit_rule_draft import submit_rule_draft as send
from applications.views._law import confirm, draft_or_404, sent_version


@require("call.write")
def submit_rule_draft(request, pk):
    """The consequence, then the button; or the sentence that says why not."""
    draft = draft_or_404(request, pk)

    def act():
        send(draft=draft, by=request.user, at=timezone.now(), expected_version=sent_version(request))
        return _("Sent: another person reads it and publishes it."), reverse(
            "applications:rule_draft", args=[draft.pk]
        )

    return confirm(
        request,
        draft,
        template="applications/submit_rule_draft.html",
        refusal=law_permissions.on_draft(request.user, draft, "submit_rule_draft"),
        act=act,
        back_url=reverse("applications:rule_draft", args=[draft.pk]),
    )
