"""Grant the support to several cases in one act: all of them, or none."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.models import Application
from vouchers.actions.award import award
from vouchers.permissions import latest_determination

MOST = 20  # cases in one act: more are not read


@transaction.atomic
def award_cases(*, read, by, at):
    """``read``: [(key of the case, key of the determination)] as they were on the page. Each from the first to the last
    day that its plan, its call and its ranking give. Returns the awards, in the order of ``read``.

    Refused as a whole, with the name of each case whose calculation changed or that may not be awarded, also because
    the money of the line does not reach it after those before.
    """
    if not read:
        raise Refused(_("No case is chosen: tick some in the list."))
    if len(read) > MOST:
        raise Refused(_("At most %(n)s cases at a time: choose fewer.") % {"n": MOST})
    keys = sorted({key for key, _determination in read})
    # always in the same order, so that two acts over the same cases wait for each other instead of crossing
    list(Application.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    found = {case.pk: case for case in Application.objects.visible_to(by).filter(pk__in=keys).with_people()}
    made, refused = [], []
    for key, determination in read:
        case = found.get(key)
        if case is None:
            raise Refused(_("One of the cases is no longer of your office: open the list again."))
        try:
            latest = latest_determination(case)
            if latest is None or latest.pk != determination:
                raise Refused(_("the calculation changed: read it again."))
            with transaction.atomic():
                made.append(award(application=case, by=by, at=at))
        except Refused as problem:
            refused.append(f"{case.person.full_name} ({case.ref}): {problem.sentence}")
    if refused:
        raise Refused(_("Nothing was awarded.") + " " + " ".join(refused))
    return made
