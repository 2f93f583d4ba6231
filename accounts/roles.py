"""What each role may do. This file is the policy: nothing else grants a permission.

A permission opens a page (``@require``). Which rows the page shows is answered by ``visible_to``; whether a
thing may be done to this file, now, by this person is answered by the ``permissions`` module of each app.
"""

from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "case.read": _("Open the cases of one's own scope."),
    "case.write": _("Enter and change applications."),
    "case.import": _("Import an office's own list of cases as drafts."),
    "case.health.read": _("Read clinical data: certificates, scales, diagnosis."),
    "assessment.social": _("Write and sign the social part of an assessment."),
    "assessment.health": _("Write and sign the health part of an assessment."),
    "plan.write": _("Write Individual Plans."),
    "plan.approve": _("Approve Individual Plans written by somebody else."),
    "case.reject": _("Reject an application by the rules of its call."),
    "case.decide": _("Accept or reject an application."),
    "money.read": _("See amounts, ISEE and IBAN."),
    "iban.search": _("Find a case by the last four characters of its IBAN."),
    "payment.prepare": _("Prepare a payment run."),
    "payment.approve": _("Approve a payment run prepared by somebody else."),
    "payment.read": _("Read payment runs and their files."),
    "budget.write": _("Write the budget of a call: lines, money, transfers with their act."),
    "ranking.read": _("Read the rankings of the Ambito and the budget of its calls."),
    "ranking.prepare": _("Compute a ranking and go down its list."),
    "ranking.approve": _("Approve a ranking computed by somebody else."),
    "call.read": _("Read the calls."),
    "call.write": _("Write calls and rules, and send them to be published."),
    "call.publish": _("Publish calls and rules prepared by somebody else."),
    "rules.read": _("Read the rules and their sources."),
    "access_log.read": _("Read who looked at whose data."),
    "user.manage": _("Invite people, give them a role, take it away."),
    "office.read": _("See offices and the people who work in them."),
    "office.write": _("Change addresses, patron saints and terms of the offices of the Ambito."),
}


@dataclass(frozen=True)
class Role:
    """One role. ``key`` is what the database stores, ``label`` what a person reads."""

    key: str
    label: Promise
    permissions: frozenset

    def __str__(self):
        return str(self.label)


def _role(key, label, *permissions):
    unknown = set(permissions) - set(PERMISSIONS)
    if unknown:
        raise ValueError(f"role {key}: unknown permissions {sorted(unknown)}")
    return Role(key, label, frozenset(permissions))


# fmt: off
ROLES = {
    role.key: role
    for role in (
        # Works with the families of her own municipality. Never approves her own Plan.
        _role(
            "social_worker", _("Social worker"),
            "case.read", "case.write", "case.health.read", "assessment.social", "plan.write",
            "money.read", "call.read", "rules.read",
        ),
        # Prepares payments. Never opens an assessment.
        _role(
            "administrative_officer", _("Administrative officer"),
            "case.read", "case.import", "money.read", "iban.search", "payment.prepare", "payment.read", "call.read",
            "budget.write", "ranking.read",
        ),
        # Answers for the Ambito. Never approves what they prepared.
        _role(
            "plan_manager", _("Plan Office manager"),
            "case.read", "case.import", "case.health.read", "plan.write", "plan.approve", "case.reject",
            "case.decide", "money.read", "payment.prepare", "payment.read", "payment.approve", "call.read",
            "call.write", "call.publish", "rules.read", "access_log.read", "office.read", "office.write",
            "budget.write", "ranking.read", "ranking.prepare", "ranking.approve",
        ),
        # Signs. Prepares nothing, so can always be the second pair of eyes.
        _role(
            "director", _("Director"),
            "case.read", "case.health.read", "plan.approve", "case.reject", "case.decide", "money.read",
            "payment.read", "payment.approve", "call.read", "call.publish", "rules.read", "access_log.read",
            "office.read", "ranking.read", "ranking.approve",
        ),
        # Sees the cases sent to the ASST. Never IBAN, payments or ISEE.
        _role(
            "asst_assessor", _("ASST assessor"),
            "case.read", "case.health.read", "assessment.health",
        ),
        # Reads everything and changes nothing.
        _role(
            "auditor", _("Auditor"),
            "case.read", "case.health.read", "money.read", "payment.read", "call.read", "rules.read",
            "access_log.read", "office.read", "ranking.read",
        ),
        # Manages access. Never opens the content of a case.
        _role(
            "administrator", _("System administrator"),
            "user.manage", "office.read", "office.write", "access_log.read",
        ),
    )
}

# Which kinds of office a role belongs to; an invitation that mixes them is refused.
ROLES_OF_OFFICE = {
    "plan_office": (
        "social_worker", "administrative_officer", "plan_manager", "director", "auditor", "administrator",
    ),
    "municipality": ("social_worker", "administrative_officer"),
    "health_authority": ("asst_assessor",),
}
# fmt: on

ROLE_CHOICES = [(role.key, role.label) for role in ROLES.values()]

NOT_FOR_YOUR_ROLE = _(
    "Your role cannot open this page. If you need it for your work, ask the Plan Office manager."
)


def require(permission):
    """Open a view only to roles that hold ``permission``; anybody else gets 403 with a sentence.

    The permission stays readable on the view (``view.required_permission``): a sweep walks all of them.
    """
    if permission not in PERMISSIONS:
        raise ValueError(f"unknown permission {permission}")

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated or not request.user.may(permission):
                raise PermissionDenied(str(NOT_FOR_YOUR_ROLE))
            return view(request, *args, **kwargs)

        guarded.required_permission = permission
        return guarded

    return decorate
