"""What is checked of a signed-in person at every request, before any page."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts import left_typing, second_factor
from accounts.actions.switch_role import switch_role

# Writing the session at every click would be one UPDATE per page.
SEEN_EVERY = 30  # seconds
IDLE = _("You were away for a while. Sign in again to go on.")
TOO_LONG = _("A working day is over for this session. Sign in again to go on.")
KEPT = _("What you were sending is kept for %(minutes)s minutes: you find it as soon as you are in.")
NO_MEMBERSHIP = _("You have no role in any office today. Ask your administrator.")
NEEDS_FACTOR = _("Your account has got a second factor since you signed in. Sign in again with the code.")

# What a person who has not yet a second factor may reach.
BEFORE_SECOND_FACTOR = {"mfa_activate_totp", "account_logout", "set_language"}


def _to_sign_in(request, sentence):
    """End the session and say why; the way back to the same page is kept, and what was being sent."""
    path, kept = request.get_full_path() if request.method == "GET" else "", left_typing.keep(request)
    if kept:
        path = reverse("accounts:left_typing")
    logout(request)
    messages.info(request, sentence)
    if kept:
        messages.info(request, KEPT % {"minutes": left_typing.MINUTES})
    where = reverse("account_login")
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": where})
    return redirect(f"{where}?{urlencode({'next': path})}" if path else where)


class SessionLimits:
    """Idle and absolute limits (SESSION_IDLE_SECONDS, SESSION_ABSOLUTE_SECONDS, in seconds)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = int(time.time())
            session = request.session
            started = session.setdefault("signed_in_at", now)
            seen = session.get("seen_at", now)
            if now - started >= settings.SESSION_ABSOLUTE_SECONDS:
                return _to_sign_in(request, TOO_LONG)
            if now - seen >= settings.SESSION_IDLE_SECONDS:
                return _to_sign_in(request, IDLE)
            if "seen_at" not in session or now - seen >= SEEN_EVERY:
                session["seen_at"] = now
        return self.get_response(request)


class CurrentMembership:
    """Somebody whose role has ended acts in another current one, or is signed out at the next click."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if user.is_authenticated:
            today = timezone.localdate()
            if not (user.acting_as and user.acting_as.is_current(on=today)):
                other = user.memberships.current(on=today).select_related("office__parent").first()
                if other is None:
                    return _to_sign_in(request, NO_MEMBERSHIP)
                switch_role(membership=other, by=user, on=today)
                request.session.cycle_key()
        return self.get_response(request)


class SecondFactorRequired:
    """No page of ours before the second factor, whatever the role."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if second_factor.satisfied(request) or request.resolver_match.view_name in BEFORE_SECOND_FACTOR:
            return None
        if request.user.has_second_factor:
            return _to_sign_in(request, NEEDS_FACTOR)
        return redirect("mfa_activate_totp")


class NoStore:
    """Pages seen while signed in stay in no cache: the Back button after sign-out shows nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response
