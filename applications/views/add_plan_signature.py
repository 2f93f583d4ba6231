"""Put in a signature written on paper."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import plan_page
from applications.actions.add_plan_signature import add_plan_signature as add
from applications.forms.plan_steps import PaperSignatureForm
from applications.links import page_of
from applications.models import Document, Party
from applications.permissions import current_plan
from applications.plan_permissions import why_not_add_paper
from applications.views._case import case_or_404
from applications.views._page import show


@require("plan.write")
def add_plan_signature(request, ref):
    """Who signed, when, where in the scan, and the boxes that were ticked."""
    case = case_or_404(request, ref, what=_("plan, signature"), prefetch=plan_page.PREFETCH)
    plan, refusal = current_plan(case), why_not_add_paper(request.user, case)
    there = plan.valid_signatures() if plan else {}
    form = PaperSignatureForm(
        *((request.POST, request.FILES) if request.method == "POST" else (None, None)),
        initial={"content_hash": plan.content_hash if plan else "", "party": request.GET.get("chi", "")},
        parties=[one for one in Party if one not in there],
        documents=case.documents.filter(kind=Document.Kind.PLAN),
        today=timezone.localdate(),
    )
    status = 200
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            made = add(application=case, by=request.user, at=timezone.now(), **form.values())
        except Refused as problem:
            form.add_error(None, str(problem))
            status = 409
        else:
            messages.success(request, _("Signature put in: %(who)s.") % {"who": made.get_party_display()})
            return redirect(page_of(case, "write_plan"))
    return show(
        request,
        "applications/add_plan_signature.html",
        case,
        heading=_("Signature on paper"),
        plan=plan,
        form=form,
        refusal=refusal,
        back_url=page_of(case, "write_plan"),
        status=status,
    )
