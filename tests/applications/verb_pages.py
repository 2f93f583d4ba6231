"""Doing a verb through its page in tests, at the day of the factories."""

from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Application
from tests.applications.factories import NOW
from tests.applications.pages import enter

# role → the pages of assessment, plan and decision it may not open at all
NO_PLACE = ("officer", "administrator")


@pytest.fixture(autouse=True)
def the_day():
    """Evidence has dates: the clock of the pages is that of the factories."""
    with time_machine.travel(NOW):
        yield


def url(verb, case):
    return reverse(f"applications:{verb}", args=[case.ref])


def get(user, verb, case):
    return enter(Client(), user).get(url(verb, case))


def post(user, verb, case, data=None, **more):
    return enter(Client(), user).post(url(verb, case), data or {}, **more)


def again(case):
    """The case as it is now."""
    return Application.objects.with_people().get(pk=case.pk)


def said(response):
    """The page where the request ended, as written: messages included, apostrophes read back."""
    return unescape(response.content.decode())


def queries(user, path):
    """(answer, how many queries the page itself asked): the sign-in left out, and the numbers of the sidebar, which
    the page before it has counted."""
    client = enter(Client(), user)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    return answer, len(asked)
