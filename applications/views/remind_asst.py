"""Ask the ASST again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import since
from accounts.roles import require
from applications import assessment_page
from applications.actions.remind_asst import last_reminder
from applications.actions.remind_asst import remind_asst as remind
from applications.assessment_rules import asked_at, why_not_remind
from applications.forms.assessment import NoteForm
from applications.permissions import current_assessment
from applications.views._assessment import decide
from applications.views._case import case_or_404


@require("case.health.read")
def remind_asst(request, ref):
    """For the social worker, and for the managers when it has been long."""
    case = case_or_404(request, ref, what=_("assessment, reminder"), prefetch=assessment_page.PREFETCH)
    now = timezone.now()
    label = _("A few words for the ASST, if needed")
    form = NoteForm(request.POST if request.method == "POST" else None, label=label, needed=False)
    asked, last = asked_at(case, current_assessment(case)), last_reminder(case)
    return decide(
        request,
        case,
        verb="remind_asst",
        heading=_("Remind the ASST"),
        refusal=why_not_remind(request.user, case, at=now, last_reminder=last),
        form=form,
        waiting=since(asked, timezone.localdate()) if asked else "",
        last=last,
        act=lambda: remind(application=case, by=request.user, at=now, note=form.cleaned_data["note"]),
        done=_("Reminder written: the ASST finds it in its queue."),
    )
