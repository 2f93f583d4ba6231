"""The web application with ``plant`` loaded."""

from b2portal.wsgi import application
from tests.faults import plant  # noqa: F401

__all__ = ["application"]
