from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused


def switch_role(*, membership, by, on):
    """``by`` acts as ``membership`` from now on. The caller gives the session a new id."""
    if membership.user_id != by.pk:
        raise Refused(_("This role belongs to another person."))
    if not membership.is_current(on=on):
        raise Refused(_("This role is not valid today."))
    by.acting_as = membership
    by.save(update_fields=["acting_as"])
    return membership
