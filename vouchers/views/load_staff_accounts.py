"""The register of accounts of the staff: what is there, and loading more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters

from accounts.access_log import record
from accounts.refusal import Refused
from accounts.roles import require
from vouchers import staff_register
from vouchers.actions.load_staff_accounts import load_staff_accounts as act
from vouchers.forms.staff_accounts import StaffAccountsForm, people_of
from vouchers.models import StaffAccount

PAGE = 50
SEEN, LOADED = gettext_noop("Accounts of the staff"), gettext_noop("Accounts of the staff loaded")
SHOWN = 50  # lines that are wrong


@sensitive_post_parameters("pasted")
@require("office.write")
def load_staff_accounts(request):
    """Whose accounts are there, with their last four signs; the form takes more, or the whole register."""
    office, status = request.user.plan_office, 200
    posted = request.method == "POST"
    form = StaffAccountsForm(*((request.POST, request.FILES) if posted else ()), people=people_of(office))
    if posted and form.is_valid():
        whole = form.cleaned_data["how"] == "whole"
        try:
            new, gone = act(
                plan_office=office, entries=form.entries, whole=whole, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            record(request, subject_id=None, what=LOADED)
            messages.success(
                request,
                _("Register of accounts: %(new)s written, %(gone)s taken out.") % {"new": new, "gone": gone},
            )
            return redirect("vouchers:load_staff_accounts")
    if posted:
        status = 422
    record(request, subject_id=None, what=SEEN)
    rows = StaffAccount.objects.visible_to(request.user).in_force().select_related("user", "added_by")
    context = {
        "form": form,
        "wrong": form.wrong[:SHOWN],
        "more": max(0, len(form.wrong) - SHOWN),
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "unreadable": staff_register.unreadable(office),
    }
    return render(request, "vouchers/load_staff_accounts.html", context, status=status)
