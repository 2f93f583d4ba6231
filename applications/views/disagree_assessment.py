"""The ASST writes that it does not agree, and why."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import assessment_page
from applications.actions.disagree_assessment import disagree_assessment as disagree
from applications.assessment_rules import why_not_disagree
from applications.forms.assessment import NoteForm
from applications.views._assessment import decide
from applications.views._case import case_or_404


@require("assessment.health")
def disagree_assessment(request, ref):
    """The reason; the Comune finds it first in its queue."""
    case = case_or_404(request, ref, what=_("assessment, disagreement"), prefetch=assessment_page.PREFETCH)
    label = _("On what do you disagree, and what would you write?")
    form = NoteForm(request.POST if request.method == "POST" else None, label=label)
    return decide(
        request,
        case,
        verb="disagree_assessment",
        heading=_("We do not agree"),
        refusal=why_not_disagree(request.user, case),
        form=form,
        act=lambda: disagree(
            application=case, by=request.user, at=timezone.now(), note=form.cleaned_data["note"]
        ),
        done=_("Written: the Comune will answer."),
    )
