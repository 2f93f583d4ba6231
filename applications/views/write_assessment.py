"""How much support is needed, and do we both agree? Each office writes its own part and reads the other's."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import moment
from accounts.refusal import Refused
from accounts.roles import require
from applications import assessment_page, assessment_rules, sina
from applications.actions._editing import Stale
from applications.actions.remind_asst import last_reminder
from applications.actions.write_assessment import write_assessment as save
from applications.forms.write_assessment import AssessmentForm
from applications.models import Part
from applications.permissions import NOT_YOUR_ROLE, current_assessment, may_attach, part_of, why_not
from applications.views._case import case_or_404
from applications.views._page import show


@require("case.health.read")
def write_assessment(request, ref):
    """The assessment; posting saves the part of one's own office, and only that."""
    case = case_or_404(request, ref, what=_("assessment"), prefetch=assessment_page.PREFETCH)
    assessment, part = current_assessment(case), part_of(request.user)
    if request.method != "POST":
        form = None
        if assessment_rules.why_not_write(request.user, case, on=timezone.localdate()) is None:
            form = _form(case, part, initial=_initial(assessment, part))
        return _page(request, case, form)
    if part is None:
        raise PermissionDenied(str(NOT_YOUR_ROLE))
    lost = assessment_page.voided_by_edit(assessment, part)
    form = _form(case, part, data=request.POST)
    if not form.is_valid():
        return _page(request, case, form)
    try:
        saved = save(
            application=case,
            by=request.user,
            at=timezone.now(),
            content=form.content(),
            expected_version=form.cleaned_data["expected_version"],
            reason=form.cleaned_data.get("reason", ""),
            **form.visit(),
        )
    except Stale as refusal:
        # nothing typed is lost: the same answers again, ready to be saved over what is there now
        case = case_or_404(request, ref, what=_("assessment"), prefetch=assessment_page.PREFETCH)
        now = current_assessment(case)
        if getattr(now, part) == form.content() and all(
            value in (None, "", getattr(now, name)) for name, value in form.visit().items()
        ):
            return redirect(request.path)  # the same page sent twice
        data = request.POST.copy()
        data["expected_version"] = now.edit_version
        form = _form(case, part, data=data)
        form.add_error(None, str(refusal))
        return _page(request, case, form, status=409)
    except Refused as refusal:
        form.add_error("reason" if "reason" in form.fields else None, str(refusal))
        return _page(request, case, form, status=409)
    messages.success(request, _("Saved: %(when)s.") % {"when": moment(timezone.now())})
    if lost and assessment.content_hash != saved.content_hash:
        messages.warning(request, _("The signatures no longer hold: both parts must be signed again."))
    return redirect(request.path)


def _previous(case):
    _newest, previous, *_older = [*case.assessments.all(), None, None]
    return previous


def _form(case, part, **more):
    assessment, previous = current_assessment(case), _previous(case)
    return AssessmentForm(
        part=part,
        today=timezone.localdate(),
        chosen=assessment_page.chosen_scales(case, assessment),
        before=getattr(previous, part) if previous else None,
        signed=bool(assessment_page.voided_by_edit(assessment, part)),
        **more,
    )


def _initial(assessment, part):
    if assessment is None:
        return {}
    names = ("visited_on", "visited_from", "present") if part == Part.SOCIAL else ()
    own = {name: getattr(assessment, name) for name in names}
    return {**getattr(assessment, part), **own, "expected_version": assessment.edit_version}


def _page(request, case, form, *, status=200):
    user, now, today = request.user, timezone.now(), timezone.localdate()
    assessment, part = current_assessment(case), part_of(user)
    columns = [
        assessment_page.column(case, each, assessment, _previous(case), form=form if each == part else None)
        for each in sorted(Part, key=lambda each: each != part)  # one's own first, on a phone too
    ]
    reminded = last_reminder(case)
    return show(
        request,
        "applications/write_assessment.html",
        case,
        heading=_("Assessment"),
        status=status,
        assessment=assessment,
        form=form,
        columns=columns,
        signatures=assessment_page.signatures(case, assessment, on=today),
        lost=assessment_page.voided_by_edit(assessment, part),
        part=part,
        validity=assessment_page.validity(case, assessment, on=today),
        missing=assessment_page.missing(assessment, part) if form else [],
        sign_refusal=why_not(user, case, "sign_assessment", at=now),
        send_refusal=why_not(user, case, "send_to_asst", at=now),
        may_send=user.may("assessment.social") and case.sent_to_asst_at is None,
        closed=assessment_rules.why_not_write(user, case, on=today) if part and form is None else None,
        reminded=reminded,
        may={
            "remind": assessment_rules.why_not_remind(user, case, at=now, last_reminder=reminded) is None,
            "start": assessment_rules.why_not_start(user, case, on=today) is None,
            "disagree": assessment_rules.why_not_disagree(user, case) is None,
            "answer": assessment_rules.why_not_answer(user, case) is None,
            "attach": may_attach(user) is None,
        },
        answered=_answered(case, part, assessment),
        reuse=_reuse(user, case, part, assessment, today),
        to_complete=sina.to_complete(assessment.profile) if assessment else [],
    )


def _answered(case, part, assessment):
    """The answer of the Comune, for the ASST that has to sign or disagree again."""
    if part != Part.HEALTH or assessment is None or assessment.disagreed_at:
        return None
    if any(one.part == Part.HEALTH for one in assessment_page.standing(assessment)):
        return None
    return assessment_rules.last_answer(case)


def _reuse(user, case, part, assessment, today):
    """(the last signed assessment of another case, why it cannot be used here): only before one is begun."""
    if part != Part.SOCIAL or (assessment and (assessment.social or assessment.health)):
        return None
    found = assessment_rules.signed_elsewhere(user, case)
    if not found:
        return None
    return {
        "row": found[0],
        "refusal": assessment_rules.why_not_reuse(user, case, found[0], on=today),
    }
