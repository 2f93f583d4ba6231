"""How much support is needed, and do we both agree? Each office writes its own part and reads the other's."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import moment
from accounts.refusal import Refused
from accounts.roles import require
from applications import assessment_page
from applications.actions._editing import Stale
from applications.actions.write_assessment import WRITABLE
from applications.actions.write_assessment import write_assessment as save
from applications.forms.write_assessment import AssessmentForm
from applications.models import Part
from applications.permissions import NOT_YOUR_ROLE, current_assessment, part_of, why_not
from applications.views._case import case_or_404
from applications.views._page import show


@require("case.health.read")
def write_assessment(request, ref):
    """The assessment; posting saves the part of one's own office, and only that."""
    case = case_or_404(request, ref, what=_("assessment"), prefetch=assessment_page.PREFETCH)
    assessment, part = current_assessment(case), part_of(request.user)
    if request.method != "POST":
        form = None
        if part is not None and case.status in WRITABLE:
            form = _form(assessment, part, initial=_initial(assessment, part))
        return _page(request, case, form)
    if part is None:
        raise PermissionDenied(str(NOT_YOUR_ROLE))
    form = _form(assessment, part, data=request.POST)
    if not form.is_valid():
        return _page(request, case, form)
    try:
        saved = save(
            application=case,
            by=request.user,
            at=timezone.now(),
            content=form.content(),
            visited_on=form.cleaned_data.get("visited_on"),
            expected_version=form.cleaned_data["expected_version"],
            reason=form.cleaned_data.get("reason", ""),
        )
    except Stale as refusal:
        # nothing typed is lost: the same answers again, ready to be saved over what is there now
        case = case_or_404(request, ref, what=_("assessment"), prefetch=assessment_page.PREFETCH)
        now = current_assessment(case)
        if getattr(now, part) == form.content() and form.cleaned_data.get("visited_on") in (
            None,
            now.visited_on,
        ):
            return redirect(request.path)  # the same page sent twice
        data = request.POST.copy()
        data["expected_version"] = now.edit_version
        form = _form(now, part, data=data)
        form.add_error(None, str(refusal))
        return _page(request, case, form, status=409)
    except Refused as refusal:
        form.add_error("reason" if "reason" in form.fields else None, str(refusal))
        return _page(request, case, form, status=409)
    messages.success(request, _("Saved: %(when)s.") % {"when": moment(timezone.now())})
    if _voided(assessment, saved):
        messages.warning(request, _("The signatures no longer hold: both parts must be signed again."))
    return redirect(request.path)


def _form(assessment, part, **more):
    return AssessmentForm(
        part=part,
        today=timezone.localdate(),
        signed=bool(assessment and assessment_page.standing(assessment)),
        **more,
    )


def _initial(assessment, part):
    if assessment is None:
        return {}
    own = {"visited_on": assessment.visited_on} if part == Part.SOCIAL else {}
    return {**getattr(assessment, part), **own, "expected_version": assessment.edit_version}


def _voided(before, after):
    return bool(before and assessment_page.standing(before)) and before.content_hash != after.content_hash


def _page(request, case, form, *, status=200):
    user, now = request.user, timezone.now()
    assessment, part = current_assessment(case), part_of(user)
    _newest, previous, *_older = [*case.assessments.all(), None, None]
    columns = [
        assessment_page.column(each, assessment, previous, form=form if each == part else None)
        for each in Part
    ]
    return show(
        request,
        "applications/write_assessment.html",
        case,
        heading=_("Assessment"),
        status=status,
        assessment=assessment,
        form=form,
        columns=columns,
        signatures=assessment_page.signatures(case, assessment, on=timezone.localdate()),
        standing=assessment_page.standing(assessment) if assessment else [],
        part=part,
        sign_refusal=why_not(user, case, "sign_assessment", at=now),
        send_refusal=why_not(user, case, "send_to_asst", at=now),
        may_send=user.may("assessment.social") and case.sent_to_asst_at is None,
        closed=part is not None and case.status not in WRITABLE,
    )
