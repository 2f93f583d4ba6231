"""The Comune answers the ASST without changing its part."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import assessment_page
from applications.actions.answer_disagreement import answer_disagreement as answer
from applications.assessment_rules import why_not_answer
from applications.forms.assessment import NoteForm
from applications.permissions import current_assessment
from applications.views._assessment import decide
from applications.views._case import case_or_404


@require("assessment.social")
def answer_disagreement(request, ref):
    """The answer; the ASST has the assessment again to sign."""
    case = case_or_404(request, ref, what=_("assessment, answer"), prefetch=assessment_page.PREFETCH)
    form = NoteForm(request.POST if request.method == "POST" else None, label=_("Your answer to the ASST"))
    return decide(
        request,
        case,
        verb="answer_disagreement",
        heading=_("Answer the ASST"),
        refusal=why_not_answer(request.user, case),
        form=form,
        assessment=current_assessment(case),
        act=lambda: answer(
            application=case, by=request.user, at=timezone.now(), note=form.cleaned_data["note"]
        ),
        done=_("Answered: the ASST has the assessment again to sign."),
    )
