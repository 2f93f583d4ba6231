from datetime import UTC, date, datetime

import pytest

from accounts.models import Membership, Office, User
from jobs import actions, registry, tasks
from jobs.models import Job

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def office(db):
    return Office.objects.create(kind="plan_office", name="Ufficio di Piano", code="udp")


@pytest.fixture
def other_office(db):
    return Office.objects.create(kind="plan_office", name="Altro Ufficio di Piano", code="udp-2")


@pytest.fixture
def person(db):
    """person(office, role) -> a user acting in that role."""

    def make(office, role, email="anna@example.org"):
        user = User.objects.create_user(email, None, first_name="Anna", last_name="Rota")
        user.acting_as = Membership.objects.create(
            user=user, office=office, role=role, valid_from=date(2026, 1, 1)
        )
        user.save()
        return user

    return make


@pytest.fixture
def officer(office, person):
    return person(office, "administrative_officer")


@pytest.fixture
def done():
    """The keys of the items the sample handler has really worked at, in order."""
    return []


@pytest.fixture
def sample_kind(done):
    """A kind of job whose items named "bad…" raise."""
    yield from _register("sample", done)


@pytest.fixture
def batch_kind(done):
    yield from _register("sample_batch", done, batch=3)


def _register(kind, done, batch=0):
    def work(items):
        for item in items if batch else [items]:
            if item.key.startswith("bad"):
                raise ZeroDivisionError("RSSMRA26A41H501X")
            done.append(item.key)

    registry.handler(kind, read="payment.read", retry="payment.prepare", batch=batch)(work)
    yield kind
    registry.forget(kind)


@pytest.fixture
def start(office, officer, sample_kind):
    def begin(*keys, kind=sample_kind, key="run:1", **more) -> Job:
        items = [(k, f"Voce {k}") for k in keys]
        defaults = {"by": officer, "at": AT, "office": office, "label": "Lettere di novembre"}
        return actions.start(kind=kind, key=key, items=items, **(defaults | more))

    return begin


@pytest.fixture
def broker():
    """Point the bell at another broker for a moment."""
    conf = tasks.run.app.conf
    before = conf.broker_url, conf.broker_write_url

    def use(url):
        conf.broker_url = conf.broker_write_url = url

    yield use
    conf.broker_url, conf.broker_write_url = before
