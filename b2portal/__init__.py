"""The project: settings, URLs, calendar, engines. Importing it makes the Celery app known to every task."""

from b2portal.celery import app as celery_app

__all__ = ["celery_app"]
