"""Change what gives the right: living at home, certificates, ISEE."""

from datetime import date, timedelta

from django.db import IntegrityError, connection

from accounts.refusal import Refused
from applications.actions._editing import editing
from applications.actions._isee import standing, tell_changes
from applications.actions._rows import replace_rows
from applications.models import Certificate, Isee, Verification
from applications.models.evidence import OVERLAP
from applications.permissions import may_edit_evidence

PERIODS = "isee_no_overlap, certificate_no_overlap"


def edit_evidence(*, application, by, at, expected_version, fields, certificates, isee):
    """``fields``: lives_at_home, declares_no_certificate.
    ``certificates`` and ``isee``: see ``_rows.replace_rows``.

    A new row that starts while an older one of its kind holds takes its place: the older one ends the day before.
    A row that says it was checked keeps who said so and when; changing it asks for a new check by whoever
    changes it. While the case is granted or paid, an ISEE that changes is a life event too, on which somebody else
    decides. Raises ``Refused`` when two periods of one kind meet.
    """

    def checked(evidence, changed):
        if evidence.verification == Verification.DECLARED:
            evidence.verified_at = evidence.verified_by = None
        elif changed or evidence.verified_at is None:
            evidence.verified_at, evidence.verified_by = at, by

    try:
        with editing(
            application=application,
            by=by,
            at=at,
            section="requisiti",
            expected_version=expected_version,
            check=may_edit_evidence,
        ) as row:
            person = row.person
            _check_periods("DEFERRED")
            _close_older(person.certificates.all(), certificates, "recognised_on", "valid_to")
            _close_older(person.isee_set.all(), isee, "issued_on", "valid_to")
            known = standing(person)
            replace_rows(
                queryset=person.certificates.all(),
                values=certificates,
                new=lambda: Certificate(person=person),
                before_save=checked,
            )
            replace_rows(
                queryset=person.isee_set.all(),
                values=isee,
                new=lambda: Isee(person=person),
                before_save=checked,
            )
            _check_periods("IMMEDIATE")
            tell_changes(application=row, known=known, by=by, at=at)
            row.lives_at_home = fields["lives_at_home"]
            row.declares_no_certificate = fields["declares_no_certificate"]
    except IntegrityError as error:
        if "_no_overlap" not in str(error):
            raise
        raise Refused(OVERLAP) from error
    return row


def _check_periods(when):
    """Rows are written one by one: what counts is how they stand together at the end."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {PERIODS} {when}")


def _close_older(rows, values, starts, ends):
    """End the rows that a new one takes the place of, in the table and in ``values``."""
    known = {row.pk: row for row in rows}
    for key, new in values:
        if key is not None or new.get("pending") or not new.get(starts):
            continue
        for old_key, fields in values:
            old = known.get(old_key)
            if (
                old is None
                or fields["kind"] != new["kind"]
                or not fields.get(starts)
                or fields.get("pending")
            ):
                continue
            if fields[starts] < new[starts] <= (fields.get(ends) or date.max):
                fields[ends] = new[starts] - timedelta(days=1)
                setattr(old, ends, fields[ends])
                old.save(update_fields=[ends])
