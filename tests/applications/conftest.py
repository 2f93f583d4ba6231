"""What most tests of the case file ask for: one Ambito, a draft in it, its social worker at a browser."""

import pytest

from tests.applications.factories import make_draft, world
from tests.applications.intake_pages import client_of


@pytest.fixture
def w(db):
    return world()


@pytest.fixture
def draft(w):
    return make_draft(w)


@pytest.fixture
def browser_of(w):
    """A client signed in as the social worker."""
    return client_of(w.social_worker)
