"""The newest assessment and the newest version of the plan of a case: those that are worked on."""


def current_plan(application):
    """The newest version of the plan, or None."""
    return next(iter(sorted(application.plans.all(), key=lambda plan: -plan.version)), None)


def current_assessment(application):
    """The newest assessment, or None."""
    return next(iter(application.assessments.all()), None)
