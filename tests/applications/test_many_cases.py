"""More cases than can be put in order by due date at once: the newest first, read from an index, a page at a time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import case_table
from applications.models import Application
from tests.applications.factories import NOW
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db
MANY = case_table.SORT_BY_DUE_UP_TO + 200


def fill(w, count):
    """``count`` invented drafts in one statement each, and the statistics the planner reads."""
    values = {
        "count": count, "office": w.plan_office.pk, "town": w.municipality.pk, "call": w.call.pk,
        "user": w.social_worker.pk, "at": NOW,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO applications_person (plan_office_id, tax_code, last_name, first_name, birth_date,"
            " birth_place, sex, address, postal_code, municipality_id, phone, email)"
            " SELECT %(office)s, 'PRVPRV' || lpad(n::text, 10, '0'), 'Cognome' || n, 'Nome', '1950-01-01', '', 'F',"
            " '', '', %(town)s, '', '' FROM generate_series(1, %(count)s) AS n",
            values,
        )
        cursor.execute(
            "INSERT INTO applications_application (draft_code, status, edit_version, created_at, created_by_id,"
            " call_id, person_id, plan_office_id, municipality_id, requested, declares_no_certificate,"
            " minors_project_title, independent_project_title, payee_name, payee_tax_code, iban, payee_delegated)"
            " SELECT 'bozza-' || p.id, 'draft', 0, %(at)s - p.id * interval '1 minute', %(user)s, %(call)s, p.id,"
            " %(office)s, %(town)s, '{}', false, '', '', '', '', '', false FROM applications_person AS p",
            values,
        )
        cursor.execute("ANALYZE applications_application, applications_person")


def pages_query(queries):
    """The one that brings the rows of the page."""
    (found,) = [one["sql"] for one in queries if "LIMIT 26" in one["sql"] and "created_at" in one["sql"]]
    return found


def test_the_usual_order_of_many_cases_is_read_from_its_index(client, w):
    fill(w, MANY)
    for user, index in ((w.social_worker, "case_comune_newest"), (w.manager, "case_ambito_newest")):
        enter(client, user)
        with CaptureQueriesContext(connection) as first:
            page = client.get("/pratiche/")
        assert page.context["found"] == MANY
        rows = [row["case"].created_at for row in page.context["rows"]]
        assert rows == sorted(rows, reverse=True)
        deep = Application.objects.order_by("-created_at")[MANY - 60].pk
        with CaptureQueriesContext(connection) as later:
            client.get(f"/pratiche/?dopo={deep}")
        for queries in (first, later):
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN " + pages_query(queries))
                plan = "\n".join(line for (line,) in cursor.fetchall())
            assert index in plan, plan
            assert "Sort Key: applications_application.created_at" not in plan, plan
        # the slow way exists and is asked for on purpose; the usual one must not be it
        assert page.context["columns"][4]["state"] == ""
