from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction


@transaction.atomic
def enrol(*, user, totp_secret=None):
    """Give ``user`` a second factor without a phone in the hand (demo data, tests): seed and reserve codes.

    ``totp_secret`` is base32; without it a new one is made. Returns the secret. Doing it again replaces both.
    """
    secret = totp_secret or generate_totp_secret()
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret
