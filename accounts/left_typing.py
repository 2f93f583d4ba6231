"""What somebody was sending when the session ended: kept for a while, for that person alone, to be sent again.

Enciphered in the cache, with the key of the second factors; never a file, a password or a code. Only what carried the
token of one of our own pages is kept: another site cannot leave here something to be sent in somebody's name. A session
that is wholly gone says nothing of whose it was: then nothing is kept.
"""

import json
from dataclasses import dataclass

from django.core.cache import cache
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve
from redis.exceptions import RedisError

from accounts.adapters import ciphers

MINUTES = 30
MOST_FILES, LONGEST_NAME = 20, 120  # what is said of the files
LARGEST = 200_000  # characters of all the fields together
KEPT_OF = ("applications", "vouchers")  # their forms; not sign-in, not people
NEVER = ("csrfmiddlewaretoken", "password", "code")
MACHINERY = (
    "version",
    "base",
    "step",
    "back",
    "then",
    "expected",
    "expected_version",
)  # not typed by anybody


@dataclass(frozen=True)
class Left:
    """``fields``: [(name, value)] as they were sent to ``path``."""

    path: str
    fields: list
    files: list  # the names of the files that were chosen: they are not kept

    @property
    def words(self):
        """What a person typed, to be read or copied: no keys, no choices of one letter."""
        typed = (value.strip() for name, value in self.fields if name not in MACHINERY)
        return [
            value for value in dict.fromkeys(typed) if len(value) > 2 and not value.startswith(("{", "on"))
        ]


class _Token(CsrfViewMiddleware):
    def _reject(self, request, reason):
        return reason


def keep(request):
    """Keep the POST of ``request.user``. True when it was kept."""
    if request.method != "POST" or request.headers.get("HX-Request") or not _ours(request):
        return False
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NEVER]
    if not fields or sum(len(value) for _name, value in fields) > LARGEST:
        return False
    names = [one.name[:LONGEST_NAME] for _name, many in request.FILES.lists() for one in many][:MOST_FILES]
    text = json.dumps([request.get_full_path(), fields, names])
    try:
        cache.set(_key(request.user), ciphers().encrypt(text.encode()), MINUTES * 60)
    except (RedisError, OSError):  # the cache is away: signing in does not need it
        return False
    return True


def of(user):
    """What ``user`` left, or None."""
    try:
        found = cache.get(_key(user))
    except (RedisError, OSError):
        return None
    if found is None:
        return None
    path, fields, files = json.loads(ciphers().decrypt(found))
    return Left(path, [tuple(one) for one in fields], files)


def forget(user):
    """It was sent, or thrown away."""
    try:
        cache.delete(_key(user))
    except (RedisError, OSError):
        return


def _ours(request):
    """One of our own pages sent it, to a page that keeps what is typed."""
    try:
        name = resolve(request.path_info).app_name
    except Resolver404:
        return False
    return name in KEPT_OF and _Token(lambda _request: None).process_view(request, None, (), {}) is None


def _key(user):
    return f"left-typing-{user.pk}"
