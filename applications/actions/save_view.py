"""Keep the filters of a list under a name."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.models import SavedView

MOST = 50


def save_view(*, name, query, by, at):
    """Keep ``query`` for ``by``; a name used again gets the new filters. Raises ``Refused``."""
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise Refused(_("Write a name for the view."))
    if len(name) > SavedView._meta.get_field("name").max_length:
        raise Refused(_("The name is too long: 40 letters are the most."))
    if not query or len(query) > SavedView._meta.get_field("query").max_length:
        raise Refused(_("Choose some filters first: without them the view is the list of all the cases."))
    if SavedView.objects.visible_to(by).exclude(name=name).count() >= MOST:
        raise Refused(_("You have 50 views: delete one you do not use."))
    try:
        with transaction.atomic():
            row, _new = SavedView.objects.update_or_create(
                created_by=by, name=name, defaults={"query": query, "created_at": at}
            )
    except IntegrityError as error:
        raise Refused(_("You already have a view with this name.")) from error
    return row
