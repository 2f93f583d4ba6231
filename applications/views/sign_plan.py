"""Sign the plan in the system, reading first what the signature binds."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import second_factor
from accounts.refusal import Refused
from accounts.roles import require
from applications import plan_page
from applications.actions.sign_plan import sign_plan as sign
from applications.links import page_of
from applications.permissions import NOT_YOUR_ROLE, current_plan
from applications.plan_permissions import party_of, why_not_sign
from applications.views._case import case_or_404
from applications.views._page import show
from applications.views._plan import money


@require("case.health.read")
def sign_plan(request, ref):
    """The text, its hash, one button; a fresh second factor, and refused when the text is no longer what was read."""
    if party_of(request.user) is None:
        raise PermissionDenied(str(NOT_YOUR_ROLE))
    case = case_or_404(request, ref, what=_("plan, signature"), prefetch=plan_page.PREFETCH)
    fresh = second_factor.fresh(request)
    if request.method == "POST" and not fresh:
        messages.info(request, _("Nothing is signed yet: write a new code, then sign."))
        return redirect(second_factor.ask_again(request.path))
    if request.method == "POST":
        given = request.POST.get("content_hash", "")
        try:
            made = sign(application=case, by=request.user, at=timezone.now(), content_hash=given)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Signed: %(part)s.") % {"part": made.get_party_display()})
        return redirect(page_of(case, "write_plan"))
    plan = current_plan(case)
    return show(
        request,
        "applications/sign_plan.html",
        case,
        heading=_("Sign the plan"),
        plan=plan,
        party=party_of(request.user).label,
        code_url="" if fresh else second_factor.ask_again(request.path),
        refusal=why_not_sign(request.user, case),
        back_url=page_of(case, "write_plan"),
        **money(request, case, list(plan.resources.all()) if plan else [], on=timezone.localdate()),
    )
