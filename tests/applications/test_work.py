"""The work queue: whose step is it, by when, and in which group."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError

from applications import work
from applications.actions.activate import activate
from applications.actions.request_documents import request_documents
from applications.actions.return_plan import return_plan
from applications.models import Application, Event, Isee
from applications.steps import with_next_step
from applications.work_groups import grouped
from tests.applications.factories import NOW, TODAY, assess_fully, make_case, make_draft
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def step_of(case, user, on=TODAY):
    return with_next_step(Application.objects.filter(pk=case.pk), user=user, on=on).get().step


def queue(user, on=TODAY, whose=work.MINE):
    return {
        name: [(task.code, task.person) for task in tasks]
        for name, tasks in grouped(work.tasks(user=user, on=on, whose=whose), on=on).items()
        if tasks
    }


def ask(w, case, due_on):
    return request_documents(application=case, by=w.social_worker, at=NOW, note="Verbale", due_on=due_on)


def half_signed(w, *parts):
    return assess_fully(w, make_case(w, status="assessing"), sign=parts)


STATES = {
    "draft": (lambda w: make_draft(w), "complete_draft"),
    "documents in time": (lambda w: ask(w, make_case(w, status="assessing"), date(2026, 12, 1)), "documents"),
    "documents late": (
        lambda w: ask(w, make_case(w, status="assessing"), TODAY + timedelta(days=1)),
        "documents",
    ),
    "not assessed": (lambda w: make_case(w, status="assessing"), "assess"),
    "written, not signed": (lambda w: half_signed(w), "sign_social"),
    "signed by the Comune": (lambda w: half_signed(w, "social"), "asst_signature"),
    "signed by the ASST only": (lambda w: half_signed(w, "health"), "sign_social"),
    "signed by both": (lambda w: half_signed(w, "social", "health"), "write_plan"),
    "plan sent": (lambda w: make_case(w, status="plan_review"), "approve_plan"),
    "eligible": (lambda w: make_case(w), "award"),
}


@pytest.mark.parametrize("name", STATES)
def test_the_next_step_comes_from_the_state_of_the_case(w, name):
    make, expected = STATES[name]
    assert step_of(make(w), w.social_worker) == expected


def test_documents_become_a_task_the_day_after_their_term(w):
    case = ask(w, make_case(w, status="assessing"), date(2026, 11, 20))
    assert step_of(case, w.social_worker, on=date(2026, 11, 20)) == "documents"
    assert step_of(case, w.social_worker, on=date(2026, 11, 21)) == "chase_documents"
    assert queue(w.social_worker, on=date(2026, 11, 21)) == {
        "ritardo": [("chase_documents", "Adele Brambati")]
    }


def test_a_voided_signature_brings_the_task_back(w):
    case = half_signed(w, "social", "health")
    case.assessments.update(content_hash="changed", social_hash="changed")
    assert step_of(case, w.social_worker) == "sign_social"


def test_a_returned_plan_quotes_the_reason_and_who(w):
    case = make_case(w, status="plan_review")
    return_plan(application=case, by=w.manager, at=NOW, note="mancano le ore")
    (task,) = work.tasks(user=w.social_worker, on=TODAY)
    assert task.code == "correct_plan"
    assert "mancano le ore" in task.why
    assert "Marco Lanfredi" in task.why
    assert task.due_on == TODAY + timedelta(days=7)


def test_each_role_sees_its_own_step_and_waits_for_the_others(w):
    make_case(w, "carla", status="plan_review")
    make_case(w, "adele")
    assert queue(w.manager) == {
        "dopo": [("approve_plan", "Carla Montaldini"), ("award", "Adele Brambati")],
    }
    assert queue(w.social_worker) == {
        "attesa": [("approve_plan", "Carla Montaldini"), ("award", "Adele Brambati")],
        "dopo": [("review_plan", "Adele Brambati")],  # the plan is approved: its review has a day
    }
    assert queue(w.officer) == {}


def test_the_asst_sees_only_what_was_sent_to_it_and_its_own_part(w):
    make_case(w, "renato", status="assessing")
    assess_fully(w, make_case(w, "adele", status="assessing"), sign=("social",))
    assess_fully(w, make_case(w, "carla", status="assessing"))
    assert queue(w.nurse) == {"dopo": [("sign_health", "Adele Brambati")]}


def test_who_prepared_the_plan_waits_for_somebody_else(w):
    case = make_case(w, status="plan_review")
    case.plans.update(submitted_by=w.manager)
    (task,) = work.tasks(user=w.manager, on=TODAY)
    assert task.waiting
    assert work.counts(user=w.manager, on=TODAY) == (0, 0)
    (other,) = work.tasks(user=w.director, on=TODAY)
    assert not other.waiting


def codes(user, on):
    """The tasks but for the reviews of plans, which every approved plan has."""
    return [task.code for task in work.tasks(user=user, on=on) if task.code != "review_plan"]


def test_renewals_of_one_day_become_one_row(w):
    names = ["adele", "renato", "carla", "luciana"]
    for name in names[:3]:
        activate(application=make_case(w, name), by=w.manager, at=NOW)
    assert codes(w.social_worker, TODAY) == ["renew_isee"] * 3
    activate(application=make_case(w, names[3]), by=w.manager, at=NOW)
    (row,) = [task for task in work.tasks(user=w.social_worker, on=TODAY) if task.code != "review_plan"]
    assert (row.code, row.others, row.due_on) == ("renew_isees", 1, date(2026, 12, 31))
    assert "4" in row.label


def test_many_plans_to_approve_are_one_row_of_who_approves_and_single_rows_of_who_waits(client, w):
    for name in ("adele", "renato", "carla", "luciana"):
        make_case(w, name, status="plan_review")
    (row,) = work.tasks(user=w.manager, on=TODAY)
    assert (row.code, row.action_url, row.others) == ("approve_plans", "/approvazioni/", 1)
    assert work.counts(user=w.manager, on=TODAY) == (1, 0)
    assert enter(client, w.manager).get("/lavoro/?tipo=approve_plan").context["count"] == 1
    assert [task.waiting for task in work.tasks(user=w.social_worker, on=TODAY)] == [True] * 4


def test_an_isee_far_from_its_end_is_nobodys_task(w):
    activate(application=make_case(w), by=w.manager, at=NOW)
    assert codes(w.social_worker, date(2026, 10, 1)) == []
    assert codes(w.social_worker, date(2026, 11, 1)) == ["renew_isee"]


@pytest.mark.parametrize(
    ("days", "group"), [(-1, "settimana"), (0, "oggi"), (1, "ritardo"), (-7, "settimana"), (-8, "dopo")]
)
def test_groups_turn_on_the_day(w, days, group):
    make_draft(w)
    closes = date(2026, 12, 15)
    assert list(queue(w.social_worker, on=closes + timedelta(days=days))) == [group]


def test_another_municipality_and_nobodys_cases(w):
    make_draft(w, "adele")
    make_draft(w, "renato", by=w.other_social_worker)
    free = make_draft(w, "carla")
    Application.objects.filter(pk=free.pk).update(case_manager=None)

    def people(whose):
        return {name for rows in queue(w.social_worker, whose=whose).values() for _code, name in rows}

    assert people(work.MINE) == {"Adele Brambati"}
    assert people(work.OFFICE) == {"Adele Brambati", "Carla Montaldini"}
    assert people(work.UNASSIGNED) == {"Carla Montaldini"}


def test_the_counter_of_the_sidebar_says_what_the_page_lists(w):
    make_draft(w, "adele")
    make_case(w, "carla", status="plan_review")
    ask(w, make_case(w, "renato", status="assessing"), TODAY + timedelta(days=1))
    on = date(2026, 12, 20)
    for user in (w.social_worker, w.manager, w.nurse, w.officer):
        rows = [task for task in work.tasks(user=user, on=on) if not task.waiting]
        late = [task for task in rows if task.due_on < on]
        assert work.counts(user=user, on=on) == (len(rows), len(late))


def test_the_number_of_queries_does_not_grow_with_the_cases(w, django_assert_max_num_queries):
    for name in ("adele", "renato", "carla"):
        make_draft(w, name)
    make_case(w, "luciana", status="plan_review")
    make_case(w, "rosalba", status="plan_review")
    # cases, letters that came back, additions of calls, two of evidence, plans, reminders, reviews of plans, questions
    # of other offices, letters to send, free reminders, receipts awaited, calls that ask for expenses, stays going on
    with django_assert_max_num_queries(15):
        assert len(work.tasks(user=w.social_worker, on=TODAY)) == 5
    # cases, reviews of plans, questions of other offices, amounts to decide again, letters to send and come back,
    # free reminders, receipts awaited, calls that ask for expense reports, stays going on
    with django_assert_max_num_queries(10):
        work.counts(user=w.social_worker, on=TODAY)


def test_other_packages_add_their_tasks(w, monkeypatch):
    monkeypatch.setattr(work, "_sources", [])
    blocked = work.Task(
        label="Pagamento bloccato", url="/x/", action="Apri", action_url="/x/", icon="ban", due_on=TODAY
    )
    assert work.source(lambda user, on, whose: [blocked])
    assert work.tasks(user=w.officer, on=TODAY) == [blocked]
    assert work.counts(user=w.officer, on=TODAY) == (1, 0)


def test_the_page_has_one_filled_button_on_the_first_urgent_row(client, w):
    make_draft(w, "adele")
    make_draft(w, "renato")
    page = enter(client, w.social_worker).get("/lavoro/").content.decode()
    assert page.count("btn-primary") == 1
    assert "Adele Brambati" in page
    assert "Renato Scalvini" in page


def test_an_empty_queue_says_so(client, w):
    page = enter(client, w.social_worker).get("/lavoro/?di=boh").content.decode()
    assert "Niente in ritardo e niente per oggi." in page


def test_recently_opened_cases_are_ones_own_and_still_visible(client, w):
    case = make_case(w, status="assessing")
    enter(client, w.social_worker).get(f"/pratiche/{case.number}/")
    assert "Adele Brambati" in client.get("/lavoro/?di=nessuno").content.decode()
    Application.objects.filter(pk=case.pk).update(municipality=w.other_municipality)
    assert "Adele Brambati" not in client.get("/lavoro/?di=nessuno").content.decode()


def test_the_administrator_has_no_queue(client, w):
    assert enter(client, w.administrator).get("/lavoro/").status_code == 403


def test_each_task_says_where_it_is_written(w):
    make_draft(w, "carla")
    activate(application=make_case(w, "adele"), by=w.manager, at=NOW)
    sources = {task.code: task.source for task in work.tasks(user=w.social_worker, on=TODAY)}
    assert sources["complete_draft"] == (w.call.act, "")
    citation, link = sources["renew_isee"]
    assert "Misura B2" in citation
    assert link.startswith("https://")


def test_only_one_kind_of_task(client, w):
    make_draft(w, "carla")
    make_case(w, "adele", status="assessing")
    enter(client, w.social_worker)
    page = client.get("/lavoro/?tipo=complete_draft")
    assert [task.code for group in page.context["groups"] for task in group["tasks"]] == ["complete_draft"]
    assert {one["value"] for one in page.context["kinds"]} == {"complete_draft", "assess"}
    assert client.get("/lavoro/?tipo=boh").context["count"] == 2


def test_the_number_of_queries_of_the_page(client, w, django_assert_max_num_queries):
    for name in ("adele", "renato", "carla"):
        make_draft(w, name)
    # tasks are read for the list and for the sidebar; the manager's: also rankings to approve or publish, recoveries
    # nobody decided on, calls that limit the months without an expense report, payments matched by hand, rules and
    # calls to publish; beside "To assign" how many they are
    for user, most in ((w.social_worker, 33), (w.manager, 45), (w.nurse, 11)):
        enter(client, user).get("/lavoro/")
        with django_assert_max_num_queries(most):
            client.get("/lavoro/")


def test_a_contract_that_ends_is_asked_for_and_hides_behind_no_waiting(w):
    case = make_case(w, carer_cost="950.00", requested=("caregiver", "caregiver_supplement"))
    case = activate(application=case, by=w.manager, at=NOW)
    Isee.objects.update(valid_to=TODAY + timedelta(days=200))
    assert step_of(case, w.social_worker) == ""
    case.carer_contracts.update(ends_on=TODAY + timedelta(days=60))
    assert step_of(case, w.social_worker) == "renew_contract"
    # the family was asked for an ISEE that ends sooner: nobody can do anything about that one
    Isee.objects.update(valid_to=TODAY + timedelta(days=20))
    assert step_of(case, w.social_worker) == "renew_isee"
    Event.objects.create(application=case, verb="ask_isee", at=NOW, by=w.social_worker)
    assert step_of(case, w.social_worker) == "renew_contract"
    (task,) = [one for one in work.tasks(user=w.social_worker, on=TODAY) if one.code == "renew_contract"]
    assert task.action_url.endswith("/badante/") or "assistente" in task.action_url
    Application.objects.update(has_carer=False)
    assert step_of(case, w.social_worker) == "isee_awaited"


def test_what_fails_says_so_and_the_rest_stays(client, w, monkeypatch):
    make_draft(w)

    def broken(*, user, on, whose):
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(work, "_sources", [broken])
    page = enter(client, w.social_worker).get("/lavoro/").content.decode()
    assert "Alcune attività non si leggono" in page
    assert "Completa e invia la domanda" in page
