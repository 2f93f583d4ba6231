"""The numbers of the sidebar are counted once, and again as soon as anybody sends a form."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from redis.exceptions import ConnectionError as Away

from b2portal import counters


class Counted:
    """Counts how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return {"applications:work": [self.times, 0]}


@pytest.fixture
def count():
    cache.clear()
    return Counted()


def send(method):
    return counters.Turns(lambda request: HttpResponse())(getattr(RequestFactory(), method)("/"))


def test_reading_pages_counts_once_and_a_form_of_anybody_counts_again(count):
    for _page in range(3):
        assert counters.kept("one", count) == {"applications:work": [1, 0]}
        send("get")
    send("post")
    assert counters.kept("one", count) == {"applications:work": [2, 0]}
    assert counters.kept("other", count) == {"applications:work": [3, 0]}, "each person has their own"


def test_what_is_counted_while_a_form_arrives_is_not_kept_for_after_it(count):
    def slow():
        found = count()
        send("post")
        return found

    counters.kept("one", slow)
    assert counters.kept("one", count) == {"applications:work": [2, 0]}


def test_the_page_of_the_list_itself_counts_now_and_keeps_it(count):
    counters.kept("one", count)
    assert counters.kept("one", count, anew=True) == {"applications:work": [2, 0]}
    assert counters.kept("one", count) == {"applications:work": [2, 0]}


def test_without_redis_every_page_counts(count, monkeypatch):
    def away(*args, **more):
        raise Away

    for name in ("get_many", "set"):
        monkeypatch.setattr(counters.cache, name, away)
    assert [counters.kept("one", count)["applications:work"][0] for _page in range(2)] == [1, 2]
    assert send("post").status_code == 200
