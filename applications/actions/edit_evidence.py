"""Change what gives the right: living at home, certificates, ISEE."""

from applications.actions._editing import editing
from applications.actions._rows import replace_rows
from applications.models import Certificate, Isee, Verification


def edit_evidence(*, application, by, at, expected_version, fields, certificates, isee):
    """``fields``: lives_at_home, declares_no_certificate.
    ``certificates`` and ``isee``: see ``_rows.replace_rows``.

    A row that says it was checked keeps who said so and when; changing it asks for a new check by whoever
    changes it.
    """

    def checked(evidence, changed):
        if evidence.verification == Verification.DECLARED:
            evidence.verified_at = evidence.verified_by = None
        elif changed or evidence.verified_at is None:
            evidence.verified_at, evidence.verified_by = at, by

    with editing(
        application=application, by=by, at=at, section="requisiti", expected_version=expected_version
    ) as row:
        person = row.person
        replace_rows(
            queryset=person.certificates.all(),
            values=certificates,
            new=lambda: Certificate(person=person),
            before_save=checked,
        )
        replace_rows(
            queryset=person.isee_set.all(), values=isee, new=lambda: Isee(person=person), before_save=checked
        )
        row.lives_at_home = fields["lives_at_home"]
        row.declares_no_certificate = fields["declares_no_certificate"]
    return row
