"""Computing a ranking: places and points by hand, refusals that name the case, frozen rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.refusal import Refused
from applications.actions.reject import reject
from applications.actions.request_documents import request_documents
from tests.applications.factories import NOW, make_case, make_draft
from tests.vouchers.ranked import COST, classes, computed, eligible, money_line, with_ranking
from vouchers import ranking_inputs, ranking_words, rankings
from vouchers.models import RankingRow
from vouchers.ranking_permissions import BLOCKED

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(w):
    return with_ranking(w)


def test_places_points_and_the_line_where_the_money_ends(w):
    eligible(w, "luciana", "carla", "nadia", "adele")
    money_line(w, "10000.00")
    snapshot = computed(w)
    assert classes(snapshot) == {
        "Brambati": (1, "funded"),
        "Montaldini": (2, "funded"),
        "El Amrani": (3, "waiting"),
        "Bresciotti": (4, "waiting"),
    }
    rows = list(snapshot.rows.order_by("position"))
    assert [row.points for row in rows] == [90, 80, 70, 60]
    assert [row.cost for row in rows] == [COST] * 4
    assert [row.settled_by and row.settled_by["it"] for row in rows] == [None, "Punti", "Punti", "Punti"]
    assert snapshot.available == {"buoni": "10000.000"}
    assert sum(row.committed for row in rows) == Decimal("9600.00")
    assert Decimal(snapshot.left["buoni"]) == 400
    cut = ranking_words.cut_line(rows, snapshot.left, "stop", {"buoni": "Buoni"})
    for said in ("400,00", "4.800,00", "3"):
        assert said in cut
    assert ranking_words.needed(rows, snapshot.available) == Decimal("9200.00")
    assert len({row.code for row in rows}) == 4


def test_open_cases_stop_it_and_are_named_with_what_they_lack(w):
    eligible(w, "adele")
    money_line(w, "10000.00")
    open_case = make_case(w, "carla", status="plan_review")
    with pytest.raises(Refused) as refusal:
        computed(w)
    assert refusal.value.sentence == BLOCKED
    inputs = ranking_inputs.gather(w.call, "unica", on=NOW.date())
    ((case, said),) = rankings.blockers(inputs)
    assert case == open_case
    assert case.get_status_display().lower() in said
    other = type(open_case).objects.get(pk=inputs.entries[0].case.pk)
    other.person.isee_set.all().delete()
    inputs = ranking_inputs.gather(w.call, "unica", on=NOW.date())
    assert other in [case for case, _said in rankings.blockers(inputs)]


def test_no_budget_no_ranking_and_other_roles_do_not_compute(w):
    eligible(w, "adele")
    with pytest.raises(Refused):
        computed(w)
    money_line(w, "10000.00")
    for who in (w.officer, w.director, w.auditor, w.social_worker):
        with pytest.raises(Refused):
            computed(w, by=who)
    with pytest.raises(Refused):
        computed(w, policy="")


def test_versions_are_counted_and_their_difference_is_said(w):
    eligible(w, "adele", "nadia")
    money_line(w, "5000.00")
    first = computed(w)
    eligible(w, "carla")
    second = computed(w)
    assert (first.version, second.version) == (1, 2)
    assert first.inputs_hash != second.inputs_hash
    said = {
        row.application.person.last_name: text
        for row, text in ranking_words.differences(
            list(second.rows.select_related("application__person")), list(first.rows.all())
        )
    }
    assert set(said) == {"Montaldini", "El Amrani"}
    assert "2 → 3" in said["El Amrani"]


def test_the_database_freezes_a_version(w):
    eligible(w, "adele")
    money_line(w, "5000.00")
    snapshot = computed(w)
    for row in (snapshot, snapshot.rows.get()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(id=row.pk)
        rows = type(row).objects.filter(pk=row.pk)
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(IntegrityError, match="only_who_is_funded_commits"), transaction.atomic():
        RankingRow.objects.create(
            snapshot=snapshot,
            application=make_case(w, "carla"),
            outcome="waiting",
            position=2,
            cost=10,
            committed=10,
        )


def test_who_waits_for_documents_is_in_suspense_and_who_is_refused_not_admitted(w):
    eligible(w, "adele")
    money_line(w, "5000.00")
    asked = make_case(w, "carla", status="assessing")
    request_documents(application=asked, by=w.social_worker, at=NOW, note="ISEE", due_on=date(2026, 12, 10))
    refused = make_case(w, "nadia", status="plan_review", isee="25000.01")
    reject(application=refused, by=w.director, at=NOW)
    make_draft(w, "luciana")  # never sent: on no list
    assert classes(computed(w)) == {
        "Brambati": (1, "funded"),
        "Montaldini": (None, "suspended"),
        "El Amrani": (None, "not_admitted"),
    }
