"""Keep the filters of the list under a name, or forget them."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.delete_view import delete_view as do_delete
from applications.actions.save_view import save_view as do_save
from applications.models import SavedView
from applications.views.case_list import saved_query


@require("case.read")
@require_POST
def save_view(request):
    """Save, and show the list through the view."""
    query = saved_query(QueryDict(request.POST.get("query", "")[:2000]))
    try:
        view = do_save(name=request.POST.get("name", ""), query=query, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("View “%(name)s” saved.") % {"name": view.name})
    return redirect(f"{reverse('applications:list')}?{query}")


@require("case.read")
@require_POST
def delete_view(request, pk):
    """Forget one's own view. Somebody else's is a 404."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    do_delete(view=view, by=request.user)
    messages.success(request, _("View “%(name)s” deleted. The cases stay as they are.") % {"name": view.name})
    return redirect("applications:list")
