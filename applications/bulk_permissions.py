"""What may be done to many cases at once: who follows them, letters to their families. One sentence when not."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.roles import ROLES
from applications.permissions import NOT_YOUR_ROLE


def may_assign(user):
    """None when ``user`` may say who follows a case, else the sentence."""
    return None if user.may("case.write") or user.may("case.decide") else NOT_YOUR_ROLE


def may_write_letters(user):
    """None when ``user`` may write to the families of the cases, else the sentence."""
    return may_assign(user)


def who_may_follow(cases, *, on):
    """The people who may follow every one of ``cases``: they write cases for its Comune or for the Plan Office."""
    offices = {(case.municipality_id, case.plan_office_id) for case in cases}
    roles = [
        key
        for key, role in ROLES.items()
        if "case.write" in role.permissions or "plan.write" in role.permissions
    ]
    people = User.objects.filter(is_active=True)
    for municipality, plan_office in offices:
        there = Membership.objects.current(on=on).filter(
            office__in=(municipality, plan_office), role__in=roles
        )
        people = people.filter(pk__in=there.values("user_id"))
    return people.order_by("last_name", "first_name") if offices else people.none()


def why_not_assign(user, case, to, *, on):
    """None when ``user`` may give the open ``case`` to ``to`` (None: to nobody), else the sentence."""
    sentence = may_assign(user)
    if sentence:
        return sentence
    if not case.is_open:
        return _("The case of %(name)s is finished: nobody has to follow it.") % {
            "name": case.person.full_name
        }
    if to is not None and not who_may_follow([case], on=on).filter(pk=to.pk).exists():
        return _("%(who)s does not work with the cases of %(office)s: choose somebody else.") % {
            "who": to.full_name,
            "office": case.municipality.name,
        }
    return None


def why_not_write(case):
    """None when a letter may go to the family of the case, else the sentence: a death stops every letter."""
    if case.person.died_on:
        return _("%(name)s has died: letters to the family are written one by one, not with the others.") % {
            "name": case.person.full_name
        }
    return None
