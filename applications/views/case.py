"""Who is this, where are we, what next, how much and why? One page, one scroll."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import (
    case_evidence,
    case_page,
    case_sections,
    documents_page,
    memos,
    panels,
    permissions,
    timeline,
    work,
)
from applications.facts import assess_case
from applications.forms.held_measures import OTHER_MEASURES
from applications.letters import may_choose_print
from applications.links import page_of, page_or_none
from applications.models import Application, Transfer
from applications.plan_budget import budget
from applications.steps import BY_CODE, with_next_step
from applications.views._case import case_or_404
from applications.workflow import APPEARANCE, OPEN
from eligibility.outcome import Outcome

# how each verb looks in the menu
ICONS = {
    "approve_plan": "check",
    "return_plan": "undo",
    "reject": "ban",
    "withdraw": "close",
    "submit": "mail",
}


@require("case.read")
def case(request, ref):
    """The case file. Parts the role may not read are left out by the builders, never only hidden."""
    today, now, user = timezone.localdate(), timezone.now(), request.user
    try:
        application = case_or_404(request, ref, what=_("case file"), prefetch=case_page.PREFETCH)
    except Http404:
        return _elsewhere(request, ref)
    panel = panels.money_of(user=user, application=application, on=today)
    outcome = assess_case(application, on=today)
    task = None if application.person.died_on else _next(application, user, today)
    offers = _offers(application, user, now)
    primary = _primary(application, task, offers)
    tone, icon = APPEARANCE[application.status]
    which = request.GET.get("cronologia", timeline.FACTS)
    events, more = timeline.events(application, user=user, which=which)
    plan = permissions.current_plan(application)
    health, money = user.may("case.health.read"), user.may("money.read")
    return render(
        request,
        "applications/case.html",
        {
            "case": application,
            "person": application.person,
            "age": application.person.age_on(today),
            "tone": tone,
            "icon": icon,
            "primary": primary,
            "menu": [offer for offer in offers if primary is None or offer["verb"] != primary.get("verb")]
            + [
                {"label": label, "url": url, "refusal": refusal}
                for label, url, refusal in (panel.actions if panel else ())
            ],
            "note_refusal": permissions.may_note(user),
            "edit_url": page_or_none(application, "edit")
            if permissions.may_edit(user, application) is None
            else None,
            "payee_url": reverse("applications:step", args=[application.ref, "riscossione"])
            if permissions.may_edit_payee(user, application) is None
            else None,
            "plan_url": page_or_none(application, "write_plan") if health else None,
            "assessment_url": page_or_none(application, "write_assessment") if health else None,
            "facts": case_page.facts(application, user=user, on=today, outcome=outcome, panel=panel),
            "stages": case_page.stages(application, panel=panel, on=today),
            "archived": application.status not in OPEN,
            "task": task,
            "deadlines": case_page.deadlines(application, user=user, panel=panel, on=today),
            "memos": [] if permissions.may_note(user) else memos.open_memos(user, application),
            "may_memo": memos.why_not_add(user, application) is None,
            "clock": case_page.clock_of(application, on=today),
            "notice": case_page.notice_in_words(application),
            "asked": case_page.open_request(application),
            "remind_url": page_or_none(application, "remind_documents")
            if permissions.may_remind(user, application) is None
            else None,
            "caregiver": next(iter(application.caregivers.all()), None),
            "carer": next(iter(application.carer_contracts.all()), None),
            "representative": next(iter(application.person.representatives.all()), None),
            "other_measures": [OTHER_MEASURES.get(one, one) for one in application.other_measures or ()],
            "may_verify": permissions.may_edit_evidence(user, application) is None,
            "evidence": case_evidence.evidence(application, user=user, on=today),
            "scores": case_sections.score_table(application) if health else None,
            "signatures": case_sections.signatures(application, today) if health else [],
            "plan": plan if health else None,
            "plan_tag": case_sections.PLAN_TONES[plan.state] if plan else None,
            "budget": _budget(application, plan, outcome) if plan and health and money else None,
            **(_amount(application, outcome) if money else {}),
            "determination": case_page.decision(application) if money else None,
            "panel": panel,
            "sees_health": health,
            "sees_money": money,
            "documents": documents_page.rows(application, user=user),
            "letters_url": page_or_none(application, "letters")
            if user.may("case.write") or user.may("case.decide")
            else None,
            "may_choose_print": may_choose_print(user, application.person) is None,
            "attach_url": None if permissions.may_attach(user) else page_or_none(application, "attach"),
            "timeline": events,
            "timeline_more": more,
            "timeline_choices": timeline.choices(user, which),
            "which": which,
        },
    )


def _elsewhere(request, ref):
    """Where a case that went to another office is still read; 404 for whoever never had it."""
    moved = Transfer.objects.visible_to(request.user).by_case(ref).filter(from_office=request.user.office)
    gone = moved.select_related("application").first()
    if gone is None:
        raise Http404
    said = _("The case was handed over to %(office)s: you read here what concerns your period.")
    messages.info(request, said % {"office": gone.to_name})
    return redirect("applications:transfer_sheet", ref=gone.application.ref, pk=gone.pk)


def _next(application, user, today):
    """The next step as a task, or None when nobody has anything to do."""
    row = with_next_step(Application.objects.filter(pk=application.pk), user=user, on=today).first()
    if not row.step:
        return None
    # the words are made from the rows already loaded
    for name in (
        "step", "due_on", "since", "plan_moved_at", "asked_at", "disagreed_at", "asked_asst_at", "reminded_at",
        "assessed_to", "notice_at", "notice_term_on", "isee_asked_at", "ranked_at", "funded",
    ):  # fmt: skip
        setattr(application, name, getattr(row, name))
    return work.task_of(application, user=user, on=today)


def _offers(application, user, now):
    """What this role can do in this status: each verb with its page, or with why it cannot be done."""
    found = []
    for transition, refusal in permissions.offers(user, application, at=now):
        url = page_or_none(application, transition.verb)
        if url or refusal:
            icon = ICONS.get(transition.verb, "")
            found.append(
                {
                    "verb": transition.verb,
                    "label": transition.label,
                    "url": url,
                    "refusal": refusal,
                    "icon": icon,
                }
            )
    return found


def _primary(application, task, offers):
    """The one filled button: the next step, when it is this person's; with why not when it cannot be done."""
    if task is None or task.code not in BY_CODE:
        return None
    step = BY_CODE[task.code]
    offer = next((one for one in offers if one["verb"] == step.verb), None)
    if offer is not None:
        return {**offer, "label": step.label if offer["refusal"] else step.action, "icon": step.icon}
    if task.waiting or step.verb == "case":
        return None
    return {
        "verb": step.verb,
        "label": step.action,
        "url": page_of(application, step.verb),
        "refusal": None,
        "icon": step.icon,
    }


def _amount(application, outcome):
    """The kept findings when something was decided, else the calculation of today."""
    made = case_page.decision(application)
    kept = Outcome.from_json(made.findings) if made else outcome
    return {"kept": kept, "kept_sentence": kept.sentence_for(application.person.first_name)}


def _budget(application, plan, outcome):
    made = case_page.decision(application)
    amount = made.monthly_total if made else outcome.monthly_total
    return budget(plan.resources.all(), amount=amount)
