"""Change who the person is."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._editing import editing


def edit_person(*, application, by, at, expected_version, fields):
    """``fields``: tax_code, last_name, first_name, birth_date, birth_place, sex, phone, email, large_print.
    Raises ``Refused``, ``Stale``.
    """
    with editing(
        application=application, by=by, at=at, section="persona", expected_version=expected_version
    ) as row:
        for name, value in fields.items():
            setattr(row.person, name, value)
        try:
            with transaction.atomic():
                row.person.save(update_fields=list(fields))
        except IntegrityError as error:
            raise Refused(
                _("A person with this codice fiscale is already registered in the Ambito.")
            ) from error
    return row
