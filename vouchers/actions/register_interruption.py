"""The person is away, or something else stops the money."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions.attach import attach
from applications.actions.suspend import suspend
from applications.letter_tasks import start_by_itself
from applications.models import Application, LetterKind
from applications.workflow import Status
from vouchers.models import Interruption
from vouchers.permissions import why_not_case


@transaction.atomic
def register_interruption(
    *, application, by, at, reason, starts_on, ends_on=None, note="", expected_on=None, file=None
):
    """Write the days away. While it goes on (no ``ends_on``) the case is suspended. Returns the Interruption.

    ``expected_on``: the return as it is expected, only while it goes on; ``file``: the paper that says the stay, as
    ``papers.uploads.check`` accepted it. Days of months already paid become a recovery with the next list.
    """
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "register_interruption", at=at)
    if sentence:
        raise Refused(sentence)
    today = timezone.localdate(at)
    if starts_on > today:
        raise Refused(_("The suspension starts in the future: register it on its first day."))
    if ends_on and ends_on > today:
        raise Refused(_("The return is in the future: leave it empty until the person is back."))
    if expected_on and (ends_on or expected_on < starts_on):
        raise Refused(
            _("An expected return makes sense only while the person is away, and not before the first day.")
        )
    document = file and attach(application=case, by=by, at=at, checked=file, kind="stay", label="")
    try:
        with transaction.atomic():
            row = Interruption.objects.create(
                application=case,
                reason=reason,
                note=note,
                starts_on=starts_on,
                ends_on=ends_on,
                expected_on=expected_on,
                document=document,
                registered_at=at,
                registered_by=by,
                ended_at=at if ends_on else None,
                ended_by=by if ends_on else None,
            )
    except IntegrityError as error:
        if "dates_in_order" in str(error):
            raise Refused(_("The end comes before the start: check the two dates.")) from error
        raise Refused(_("There is already a suspension in these days.")) from error
    if ends_on is None and case.status == Status.ACTIVE:
        suspend(application=case, by=by, at=at, note=note or row.get_reason_display())
        start_by_itself(application=case, kind=LetterKind.SUSPENSION, by=by, at=at)
    return row
