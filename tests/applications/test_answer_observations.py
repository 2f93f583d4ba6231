"""Every observation is answered before the decision, and the decision cites both."""

import pytest

from accounts.refusal import Refused
from applications.actions.answer_observations import answer_observations
from applications.actions.record_observations import record_observations
from applications.actions.reject import reject
from applications.letters import decision_notice
from tests.applications.factories import NOW
from tests.applications.notices import DAY, told
from tests.applications.test_letters import words_of
from tests.applications.verb_pages import again, get, post, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def test_the_decision_waits_for_the_answers_and_cites_them():
    w, case, notice = told()
    row = record_observations(
        application=case, by=w.social_worker, at=NOW, presented_on=NOW.date(), text="{{ Il reddito }} è sceso"
    )
    with pytest.raises(Refused):
        reject(application=again(case), by=w.manager, at=NOW + 20 * DAY)
    assert f'name="answer-{row.pk}"' in get(w.manager, "answer_observations", case).content.decode()
    assert post(w.manager, "answer_observations", case, {f"answer-{row.pk}": ""}).status_code == 200
    data = {f"answer-{row.pk}": "L'ISEE resta oltre il limite."}
    assert post(w.manager, "answer_observations", case, data).status_code == 302
    text = words_of(decision_notice(reject(application=again(case), by=w.manager, at=NOW + 20 * DAY)))
    assert text.index("{{ Il reddito }} è sceso") < text.index("oltre il limite.")
    notice.refresh_from_db()
    assert notice.outcome == "rejected"


def test_an_observation_without_its_answer_refuses_all():
    w, case, notice = told()
    for text in ("Uno", "Due"):
        record_observations(application=case, by=w.social_worker, at=NOW, presented_on=NOW.date(), text=text)
    first = notice.observations.first()
    with pytest.raises(Refused):
        answer_observations(application=case, by=w.manager, at=NOW, answers={first.pk: "Sì"})
    assert not notice.observations.exclude(answer="").exists()
