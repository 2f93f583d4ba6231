"""Acting on drafts of rules, calls and their additions: lock the row, ask if it may be done, refuse an old page."""

from contextlib import contextmanager

from django.db import transaction

from accounts.refusal import Refused
from applications import law_permissions
from applications.actions._editing import STALE, Stale
from applications.models import Call, CallAddition, RuleSetDraft

_CHECKS = {
    RuleSetDraft: law_permissions.on_draft,
    Call: law_permissions.on_call,
    CallAddition: law_permissions.on_addition,
}


@contextmanager
def locked(row, *, by, verb, expected_version):
    """Yield the locked row in one transaction; on leaving, raise its ``edit_version`` and save it.

    ``expected_version``: the one the page was made from; ``Stale`` when the row has moved on.
    """
    model = type(row)
    with transaction.atomic():
        row = model.objects.select_for_update(of=("self",)).get(pk=row.pk)
        sentence = _CHECKS[model](by, row, verb)
        if sentence:
            raise Refused(sentence)
        if row.edit_version != expected_version:
            raise Stale(STALE)
        yield row
        row.edit_version += 1
        row.save()
