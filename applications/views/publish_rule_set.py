"""Publish a draft of rules that somebody else prepared."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.publish_rule_set import publish_rule_set as publish
from applications.views._law import confirm, draft_or_404, sent_version


@require("call.publish")
def publish_rule_set(request, pk):
    """The consequence, then the button; or the sentence that says why not."""
    draft = draft_or_404(request, pk)

    def act():
        version = publish(
            draft=draft, by=request.user, at=timezone.now(), expected_version=sent_version(request)
        )
        return _("Published: from now on this text does not change."), reverse(
            "applications:rule_set", args=[version.name, version.sha8]
        )

    return confirm(
        request,
        draft,
        template="applications/publish_rule_set.html",
        refusal=law_permissions.on_draft(request.user, draft, "publish_rule_set"),
        act=act,
        back_url=reverse("applications:rule_draft", args=[draft.pk]),
    )
