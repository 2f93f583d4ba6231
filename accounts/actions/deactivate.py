from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusal import Refused


@transaction.atomic
def deactivate(*, user, by):
    """``user`` can no longer sign in; the next click of an open session ends it. What they did stays."""
    refusal = why_not(user=user, by=by)
    if refusal:
        raise Refused(refusal)
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


def why_not(*, user, by):
    """The sentence that refuses, or None."""
    if not by.may("user.manage"):
        return _("Only a system administrator can do this.")
    if user.pk == by.pk:
        return _("You cannot take the access away from yourself: ask another administrator.")
    return None
