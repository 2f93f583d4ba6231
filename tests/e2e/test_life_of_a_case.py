"""One real case from the application to the monthly payment, carried by five people in a real browser."""

import pytest

from tests.e2e import journey
from tests.e2e.journey import Family

pytestmark = [pytest.mark.e2e, pytest.mark.worker]


def test_intake(at_work):
    worker = at_work("social_worker")
    family = Family()
    journey.open_draft(worker, family)
    journey.answer_steps(worker, family)
    worker.page.screenshot(path="/tmp/summary.png", full_page=True)
    number = journey.submit(worker)
    print(number)
