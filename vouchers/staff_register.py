"""The register of accounts of the staff: an IBAN can be asked for, and never read out of it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.formats import masked_tax_code
from vouchers.models import StaffAccount

SALT = "vouchers.staff_register"


@dataclass(frozen=True)
class Entry:
    """One line of what an office loads: an account, and whose: a ``user`` or a ``tax_code``."""

    iban: str
    user: object = None
    tax_code: str = ""

    @property
    def holder(self):
        return fingerprint(f"user {self.user.pk}" if self.user else f"codice fiscale {self.tax_code}")

    @property
    def account(self):
        return fingerprint(f"iban {self.iban}")

    @property
    def shown(self):
        return "" if self.user else masked_tax_code(self.tax_code)


def fingerprint(text, *, secret=None):
    """HMAC-SHA256 under the key of the installation (SECRET_KEY), 64 hexadecimal signs."""
    return salted_hmac(SALT, text, secret=secret, algorithm="sha256").hexdigest()


def key(*, secret=None):
    """The name of the key: tells two keys apart, says nothing of either."""
    return fingerprint("key", secret=secret)[:8]


def accounts(iban):
    """What the register may hold for this IBAN, under today's key and those before it (SECRET_KEY_FALLBACKS)."""
    return {
        fingerprint(f"iban {iban}", secret=secret)
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    }


def in_force(plan_office):
    """The fingerprints of the accounts of the office's register."""
    rows = StaffAccount.objects.filter(plan_office=plan_office).in_force()
    return frozenset(rows.values_list("account", flat=True))


def is_own(user, application):
    """True when the register says that the account of the case is ``user``'s."""
    rows = StaffAccount.objects.filter(plan_office=application.plan_office, user=user).in_force()
    return bool(application.iban) and rows.filter(account__in=accounts(application.iban)).exists()


def unreadable(plan_office):
    """How many accounts were written under a key that is not here any more: they can be compared with nothing."""
    keys = {key(secret=secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)}
    return StaffAccount.objects.filter(plan_office=plan_office).in_force().exclude(key__in=keys).count()
