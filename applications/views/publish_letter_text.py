"""Put the words of a letter into use."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.publish_letter_text import publish_letter_text as publish
from applications.models import LetterText
from applications.views._law import confirm, sent_version
from applications.views.letter_texts import kind_or_404


@require("call.publish")
def publish_letter_text(request, letter):
    """The consequence first; never by who wrote it."""
    kind = kind_or_404(letter)
    row = LetterText.objects.visible_to(request.user).filter(kind=kind, published_at=None).first()
    if row is None:
        raise Http404
    back_url = reverse("applications:letter_text", args=[kind])

    def act():
        publish(text=row, by=request.user, at=timezone.now(), expected_version=sent_version(request))
        return _("Published. Letters of this kind have these words from now on."), back_url

    return confirm(
        request,
        row,
        template="applications/publish_letter_text.html",
        refusal=law_permissions.on_letter_text(request.user, row),
        act=act,
        back_url=back_url,
        kind=kind,
    )
