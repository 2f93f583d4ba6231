"""What do we want to reach, who does what, with which resources?"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import moment
from accounts.refusal import Refused
from accounts.roles import require
from applications import plan_page, plan_templates
from applications.actions._editing import Stale
from applications.actions.write_plan import WRITABLE
from applications.actions.write_plan import write_plan as save
from applications.case_sections import PLAN_TONES
from applications.forms.write_plan import PlanEditor, rearranged
from applications.links import page_of
from applications.models import PlanState
from applications.permissions import NOT_YOUR_ROLE, current_plan
from applications.plan_budget import typed
from applications.plan_content import LISTS, TEXTS, plain
from applications.plan_verbs import STATES
from applications.views._case import case_or_404
from applications.views._page import show
from applications.views._plan import money, read
from applications.workflow import PAID

FIELDS = (*TEXTS, "profile")


@require("case.health.read")
def write_plan(request, ref):
    """The editor for who writes plans, while the case allows it; the plan to read for everybody else."""
    case = case_or_404(request, ref, what=_("Individual Plan"), prefetch=plan_page.PREFETCH)
    writes = request.user.may("plan.write")
    if request.method == "POST":
        if not writes:
            raise PermissionDenied(str(NOT_YOUR_ROLE))
        return _save(request, case)
    if writes and _open(request, case):
        return _edit(request, case, PlanEditor(plan=current_plan(case), initial=_initial(case)))
    return read(request, case, current_plan(case))


def _open(request, case):
    """True for the editor: of a case that is paid, when the new version is begun or there is one in progress."""
    plan = current_plan(case)
    if case.status not in WRITABLE or (plan is not None and plan.state == PlanState.SUBMITTED):
        return False
    return (
        case.status not in PAID
        or (plan is not None and plan.state in STATES["submit_plan"])
        or "nuova" in request.GET
    )


def _save(request, case):
    moved = rearranged(request.POST)
    if moved is not None:  # a row more, or in another place: nothing is saved, nothing typed is lost
        lists, place = moved
        initial = {name: request.POST.get(name, "") for name in (*FIELDS, "expected_version", "reason")}
        if "template" in request.POST and request.POST.get("model") in plan_templates.names():
            initial["profile"] = request.POST["model"]
        return _edit(request, case, PlanEditor(initial=initial, lists=lists), place=place)
    editor = PlanEditor(data=request.POST)
    if not editor.is_valid():
        return _edit(request, case, editor)
    now = timezone.now()
    changes = editor.changes()
    try:
        save(
            application=case,
            by=request.user,
            at=now,
            expected_version=editor.form.cleaned_data["expected_version"],
            **changes,
        )
    except Stale as refusal:
        case = case_or_404(request, case.ref, what=_("Individual Plan"), prefetch=plan_page.PREFETCH)
        if not _same(current_plan(case), changes):
            data = request.POST.copy()
            data["expected_version"] = current_plan(case).edit_version
            editor = PlanEditor(data=data)
            editor.is_valid()
            editor.form.add_error(None, str(refusal))
            return _edit(request, case, editor, status=409)
    except Refused as refusal:
        editor.form.add_error(None, str(refusal))
        return _edit(request, case, editor, status=409)
    messages.success(request, _("Saved: %(when)s.") % {"when": moment(now)})
    return redirect(page_of(case, "submit_plan") if "submit" in request.POST else request.path)


def _initial(case):
    plan = current_plan(case)
    if plan is None:
        return {"starts_on": case.call.benefit_from, "ends_on": case.call.benefit_to}
    found = {name: getattr(plan, name) for name in FIELDS}
    return {**found, "expected_version": plan.edit_version}


def _same(plan, changes):
    """True when the plan already says what was sent: the same page sent twice. Keys of rows are not words."""
    if {name: getattr(plan, name) for name in changes["fields"]} != changes["fields"]:
        return False
    return all([_words(row) for row in getattr(plan, name).all()] == _typed(changes[name]) for name in LISTS)


def _words(row):
    names = [field.name for field in row._meta.concrete_fields]
    found = {
        name: plain(getattr(row, name)) for name in names if name not in ("id", "plan", "position", "key")
    }
    if "goal" in found:
        found["goal"] = str(row.goal.key) if row.goal_id else None
    return found


def _typed(rows):
    return [{name: plain(value) for name, value in row.items() if name != "key"} for row in rows]


def _edit(request, case, editor, *, place=None, status=200):
    today, plan = timezone.localdate(), current_plan(case)
    anew = plan is None or plan.state in (PlanState.APPROVED, PlanState.SUPERSEDED)
    version = (plan.version + 1 if plan else 1) if anew else plan.version
    comments = {} if anew else plan_page.pinned(plan)
    for rows in editor.lists:
        for form in rows.forms:
            form.comments = comments.get((rows.prefix, str(form["key"].value() or "")), [])
    if request.method == "POST":
        resources = typed(PlanEditor(data=request.POST).lists[LISTS.index("resources")].forms)
    else:
        resources = list(plan.resources.all()) if plan else []
    return show(
        request,
        "applications/write_plan.html",
        case,
        heading=_("Individual Plan"),
        status=status,
        editor=editor,
        focus="-".join(map(str, place)) if place else "",
        plan=None if anew else plan,
        signed=not anew and bool(plan.valid_signatures()) and plan.state != PlanState.RETURNED,
        version=version,
        state_tag=PLAN_TONES[PlanState.DRAFT if anew else plan.state],
        text_comments={name: comments.get((name, ""), []) for name in ("wishes", "emergency_plan")},
        models=plan_templates.newest(),
        model=editor.form["profile"].value() or plan_templates.suggested(age=case.person.age_on(today)),
        filled_from=plan_templates.label(editor.form["profile"].value()),
        due_on=plan_page.due_on(case),
        **money(request, case, resources, on=today),
    )
