"""What the tests of the money share."""

import pytest

from tests.applications.factories import world


@pytest.fixture
def w(db):
    """One Ambito with its people."""
    return world()
