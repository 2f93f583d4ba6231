"""What the tests of the money share."""

import pytest

from tests.applications.factories import world


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Nobody signs in with a password here: the slow hash would be most of the time of a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def w(db):
    """One Ambito with its people."""
    return world()
