"""The answer to a request for review: by another person than who refused."""

import pytest

from accounts.refusal import Refused
from applications.actions.decide_appeal import decide_appeal
from applications.actions.record_appeal import record_appeal
from applications.models import LifeEvent
from tests.applications.factories import NOW, TODAY, world
from tests.applications.test_record_appeal import rejected
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def asked(w):
    case = rejected(w)
    record_appeal(application=case, by=w.social_worker, at=NOW, received_on=TODAY, note="Rivedete", days=30)
    return again(case)


@pytest.mark.parametrize(
    ("answer", "status", "outcome"), [("yes", "assessing", "accepted"), ("no", "rejected", "confirmed")]
)
def test_another_person_decides(answer, status, outcome):
    w = world()
    case = asked(w)
    assert "Rivedete" in said(get(w.director, "decide_appeal", case))
    assert (
        post(
            w.director, "decide_appeal", case, {"accepted": answer, "note": "Visto il nuovo ISEE"}
        ).status_code
        == 302
    )
    row = LifeEvent.objects.get(kind="appeal")
    assert (again(case).status, row.outcome, row.decided_by) == (status, outcome, w.director)
    assert case.determinations.count() == 1


def test_not_by_who_refused_and_not_without_a_reason():
    w = world()
    case = asked(w)
    assert "decide qualcun altro" in said(get(w.manager, "decide_appeal", case))
    for by, note in ((w.manager, "Confermo"), (w.director, " "), (w.social_worker, "Accolgo")):
        with pytest.raises(Refused):
            decide_appeal(application=case, by=by, at=NOW, accepted=True, note=note)
    assert again(case).status == "rejected"
    assert LifeEvent.objects.get(kind="appeal").outcome == ""
