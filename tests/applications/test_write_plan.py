"""The editor of the plan: texts, lists of rows without JavaScript, the budget, stale pages."""

from decimal import Decimal

import pytest

from applications.actions.return_plan import return_plan
from applications.models import PlanResource
from applications.permissions import current_plan
from tests.applications.factories import NOW, make_case, world
from tests.applications.verb_pages import again, get, post, queries, said, the_day, url  # noqa: F401

pytestmark = pytest.mark.django_db


def rows(prefix, *values):
    """One list of the editor as the browser sends it."""
    sent = {f"{prefix}-TOTAL_FORMS": len(values), f"{prefix}-INITIAL_FORMS": 0}
    for index, row in enumerate(values):
        sent |= {f"{prefix}-{index}-{name}": value for name, value in row.items()}
    return sent


def plan(**more):
    """The editor filled in, as the browser sends it."""
    return {
        "wishes": "Restare a casa mia.",
        "emergency_plan": "Viene Andrea.",
        "starts_on": "01/06/2026",
        "ends_on": "31/05/2027",
        "review_on": "01/12/2026",
        **rows("needs", {"label": "Compagnia il pomeriggio", "answer": "uncovered"}),
        **rows(
            "goals",
            {"title": "Restare a casa", "indicator": "Nessuna caduta", "by_date": "31/05/2027"},
            {"title": "Uscire"},
        ),
        **rows("interventions", {"what": "Assistenza", "who": "Laura", "how_often": "ogni giorno"}),
        **rows(
            "resources",
            {"label": "SAD", "fund": "municipality", "nature": "service", "monthly_value": "288,50"},
            {"label": "Vicini", "fund": "family", "nature": "time", "quantity": "3 ore"},
        ),
        **more,
    }


def test_the_whole_plan_is_saved_in_the_order_of_the_page():
    w = world()
    case = make_case(w, status="assessing")
    page = get(w.social_worker, "write_plan", case)
    assert page.status_code == 200
    assert "01/06/2026" in said(page)  # the dates of the call are proposed
    assert "400,00" in said(page)  # the row of the measure, from the calculation
    assert post(w.social_worker, "write_plan", case, plan()).status_code == 302
    saved = current_plan(again(case))
    assert (saved.version, saved.state, saved.written_by) == (1, "draft", w.social_worker)
    assert [goal.title for goal in saved.goals.all()] == ["Restare a casa", "Uscire"]
    assert [(r.label, r.monthly_value) for r in saved.resources.all()] == [
        ("SAD", Decimal("288.50")),
        ("Vicini", None),
    ]
    assert said(get(w.social_worker, "write_plan", case)).count("688,50") == 1


def test_a_row_is_added_without_saving_and_without_losing_what_was_typed():
    w = world()
    case = make_case(w, status="assessing")
    answer = post(w.social_worker, "write_plan", case, plan(add="goals", starts_on="non lo so"))
    assert answer.status_code == 200
    assert 'name="goals-2-title"' in said(answer)
    assert 'value="non lo so"' in said(answer)
    assert 'value="Restare a casa"' in said(answer)
    assert 'value="288,50"' in said(answer)
    assert current_plan(again(case)) is None


def test_rows_move_up_and_down():
    w = world()
    case = make_case(w, status="assessing")
    answer = post(w.social_worker, "write_plan", case, plan(up="goals-1"))
    titles = [row["title"].value() for row in answer.context["editor"].lists[1]]
    assert titles == ["Uscire", "Restare a casa"]
    answer = post(w.social_worker, "write_plan", case, plan(down="resources-0"))
    assert [row["label"].value() for row in answer.context["editor"].lists[3]] == ["Vicini", "SAD"]
    for nonsense in ({"up": "goals-0"}, {"down": "goals-9"}, {"add": "nothing"}, {"up": "x"}):
        assert post(w.social_worker, "write_plan", case, plan(**nonsense)).status_code in (200, 302)


def test_a_ticked_row_and_an_empty_row_are_taken_away():
    w = world()
    case = make_case(w, status="assessing")
    sent = plan(**rows("goals", {"title": "Via", "DELETE": "on"}, {"title": ""}, {"title": "Resta"}))
    assert post(w.social_worker, "write_plan", case, sent).status_code == 302
    assert [goal.title for goal in current_plan(again(case)).goals.all()] == ["Resta"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "31/05/2026"}, "ends_on"),
        ({"starts_on": "1/6"}, "starts_on"),
        ({"review_on": "01/01/2026"}, "review_on"),
        ({"resources-0-monthly_value": "288,505"}, "resources-0-monthly_value"),
        ({"resources-0-monthly_value": "duecento"}, "resources-0-monthly_value"),
        ({"resources-0-fund": "fna"}, "resources-0-fund"),
        ({"goals-1-title": "", "goals-1-indicator": "Senza titolo"}, "goals-1-title"),
        (
            {"interventions-0-starts_on": "02/01/2027", "interventions-0-ends_on": "01/01/2027"},
            "interventions-0-ends_on",
        ),
    ],
)
def test_wrong_input_is_said_beside_its_field_and_nothing_is_saved(wrong, field):
    w = world()
    case = make_case(w, status="assessing")
    answer = post(w.social_worker, "write_plan", case, plan(**wrong))
    assert answer.status_code == 200
    assert f'id="id_{field}_error"' in said(answer)
    assert "Restare a casa mia." in said(answer)
    assert current_plan(again(case)) is None


def test_a_stale_page_keeps_what_was_typed():
    w = world()
    case = make_case(w, status="assessing")
    post(w.social_worker, "write_plan", case, plan())
    first = current_plan(again(case)).edit_version
    post(w.social_worker, "write_plan", case, plan(wishes="Cambiato da Marco", expected_version=first))
    answer = post(w.social_worker, "write_plan", case, plan(wishes="Scritto da me", expected_version=first))
    assert answer.status_code == 409
    assert "Scritto da me" in said(answer)
    assert current_plan(again(case)).wishes == "Cambiato da Marco"
    now = plan(wishes="Scritto da me", expected_version=first + 1)
    assert post(w.social_worker, "write_plan", case, now).status_code == 302
    assert current_plan(again(case)).wishes == "Scritto da me"


def test_the_same_page_sent_twice_is_saved_once():
    w = world()
    case = make_case(w, status="assessing")
    post(w.social_worker, "write_plan", case, plan())
    sent = plan(wishes="Due volte", expected_version=current_plan(again(case)).edit_version)
    for _press in range(2):
        assert post(w.social_worker, "write_plan", case, sent).status_code == 302
    assert case.events.filter(verb="write_plan").count() == 2


def test_the_part_of_the_carers_cost_nobody_pays_is_said():
    w = world()
    case = make_case(
        w, status="assessing", carer_cost="950.00", requested=("caregiver", "caregiver_supplement")
    )
    post(w.social_worker, "write_plan", case, plan())
    assert "150,00" in said(get(w.social_worker, "write_plan", case))  # 950 less 400 and 400
    paid = {"label": "Famiglia", "fund": "family", "nature": "money", "monthly_value": "150,00"}
    version = current_plan(again(case)).edit_version
    post(w.social_worker, "write_plan", case, plan(**rows("resources", paid), expected_version=version))
    assert get(w.social_worker, "write_plan", case).context["uncovered"] is None


def test_a_returned_plan_opens_with_its_reason_on_top():
    w = world()
    case = make_case(w, status="plan_review")
    return_plan(application=case, by=w.manager, at=NOW, note="Manca il sollievo estivo")
    assert "Manca il sollievo estivo" in said(get(w.social_worker, "write_plan", case))
    version = current_plan(again(case)).edit_version
    assert post(w.social_worker, "write_plan", case, plan(expected_version=version)).status_code == 302
    assert current_plan(again(case)).version == 1


def test_a_plan_that_waits_for_approval_is_read_and_not_written():
    w = world()
    case = make_case(w, status="plan_review")
    page = get(w.social_worker, "write_plan", case)
    assert page.status_code == 200
    assert "<textarea" not in said(page)
    version = current_plan(case).edit_version
    answer = post(w.social_worker, "write_plan", case, plan(wishes="Di nascosto", expected_version=version))
    assert answer.status_code == 409
    assert current_plan(again(case)).wishes == "Restare a casa mia, con le mie cose."


def test_other_roles_read_without_money_or_are_refused():
    w = world()
    case = make_case(w, status="plan_review")
    nurse = said(get(w.nurse, "write_plan", case))
    assert "Assistenza domiciliare" in nurse
    for secret in ("288,00", "400,00", "18.400", case.iban):
        assert secret not in nurse
    assert "288,00" in said(get(w.auditor, "write_plan", case))
    for user in (w.nurse, w.auditor, w.director):
        assert post(user, "write_plan", case, plan()).status_code == 403
    for user in (w.officer, w.administrator):
        assert get(user, "write_plan", case).status_code == 403
    assert get(w.other_social_worker, "write_plan", case).status_code == 404
    assert post(w.other_social_worker, "write_plan", case, plan()).status_code == 404


def test_the_page_asks_a_fixed_number_of_queries():
    w = world()
    case = make_case(w, status="assessing")
    post(w.social_worker, "write_plan", case, plan())
    _page, few = queries(w.social_worker, url("write_plan", case))
    version = current_plan(again(case)).edit_version
    many = [{"label": f"Risorsa {n}", "fund": "family", "nature": "time"} for n in range(20)]
    post(w.social_worker, "write_plan", case, plan(**rows("resources", *many), expected_version=version))
    _page, more = queries(w.social_worker, url("write_plan", case))
    assert more == few <= 23
    assert PlanResource.objects.count() == 20
