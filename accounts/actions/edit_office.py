"""Change what an office says of itself, and the terms it gives itself."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from accounts.refusal import Refused


@transaction.atomic
def edit_office(*, office, by, at, expected, **fields):
    """``fields``: address, email, phone, patron_day, control_days. Returns the Office as it stands.

    ``expected``: ``edited_at`` as it was when the page was opened. Refused outside the Ambito, and when somebody else
    has changed the office since: nobody's words are overwritten unseen.
    """
    row = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    sentence = why_not(office=row, by=by)
    if sentence:
        raise Refused(sentence)
    if row.edited_at != expected:
        raise Refused(
            _("%(name)s has changed this office meanwhile. Open the page again before you save.")
            % {"name": row.edited_by.full_name if row.edited_by else "–"}
        )
    for name, value in fields.items():
        setattr(row, name, value)
    row.edited_at, row.edited_by = at, by
    row.save(update_fields=[*fields, "edited_at", "edited_by"])
    return row


def why_not(*, office, by):
    """The sentence that refuses, or None."""
    if not by.may("office.write") or office.plan_office != by.plan_office:
        return _("Only whoever answers for the Ambito can change its offices.")
    return None
