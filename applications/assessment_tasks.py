"""The evidence that ends while a new assessment is open: a second task of the case, which has one next step only."""

from dataclasses import replace

from applications.steps import behind
from applications.work import cases_of, source, task_of

# steps of ``steps.STEPS``: those that come first, and those they hide
OF_ASSESSMENT = (
    "answer_disagreement",
    "reassess",
    "renew_assessment",
    "escalate_reassess",
    "remind_reassess",
)
EVIDENCE = ("chase_isee", "renew_isee", "renew_certificate", "renew_contract")


@source
def evidence(*, user, on, whose):
    """One task for each ISEE or certificate to ask for, hidden by the assessment. One query."""
    if not user.may("case.write"):
        return []
    rows = cases_of(user=user, on=on, whose=whose).filter(step__in=OF_ASSESSMENT)
    return [_second(case, user, on) for case in behind(rows, codes=EVIDENCE, on=on).with_people()]


def _second(case, user, on):
    case.step, case.due_on, case.since = case.second, case.second_due, None
    task = task_of(case, user=user, on=on)
    # with a name of its own it is not folded with those the letters page finds by their next step
    return replace(task, code=f"{task.code}_beside")
