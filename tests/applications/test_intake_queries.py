"""How many questions each page of the intake asks the database of its own, and why each is needed.

The case in one, its relations (evidence, people, answers, measures, assessment, plan: what the eligibility panel is
computed from) in one each; the register of accesses; what the person left half typed; which steps were saved. Who asks,
and what waits in the sidebar and on the bell, cost the same on every page and are counted elsewhere. No page asks more
with more rows.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import intake
from applications.models import HouseholdMember, ImportBatch
from tests.applications.factories import NOW, TODAY, complete, make_draft
from tests.applications.intake_pages import client_of

pytestmark = pytest.mark.django_db
STEP, SUMMARY, PANEL, CREATE, IMPORTS, BATCH = 16, 15, 13, 3, 2, 1


@pytest.fixture
def case(w):
    """A full draft, with several rows of what may be many."""
    case = complete(make_draft(w), carer_cost="950.00", requested=("caregiver", "caregiver_supplement"))
    for number in range(4):
        HouseholdMember.objects.create(
            person=case.person, last_name=f"N{number}", first_name="Uno", relation="figlia"
        )
    return case


def all_of(client, path):
    """[sql] of the page, opened once before so that nothing is parsed for the first time."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    # without the session, which has a time in it, and the context of the histories, which has a number
    found = [one["sql"].rpartition("true); ")[2] for one in queries]
    return [sql for sql in found if 'FROM "django_session"' not in sql]


def own(client, path):
    """[sql] that this page asks and the page of help, which is words alone, does not."""
    everywhere = set(all_of(client, "/guida/"))
    return [sql for sql in all_of(client, path) if sql not in everywhere]


def test_the_steps_the_summary_and_the_panel(w, case):
    client = client_of(w.social_worker)
    for step in [row.code for row in intake.progress(case, on=TODAY)]:  # those this call asks
        sql = own(client, f"/domande/{case.ref}/{step}/")
        most = SUMMARY if step == intake.SUMMARY else STEP
        assert len(sql) <= most, f"{step}: {len(sql)}"
        assert len(set(sql)) == len(sql), f"{step} asks the same twice"
    assert len(own(client, f"/domande/{case.ref}/diritto/")) <= PANEL


def test_a_new_application(w, case):
    sql = own(client_of(w.social_worker), "/domande/nuova/")
    assert len(sql) <= CREATE  # is a call open; calls and Comuni to choose from, read once each


def test_the_import(w):
    rows = [[number, ["Borgolungo"], []] for number in range(2, 60)]
    made = {"plan_office": w.plan_office, "call": w.call, "headers": ["Comune"], "rows": rows}
    who = {"uploaded_at": NOW, "uploaded_by": w.manager}
    batches = [ImportBatch.objects.create(file_name=f"{n}.csv", **made, **who) for n in range(4)]
    client = client_of(w.manager)
    sql = own(client, "/importazioni/")
    assert len(sql) <= IMPORTS
    assert not any('"applications_importbatch"."rows"' in one for one in sql), "the rows stay where they are"
    assert len(own(client, f"/importazioni/{batches[0].pk}/")) <= BATCH
