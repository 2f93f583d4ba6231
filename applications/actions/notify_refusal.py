"""Tell the family why the application cannot be accepted, before deciding (art. 10-bis L. 241/1990)."""

from django.db import transaction
from django.utils import timezone

from applications import facts, letter_tasks, procedure
from applications.actions._clock import move_notice_stop, stop_clock
from applications.actions._transition import transition
from applications.models import ClockStop, LetterKind, RefusalNotice
from eligibility.assess import assess


@transaction.atomic
def notify_refusal(*, application, by, at, note="", received_on=None, large_print=None):
    """Freeze the reasons of today and make the letter. The clock stops; the ten days run from ``received_on``.

    Returns the RefusalNotice.
    """
    row = transition(application=application, verb="notify_refusal", by=by, at=at, note=note)
    on = timezone.localdate(at)
    version = facts.version_of(row, on=on)
    outcome = assess(facts.of(row, on=on), facts.rules_of(version), on)
    notice = RefusalNotice.objects.create(
        application=row,
        rule_set=version,
        on=on,
        findings=outcome.to_json(),
        note=note,
        issued_at=at,
        issued_by=by,
        received_on=received_on,
        term_on=received_on and procedure.answer_term(row, received_on),
    )
    stop_clock(application=row, reason=ClockStop.Reason.NOTICE, on=on)
    move_notice_stop(notice=notice)
    letter_tasks.start_letter(
        application=row,
        kind=LetterKind.REFUSAL_NOTICE,
        key=f"refusal-notice-{notice.pk}",
        said={"notice": notice.pk},
        large_print=large_print,
        by=by,
        at=at,
    )
    return notice
