"""Changing the data of a case without changing its status: lock, check, bump the version, record."""

from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications import permissions
from applications.actions._transition import record
from applications.models import Application

STALE = _(
    "Somebody changed this page while it was open. What you typed is still here: check it and save again."
)


class Stale(Refused):
    """The page was older than the case."""


@contextmanager
def editing(*, application, by, at, section, expected_version=None, check=permissions.may_edit):
    """Yield the locked row inside one transaction; on leaving, raise its version and record an ``edit`` event.

    ``expected_version``: the version the page was made from; when the row has moved on, ``Stale``.
    ``section``: the step or part of the page, kept in the event. Raises ``Refused`` when not allowed.
    """
    with transaction.atomic():
        row = Application.objects.lock(application.pk)
        sentence = check(by, row)
        if sentence and permissions.may_import(by, row):
            raise Refused(sentence)
        if expected_version is not None and row.edit_version != expected_version:
            raise Stale(STALE)
        yield row
        row.edit_version += 1
        row.save()
        record(application=row, verb="edit", by=by, at=at, data={"section": section})
