from allauth.mfa.models import Authenticator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe


@require_safe
def profile(request):
    """Who I am here, in which roles, and how I sign in."""
    reserve = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    return render(
        request,
        "accounts/profile.html",
        {
            "memberships": request.user.memberships.current(on=timezone.localdate()).select_related("office"),
            "reserve_codes": len(reserve.wrap().get_unused_codes()) if reserve else 0,
        },
    )
