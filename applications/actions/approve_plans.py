"""Approve several plans with one signature: all of them, or none."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import plan_page
from applications.actions.approve_plan import approve_plan
from applications.commitments import Commitments
from applications.facts import assess_case
from applications.models import Application
from applications.newest import current_plan
from applications.workflow import PAID

MOST = 20  # plans in one signature: more are not read


@transaction.atomic
def approve_plans(*, read, by, at):
    """``read``: [(key of the case, key of the plan, version of its edit, euro a month)] as the approver saw them.

    At most ``MOST``, each without anything to read. Refused as a whole, with the name of each plan that changed, that
    has something to read, or that ``by`` may not approve. Returns the determinations, in the order of ``read``.
    """
    if not read:
        raise Refused(_("No plan is chosen: tick some in the list."))
    if len(read) > MOST:
        raise Refused(_("At most %(n)s plans at a time: choose fewer.") % {"n": MOST})
    keys = sorted({one[0] for one in read})
    # always in the same order, so that two signatures over the same plans wait for each other instead of crossing
    list(Application.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    cases = Application.objects.visible_to(by).filter(pk__in=keys).with_people()
    found = {case.pk: case for case in cases.prefetch_related(*plan_page.PREFETCH)}
    made, refused, taken = [], [], {}
    for key, plan, version, total in read:
        case = found.get(key)
        if case is None:
            raise Refused(_("One of the plans is no longer of your office: open the list again."))
        try:
            sentence = _to_read(case, taken, at)
            if sentence:
                raise Refused(sentence)
            made.append(
                approve_plan(
                    application=case,
                    by=by,
                    at=at,
                    expected_plan=plan,
                    expected_version=version,
                    expected_total=total,
                )
            )
        except Refused as problem:
            refused.append(f"{case.person.full_name} ({case.ref}): {problem.sentence}")
    if refused:
        raise Refused(_("No plan was approved.") + " " + " ".join(refused))
    return made


def _to_read(case, taken, at):
    """The sentence of a plan with something to read before it is approved, or None. ``taken``: {call: Commitments}."""
    on, plan = timezone.localdate(at), current_plan(case)
    if plan is None:
        return None  # the approval itself says why not
    if case.call_id not in taken:
        taken[case.call_id] = Commitments(case.call)
    outcome = assess_case(case, on=on)
    effect = None
    if case.status not in PAID:
        effect = taken[case.call_id].effect(case, plan, outcome)
        taken[case.call_id].add(case, plan, outcome)
    found = plan_page.to_read(plan_page.checks(case, plan, outcome, on=on, effect=effect))
    return (
        _("to read first: %(what)s.") % {"what": ", ".join(str(one.label) for one in found)}
        if found
        else None
    )
