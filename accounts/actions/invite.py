from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.refusal import Refused
from accounts.roles import ROLES, ROLES_OF_OFFICE


@transaction.atomic
def invite(*, email, first_name, last_name, office, role, by, on, link_to, phone=""):
    """Create a person with one role and send them a link to choose a password.

    The link is good once and for PASSWORD_RESET_TIMEOUT; ``link_to`` turns a path into the full address of
    this site. Refused outside the Ambito of ``by``, for a role that does not belong to the office, and for an
    e-mail already in use. The e-mail leaves after the commit.
    """
    if not by.may("user.manage"):
        raise Refused(_("Only a system administrator can do this."))
    if office.plan_office != by.plan_office:
        raise Refused(_("This office belongs to another Ambito."))
    if role not in ROLES_OF_OFFICE[office.kind]:
        raise Refused(
            _("%(role)s is not a role of this office: choose another role or another office.")
            % {"role": ROLES[role].label}
        )
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(_("This e-mail already has an account."))
    user = User.objects.create_user(email, first_name=first_name, last_name=last_name, phone=phone)
    user.acting_as = Membership.objects.create(user=user, office=office, role=role, valid_from=on)
    user.save(update_fields=["acting_as"])
    transaction.on_commit(lambda: _send(user=user, link=invitation_link(user=user, link_to=link_to)))
    return user


def invitation_link(*, user, link_to):
    """The address where ``user`` chooses a password; it stops working when used, or when it is too old."""
    key = default_token_generator.make_token(user)
    return link_to(
        reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    )


def _send(*, user, link):
    context = {"user": user, "link": link, "hours": settings.PASSWORD_RESET_TIMEOUT // 3600}
    subject = " ".join(render_to_string("accounts/email/invitation_subject.txt", context).split())
    send_mail(subject, render_to_string("accounts/email/invitation.txt", context), None, [user.email])
