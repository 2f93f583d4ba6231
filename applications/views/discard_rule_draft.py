"""Put a draft of rules aside for good."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.discard_rule_draft import discard_rule_draft as put_aside
from applications.views._law import confirm, draft_or_404, sent_version


@require("call.write")
def discard_rule_draft(request, pk):
    """The consequence, then the button; or the sentence that says why not."""
    draft = draft_or_404(request, pk)

    def act():
        put_aside(draft=draft, by=request.user, at=timezone.now(), expected_version=sent_version(request))
        return _("The draft is discarded."), reverse("applications:rules")

    return confirm(
        request,
        draft,
        template="applications/discard_rule_draft.html",
        refusal=law_permissions.on_draft(request.user, draft, "discard_rule_draft"),
        act=act,
        back_url=reverse("applications:rule_draft", args=[draft.pk]),
    )
