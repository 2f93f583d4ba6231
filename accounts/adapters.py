"""Where allauth asks how this house does things."""

import base64
import hashlib
import time

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "mfa/messages/totp_activated.txt": (messages.SUCCESS, _("The app is connected.")),
    "mfa/messages/totp_deactivated.txt": (messages.SUCCESS, _("The old app is disconnected.")),
    "mfa/messages/recovery_codes_generated.txt": (
        messages.WARNING,
        _("You have new reserve codes: the old ones no longer work."),
    ),
    "account/messages/password_changed.txt": (messages.SUCCESS, _("Done. From now on use the new password.")),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Wrong email or password"),
        "enter_current_password": _("The current password is not right."),
        "rate_limited": _("Too many requests: wait a minute and try again."),
    }

    def is_open_for_signup(self, request):
        return False  # people are invited by their administrator

    def add_message(
        self, request, level, message_template=None, message_context=None, extra_tags="", message=None
    ):
        """Say only what is useful, in our words: 'you have signed in' is not."""
        if message_template in MESSAGES:
            level, message = MESSAGES[message_template]
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def get_login_redirect_url(self, request):
        """The first page of whoever opens no case is the list of people."""
        return first_page(request.user)

    def is_reauthentication_required(self, *, app):
        """A code of the last minutes is fresh, also that of the sign-in. No app yet, no question."""
        if not getattr(self.request.user, "has_second_factor", False):
            return False
        records = get_authentication_records(self.request, self.request.user)
        codes = [record["at"] for record in records if record.get("method") == "mfa"]
        return not codes or time.time() - codes[-1] >= account_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user):
        """Only the second factor: a password alone never opens the security page."""
        return [{"id": "mfa_reauthenticate", "description": _("Code"), "url": reverse("mfa_reauthenticate")}]


def first_page(user):
    if user.may("case.read"):
        return settings.LOGIN_REDIRECT_URL
    return reverse("accounts:offices" if user.may("office.read") else "accounts:profile")


def ciphers():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"second factor" + key.encode()).digest()))
            for key in keys
        ]
    )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Seeds are encrypted at rest with a key derived from SECRET_KEY (SECRET_KEY_FALLBACKS still read)."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is wrong or expired: use the new one on the app."),
    }

    def encrypt(self, text):
        return ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return ciphers().decrypt(encrypted_text.encode()).decode()
