"""The workflow table and the page made from it."""

from applications.management.commands.workflow_diagram import PATH, page
from applications.workflow import APPEARANCE, TRANSITIONS, Status


def test_the_page_of_the_workflow_is_not_stale():
    assert PATH.read_text(encoding="utf-8") == page(), "run: python manage.py workflow_diagram"


def test_every_status_has_a_face_and_can_be_reached():
    assert set(APPEARANCE) == set(Status)
    reached = {t.target for t in TRANSITIONS.values() if t.target} | {Status.DRAFT}
    assert reached == set(Status)
