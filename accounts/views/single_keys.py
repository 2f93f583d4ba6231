from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST


@require_POST
def single_keys(request):
    """Switch the keys of one letter on (``single_keys=1``) or off, for oneself (WCAG 2.1.4)."""
    request.user.single_keys = request.POST.get("single_keys") == "1"
    request.user.save(update_fields=["single_keys"])
    messages.success(request, _("Keys switched on.") if request.user.single_keys else _("Keys switched off."))
    return redirect("accounts:profile")
