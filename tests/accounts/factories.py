"""Offices and people for tests, of any package. Nobody here exists."""

from dataclasses import dataclass
from datetime import date
from itertools import count

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str

from accounts.actions import enrol
from accounts.models import Membership, Office, User

PASSWORD = "quattro parole senza legame"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # base32, for the codes of test people
_numbers = count(1)


def make_office(kind=Office.Kind.PLAN_OFFICE, *, parent=None, **fields):
    n = next(_numbers)
    fields.setdefault("code", f"office-{n}")
    fields.setdefault("name", f"Ufficio {n}")
    if kind == Office.Kind.PLAN_OFFICE:
        fields.setdefault("ambito_name", f"Ambito {n}")
    elif parent is None:
        parent = make_office()
    return Office.objects.create(kind=kind, parent=parent, **fields)


def make_user(
    *,
    role="social_worker",
    office=None,
    second_factor=True,
    valid_from=date(2020, 1, 1),
    valid_to=None,
    password=None,
    **fields,
):
    """A person with one role, acting in it. ``office`` defaults to a new one of the right kind."""
    n = next(_numbers)
    if office is None:
        kinds = {"social_worker": "municipality", "asst_assessor": "health_authority"}
        office = make_office(kinds.get(role, "plan_office"))
    fields.setdefault("email", f"persona{n}@example.test")
    fields.setdefault("first_name", "Prova")
    fields.setdefault("last_name", f"Numero{n}")
    user = User.objects.create_user(password=password, **fields)
    user.acting_as = Membership.objects.create(
        user=user, office=office, role=role, valid_from=valid_from, valid_to=valid_to
    )
    user.save(update_fields=["acting_as"])
    if second_factor:
        enrol(user=user, totp_secret=SECRET)
    return user


@dataclass
class Ambito:
    """A Plan Office with two municipalities and an ASST."""

    plan: Office
    first: Office
    second: Office
    asst: Office

    def user(self, role, **fields):
        """Somebody of this Ambito in the office that goes with the role."""
        homes = {"social_worker": self.first, "asst_assessor": self.asst}
        fields.setdefault("office", homes.get(role, self.plan))
        return make_user(role=role, **fields)


def make_ambito(name="Ambito di Prova"):
    plan = make_office(name=f"Ufficio di Piano, {name}", ambito_name=name)
    return Ambito(
        plan=plan,
        first=make_office("municipality", parent=plan),
        second=make_office("municipality", parent=plan),
        asst=make_office("health_authority", parent=plan),
    )


def signed_in(client, user, *, at=0):
    """The client, signed in as ``user`` with the second factor given, without walking through the pages.

    ``at``: when the code was given, in seconds; long ago unless said.
    """
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": at}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session.save()
    return client
