"""The second factor: one code from the app of the phone (TOTP, RFC 6238), or one reserve code.

Codes are spent in the database, under a row lock, so that the same code never works twice: not in a second
tab, not in another process, not while the cache is away.
"""

import time
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.urls import reverse


def satisfied(request):
    """True when this session was opened with a second factor, and the account still has one."""
    user = request.user
    return bool(
        getattr(user, "has_second_factor", False)
        and any(record.get("method") == "mfa" for record in get_authentication_records(request, user))
    )


def fresh(request):
    """True when a code was given in the last minutes, or the person has no second factor to give."""
    return not get_adapter(request).is_reauthentication_required(app="mfa")


def ask_again(path):
    """The address that asks for a new code and then comes back to ``path``."""
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': path})}"


def spend(*, user, code):
    """Use up ``code``. The Authenticator it belonged to, or None when it is wrong, late or already used."""
    code = "".join(code.split())
    for authenticator in Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP):
        if _spend_totp(authenticator, code):
            return authenticator
    for authenticator in Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES):
        if authenticator.wrap().validate_code(code):
            return authenticator
    return None


def _spend_totp(authenticator, code):
    """Accept a code of this period or a neighbour, once: a period closes itself and all earlier ones."""
    with transaction.atomic():
        locked = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        secret = decrypt(locked.data["secret"])
        for counter in yield_hotp_counters_from_time():
            if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
                return _close(locked, counter)
    return False


def _close(locked, counter):
    if counter <= locked.data.get("last_counter", -1):
        return False
    locked.data["last_counter"] = counter
    locked.save(update_fields=["data"])
    return True


def close_current_period(authenticator):
    """The code that activated the app is spent too."""
    with transaction.atomic():
        locked = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        _close(locked, max(yield_hotp_counters_from_time()))


def next_code(user):
    """The first code not yet spent that would be accepted now, or None. Only the demo and the tests ask."""
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if authenticator is None:
        return None
    now = int(time.time()) // app_settings.TOTP_PERIOD
    for counter in yield_hotp_counters_from_time():
        if counter >= now and counter > authenticator.data.get("last_counter", -1):
            return format_hotp_value(hotp_value(decrypt(authenticator.data["secret"]), counter))
    return None
