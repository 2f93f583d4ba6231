from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.edit_office import edit_office as edit
from accounts.forms.edit_office import EditOfficeForm
from accounts.models import Office
from accounts.refusal import Refused
from accounts.roles import require


@require("office.write")
def edit_office(request, pk):
    """Address, telephone, patron saint of one office; for the Plan Office also the term of the controls."""
    office = get_object_or_404(Office.objects.visible_to(request.user).select_related("edited_by"), pk=pk)
    form = EditOfficeForm(request.POST or None, instance=office)
    if request.method == "POST" and form.is_valid():
        try:
            edit(office=office, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:offices")
    context = {"form": form, "office": office}
    return render(request, "accounts/edit_office.html", context, status=422 if form.errors else 200)
