"""A call with many cases is ranked by a job: the same version, its progress, and what stopped it in words."""

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from applications.models import Determination, Isee
from eligibility.outcome import Outcome
from jobs.models import Job
from jobs.tasks import run as work
from tests.applications.factories import TODAY, make_case
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.ranked import approved, classes, computed, eligible, money_line, with_ranking
from tests.vouchers.test_pages import as_user
from vouchers import ranking_inputs, rankings
from vouchers.models import RankingSnapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(w, monkeypatch):
    """Four eligible cases of a call, where three are many; money for two."""
    monkeypatch.setattr(ranking_inputs, "AT_ONCE", 3)
    w = with_ranking(w)
    w.cases = eligible(w)
    money_line(w, "9600.00")
    return w


def test_the_job_makes_the_version_that_is_made_at_once(client, many, monkeypatch, the_day):  # noqa: F811
    w, manager = many, as_user(client, many.manager)
    page, form = (
        reverse(f"vouchers:{name}", args=[w.call.number_prefix, "unica"]) for name in ("ranking", "rank")
    )
    assert "sottofondo" in said(manager.get(form))
    for _press in range(2):  # two presses are one job
        assert "si sta calcolando" in said(manager.post(form, {"policy": "stop"}, follow=True))
    job = Job.objects.get(kind="ranking")
    assert not RankingSnapshot.objects.exists()
    assert f"job-{job.pk}" in manager.get(page).content.decode()
    work(job.pk)
    snapshot = RankingSnapshot.objects.get()
    assert (snapshot.computed_by, snapshot.computed_at) == (w.manager, job.started_at)
    shown = said(manager.get(page))
    assert f"job-{job.pk}" not in shown
    assert "?controlla=1" in shown
    Isee.objects.filter(person=w.cases["adele"].person_id).update(value="2500")
    assert "qualcosa è cambiato: ricalcola" not in said(manager.get(page))
    assert "qualcosa è cambiato: ricalcola" in said(manager.get(f"{page}?controlla=1"))
    with pytest.raises(Refused):
        approved(w, snapshot)
    Isee.objects.filter(person=w.cases["adele"].person_id).update(value="2400")
    monkeypatch.setattr(ranking_inputs, "AT_ONCE", 500)
    again = computed(w)
    assert (again.inputs_hash, classes(again)) == (snapshot.inputs_hash, classes(snapshot))
    assert rankings.again(snapshot, on=TODAY).hash == snapshot.inputs_hash


def test_the_quick_reading_of_an_outcome_says_the_same_of_what_was_granted(many):
    def told(outcome):
        money = [(one.code, one.amount, one.is_monthly_money) for one in outcome.due]
        return money, outcome.line, outcome.verdict, outcome.monthly_total, outcome.starts_on, outcome.ends_on

    for made in Determination.objects.all():
        quick = Outcome.amounts_from_json(made.findings)
        assert told(quick) == told(Outcome.from_json(made.findings))
        assert quick.monthly


def test_what_stops_it_is_said_and_named(client, many):
    w, manager = many, as_user(client, many.manager)
    job = computed(w)
    make_case(w, "renato", status="plan_review")  # came in after the press
    work(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert not RankingSnapshot.objects.exists()
    page = said(manager.get(reverse("vouchers:ranking", args=[w.call.number_prefix, "unica"])))
    assert "Vedi che cosa va sistemato prima" in page
    form = reverse("vouchers:rank", args=[w.call.number_prefix, "unica"])
    assert "non ancora decisa" not in said(manager.get(form))  # many cases are read only when somebody asks
    assert "non ancora decisa" in said(manager.get(f"{form}?controlla=1"))
