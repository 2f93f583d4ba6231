"""What the demo shows on the sign-in pages. Outside the demo (settings.DEMO) these functions know nothing."""

from django.conf import settings
from django.utils import timezone

from accounts import second_factor
from accounts.models import Membership
from accounts.roles import ROLES


def sign_in_hints(request):
    """One person per role with the password of the demo, or nothing."""
    if not settings.DEMO:
        return []
    current = (
        Membership.objects.current(on=timezone.localdate())
        .filter(user__is_active=True)
        .select_related("user", "office")
        .order_by("user_id", "pk")
    )
    first = {}
    for membership in current:
        first.setdefault(membership.role, membership)
    return [
        {
            "role": ROLES[key].label,
            "name": first[key].user.full_name,
            "office": first[key].office.name,
            "email": first[key].user.email,
            "password": settings.DEMO_PASSWORD,
        }
        for key in ROLES
        if key in first
    ]


def code_hint(user):
    """The code that person would read on the phone now, or None."""
    return second_factor.next_code(user) if settings.DEMO else None
