"""The numbers of the sidebar, kept for a moment: counted for every page they would be most of its time.

They are good until somebody, whoever it is, sends a form: each form begins another turn, and the numbers of earlier
turns are read no more. What workers and calendar do is seen after ``SECONDS`` at the latest. While Redis does not
answer they are counted for every page.
"""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

SECONDS = 30
TURN = "sidebar-turn"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def kept(owner: str, count: Callable[[], dict[str, Any]], *, anew: bool = False) -> dict[str, Any]:
    """The numbers of ``owner`` as they were kept in this turn, else as ``count`` finds them; ``anew`` counts always.

    The turn is read before counting: what is counted while somebody sends a form belongs to the turn before it.
    """
    name = f"sidebar-{owner}"
    try:
        found = cache.get_many([TURN, name])
    except (RedisError, OSError):
        return count()
    turn = found.get(TURN) or _another_turn()
    if found.get(name) and not anew:
        of_turn, numbers = json.loads(found[name])
        if of_turn == turn:
            return numbers
    numbers = count()
    _keep(name, json.dumps([turn, numbers]), SECONDS)
    return numbers


def _another_turn():
    turn = uuid4().hex
    _keep(TURN, turn, None)
    return turn


def _keep(name, value, seconds):
    try:
        cache.set(name, value, seconds)
    except (RedisError, OSError):
        return


class Turns:
    """Middleware: a form that was sent, and whatever it did is in the database now, begins another turn."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in _SAFE:
            _another_turn()
        return response
