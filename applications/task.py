"""One row of the work queue, in words."""

from dataclasses import dataclass
from datetime import date

from applications.models import Application


@dataclass(frozen=True)
class Task:
    """One row of the queue. ``case`` is None for a row of another package. ``others``: people folded in.

    ``source``: (citation, link or "") of the rule it comes from. ``remind_url``: where a reminder is posted.
    ``by_hand``: a reminder somebody wrote; its action is posted.
    """

    label: str
    url: str
    action: str
    action_url: str
    icon: str
    why: str = ""
    due_on: date | None = None
    since: object = None
    waiting: bool = False
    case: Application | None = None
    person: str = ""
    age: int | None = None
    others: int = 0
    code: str = ""
    kind: str = ""
    source: tuple = ()
    remind_url: str = ""
    by_hand: bool = False
