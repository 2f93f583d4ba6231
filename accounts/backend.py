from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Delegation, User


class Backend(AuthenticationBackend):
    """E-mail and password. The person arrives with membership, office, second factor and delegation in one query."""

    def get_user(self, user_id):
        has_totp = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        lent = Delegation.objects.current(on=timezone.localdate()).filter(
            delegate=OuterRef("pk"), office=OuterRef("acting_as__office")
        )
        user = (
            User.objects.with_membership()
            .annotate(
                has_second_factor=Exists(has_totp),
                delegated=Exists(lent),
                rejects_in_place=Exists(lent.filter(may_reject=True)),
            )
            .filter(pk=user_id)
            .first()
        )
        return user if user and self.user_can_authenticate(user) else None
