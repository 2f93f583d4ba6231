"""The answers when a page cannot be given: each says what happened, what to do and a code for support.

The code is written in the log beside the error, so that who helps finds the right line; nothing of the
person or of the case is in it. None of these pages asks the database.
"""

import logging
import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from accounts.refusal import Refused

logger = logging.getLogger("b2portal.errors")
# Without 0/O and 1/I: it is read over the telephone.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def incident_code() -> str:
    """Four signs, new for every error."""
    return "".join(secrets.choice(ALPHABET) for _ in range(4))


def answer(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """The page `<status>.html` with a code, the same one written in the log."""
    code = incident_code()
    # The path is left out on purpose: it can carry a case number
    logger.warning("status=%s incident=%s", status, code)
    return render(request, f"{status}.html", {"code": code, **context}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what arrived makes no sense, most often a truncated address."""
    return answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the role may not use this page. A sentence given with PermissionDenied is shown."""
    sentence = str(exception) if isinstance(exception, PermissionDenied | Refused) and str(exception) else ""
    return answer(request, 403, sentence=sentence)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form left open over a sign-out or in a browser without cookies: try again, nothing was changed."""
    return answer(request, 403, stale_form=True)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not of this office; the two must look the same."""
    return answer(request, 404)


def conflict(request: HttpRequest, sentence: str = "", back_url: str = "") -> HttpResponse:
    """409: the page was old, somebody changed the same thing meanwhile. Views call it."""
    return answer(request, 409, sentence=sentence, back_url=back_url)


def too_many(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """429: too many wrong attempts. Called by axes with its own arguments."""
    return answer(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Without context processors: one of them may be what broke."""
    code = incident_code()
    logger.error("status=500 incident=%s", code)
    return HttpResponseServerError(loader.get_template("500.html").render({"code": code}))
