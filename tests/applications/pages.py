"""Opening the pages of the case file as somebody: signed in, with the second factor given."""

import time

from allauth.mfa.models import Authenticator

from accounts.actions.enrol import enrol
from accounts.models import User
from tests.accounts.factories import SECRET, signed_in


def enter(client, user, *, ago=0):
    """The client, signed in as ``user`` of ``factories.world()``; enrols the second factor the first time.

    ``ago``: how many seconds ago the code was given.
    """
    if not Authenticator.objects.filter(user=user).exists():
        enrol(user=user, totp_secret=SECRET)
    return signed_in(client, User.objects.with_membership().get(pk=user.pk), at=time.time() - ago)
