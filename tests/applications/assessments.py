"""Cases at the points of an assessment that tests ask for."""

from datetime import timedelta

from applications.actions.activate import activate
from applications.models import Application
from applications.steps import with_next_step
from tests.applications.factories import NOW, TODAY, assess_fully, make_case
from tests.applications.verb_pages import again, get, post, queries, said, the_day, url  # noqa: F401

VISIT = TODAY - timedelta(days=3)  # of the factories


def waiting(w, who="adele"):
    """Signed by the Comune, sent to the ASST, not signed by it."""
    return assess_fully(w, make_case(w, who, status="assessing"), sign=("social",))


def step_of(case, user, on=TODAY):
    """The code of the next step of the case for this person."""
    return with_next_step(Application.objects.filter(pk=case.pk), user=user, on=on).get().step


def paid(w, who="adele"):
    """A case that is being paid."""
    return activate(application=make_case(w, who), by=w.manager, at=NOW)
