"""Ask another office of the Ambito for a case: the codice fiscale names it, never the address."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.ask_office import ask_office as do_ask_office
from applications.duplicates import open_elsewhere
from applications.forms.inquiry import AskOfficeForm
from applications.models import Inquiry


@require("case.write")
def ask_office(request):
    """The form with its reason. Whether the person has a case elsewhere is said only to whoever asks for it."""
    first = request.method != "POST" or "reason" not in request.POST
    form = AskOfficeForm(initial=request.POST.dict()) if first else AskOfficeForm(request.POST)
    if not first and form.is_valid():
        case = open_elsewhere(form.cleaned_data["tax_code"], user=request.user)
        try:
            if case is None:
                raise Refused(_("No other Comune of the Ambito has an open case of this person."))
            do_ask_office(
                application=case,
                kind=Inquiry.Kind.HANDOVER,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = _("Asked. The Comune of %(office)s finds it in its work; the answer comes into yours.")
            messages.success(request, said % {"office": case.municipality.name})
            return redirect("applications:work")
    return render(request, "applications/ask_office.html", {"form": form})
