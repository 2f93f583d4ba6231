from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Membership, Office
from accounts.roles import require


@require_safe
@require("office.read")
def offices(request):
    """The offices of the Ambito as a tree, and in each of them who works there and as what."""
    has_totp = Authenticator.objects.filter(user=OuterRef("user_id"), type=Authenticator.Type.TOTP)
    people = {}
    memberships = (
        Membership.objects.visible_to(request.user)
        .current(on=timezone.localdate())
        .select_related("user")
        .annotate(has_second_factor=Exists(has_totp))
        .order_by("user__last_name", "user__first_name")
    )
    for membership in memberships:
        people.setdefault(membership.office_id, []).append(membership)
    rows = [(office, people.get(office.pk, [])) for office in Office.objects.visible_to(request.user)]
    return render(
        request,
        "accounts/offices.html",
        {
            "top": [row for row in rows if row[0].parent_id is None],
            "below": [row for row in rows if row[0].parent_id is not None],
            "may_edit": request.user.may("office.write"),
            "may_manage": request.user.may("user.manage"),
        },
    )
