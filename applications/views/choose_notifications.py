"""What to be told of: in the portal, in the mail of the morning."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.roles import require
from applications.actions.choose_notifications import choose_notifications as do_choose
from applications.models import Kind, NotificationChoice


@require("case.read")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_notifications(request):
    """A row per kind with two boxes; a kind that is not known is not looked at."""
    if request.method == "POST":
        do_choose(
            by=request.user,
            in_app=set(request.POST.getlist("in_app")),
            by_mail=set(request.POST.getlist("by_mail")),
        )
        messages.success(request, _("Your choices are saved."))
        return redirect("applications:notifications")
    kept = {row.kind: row for row in NotificationChoice.objects.visible_to(request.user)}
    rows = [
        {
            "kind": kind,
            "label": label,
            "in_app": kind not in kept or kept[kind].in_app,
            "by_mail": kind not in kept or kept[kind].by_mail,
        }
        for kind, label in Kind.choices
    ]
    return render(request, "applications/choose_notifications.html", {"rows": rows})
