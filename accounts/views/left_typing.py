from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import left_typing as kept


def left_typing(request):
    """What was being sent when the session ended: send it again, or throw it away."""
    left = kept.of(request.user)
    if left is None:
        return redirect("home")
    if request.method != "POST":
        return render(request, "accounts/left_typing.html", {"left": left})
    kept.forget(request.user)
    if "left_typing" not in request.POST:
        messages.info(request, _("Thrown away."))
        return redirect("home")
    # 307: the browser sends the same fields there, with the token of this page
    return HttpResponse(status=307, headers={"Location": left.path})
