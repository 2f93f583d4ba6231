"""Five wrong tries from one address on one account, then 15 minutes of waiting.

Counted by django-axes in the database. The pair (account, address) is what waits: the person at another desk
still gets in, so nobody can lock somebody else out.
Passwords and codes are counted apart, because a right password must not forgive wrong codes.
"""

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.shortcuts import render
from django.utils import timezone

# Whoever guesses codes already knows the password; from many addresses together they get this many tries.
CODES_FROM_ANYWHERE = 20
WAIT = timedelta(hours=settings.AXES_COOLOFF_TIME)


def address_of(request):
    """AXES_CLIENT_IP_CALLABLE: where the request came from.

    Behind our proxy (settings.BEHIND_PROXY) it is the last address of X-Forwarded-For, the one our proxy
    wrote: the others are whatever the client claims.
    """
    if settings.BEHIND_PROXY:
        claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
        if claimed:
            return claimed
    return request.META.get("REMOTE_ADDR") or None


def account_of(request, credentials):
    """AXES_USERNAME_CALLABLE: the account a try was made on, as typed."""
    credentials = credentials or {}
    typed = credentials.get("email") or credentials.get("username") or request.POST.get("login") or ""
    return typed.strip().lower()[:255]


def _code_credentials(user):
    return {"username": f"code:{user.email}"}


def must_wait(request, *, user):
    """True while codes of this person are not looked at; the answer then becomes the page that says so."""
    recent = AccessAttempt.objects.filter(
        username=_code_credentials(user)["username"], attempt_time__gte=timezone.now() - WAIT
    ).aggregate(total=Sum("failures_since_start"))["total"]
    waiting = (recent or 0) >= CODES_FROM_ANYWHERE or not AxesProxyHandler.is_allowed(
        request, _code_credentials(user)
    )
    if waiting:
        request.axes_locked_out = True
    return waiting


def wrong_code(request, *, user):
    user_login_failed.send(sender=__name__, credentials=_code_credentials(user), request=request)


def right_code(*, user):
    AxesProxyHandler.reset_attempts(username=_code_credentials(user)["username"])


def locked_page(request, response=None, credentials=None):
    """AXES_LOCKOUT_CALLABLE: says plainly how long to wait, the same for accounts that do not exist."""
    minutes = int(WAIT.total_seconds() // 60)
    return render(request, "account/locked.html", {"minutes": minutes}, status=429)
