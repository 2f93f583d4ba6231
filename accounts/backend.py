from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from accounts.models import User


class Backend(AuthenticationBackend):
    """E-mail and password. The person arrives with membership, office and second factor in one query."""

    def get_user(self, user_id):
        has_totp = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        user = (
            User.objects.with_membership()
            .annotate(has_second_factor=Exists(has_totp))
            .filter(pk=user_id)
            .first()
        )
        return user if user and self.user_can_authenticate(user) else None
