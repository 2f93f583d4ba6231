"""Grant the support: components, amounts, from when to when."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions.activate import activate
from applications.letter_tasks import start_by_itself
from applications.models import Application, LetterKind
from applications.tasks import start_decision_notice
from eligibility.outcome import Outcome
from vouchers import standing
from vouchers.actions._charging import charge
from vouchers.models import Award, AwardComponent
from vouchers.permissions import default_period, latest_determination, why_not_case


@transaction.atomic
def award(*, application, by, at, starts_on=None, ends_on=None):
    """Eligible or waiting → being paid, with the components of the latest determination. Returns the Award.

    A component is what is paid every month: a support due by the year, for a project or in services is granted by the
    determination, and no monthly payment may carry it.

    Refused to whoever wrote the plan, without a calculation that grants, with days outside the call, or when the line
    of the budget that pays it has not enough money to the end.
    """
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "award", at=at)
    if sentence:
        raise Refused(sentence)
    determination = latest_determination(case)
    first, last = default_period(case, determination)
    first = standing.first_day(case) or first
    starts_on, ends_on = starts_on or first, ends_on or last
    if ends_on < starts_on:
        raise Refused(_("The end comes before the start: check the two dates."))
    if starts_on < case.call.benefit_from or ends_on > case.call.benefit_to:
        raise Refused(_("The days must stay inside the period of the call."))
    try:
        with transaction.atomic():
            granted = Award.objects.create(
                application=case,
                determination=determination,
                starts_on=starts_on,
                ends_on=ends_on,
                awarded_at=at,
                awarded_by=by,
            )
    except IntegrityError as error:
        raise Refused(_("The case already has an award in these days.")) from error
    components = AwardComponent.objects.bulk_create(
        AwardComponent(award=granted, code=one.code, label=one.label.it, monthly_amount=one.amount)
        for one in Outcome.from_json(determination.findings).monthly
    )
    charge(components=components, determination=determination, call=case.call, by=by, at=at)
    activate(application=case, by=by, at=at)
    start_decision_notice(determination=determination, by=by, at=at, starts_on=starts_on, ends_on=ends_on)
    start_by_itself(application=case, kind=LetterKind.ACCEPTANCE, by=by, at=at)
    return granted
