"""Publish a draft of rules: from then on it is a text that never changes, known by its hash."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.actions._law import locked
from applications.models import RuleSetDraft, RuleSetVersion
from applications.rule_draft import read, why_not_ready


@transaction.atomic
def publish_rule_set(*, draft, by, at, expected_version):
    """The new RuleSetVersion. Whoever wrote or sent the draft is refused, here and by the database."""
    with locked(draft, by=by, verb="publish_rule_set", expected_version=expected_version) as row:
        sentence = why_not_ready(row)
        if sentence:
            raise Refused(sentence)
        rules = read(row.text)
        same = RuleSetVersion.objects.filter(sha256=rules.hash).first()
        if same is not None:
            raise Refused(_("The same rules are already published: %(version)s.") % {"version": same})
        row.version = RuleSetVersion.objects.create(
            name=rules.name,
            title=rules.title.it[:200],
            text=row.text,
            cases=row.cases,
            sha256=rules.hash,
            replaces=row.based_on,
            activates_on=row.activates_on,
            added_at=row.written_at,
            added_by=row.written_by,
            published_at=at,
            published_by=by,
        )
        row.state = RuleSetDraft.State.PUBLISHED
        row.published_at, row.published_by = at, by
    return row.version
