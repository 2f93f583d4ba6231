"""What is looked at before a ranking is approved: each check with its outcome, also the good ones."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.models import (
    Application,
    Assessment,
    AssessmentSignature,
    Document,
    IssuedLetter,
    LetterKind,
    Part,
)
from applications.workflow import PAID
from vouchers.models import RankingRow
from vouchers.ranking_inputs import DECIDED
from vouchers.rankings import Class

NAMED = 5  # cases with a link under a check


@dataclass(frozen=True)
class Check:
    """``cases``: those to look at, a few of them; without any the check is passed."""

    text: str
    cases: list = field(default_factory=list)
    more: int = 0

    @property
    def passed(self):
        return not self.cases


def before_approving(snapshot, rows):
    """[Check] of a version with its ``rows``. Three queries."""
    placed = [row for row in rows if row.outcome in (Class.FUNDED, Class.WAITING)]
    return [_signed(snapshot, placed), _once(snapshot, placed), _told(rows), _complete(rows)]


def _check(good, bad, rows):
    """``bad``: a function of how many."""
    if not rows:
        return Check(good)
    return Check(bad(len(rows)), [row.application for row in rows[:NAMED]], max(0, len(rows) - NAMED))


def _signed(snapshot, placed):
    """The assessments signed by the Comune and by the ASST."""
    mine = AssessmentSignature.objects.filter(assessment=OuterRef("pk"), voided_at__isnull=True)
    bound = {  # as Assessment.bound_by: under today's text, the whole of it or the own part alone
        part: Exists(
            mine.filter(part=part)
            .exclude(content_hash="")
            .filter(Q(content_hash=OuterRef("content_hash")) | Q(content_hash=OuterRef(f"{part}_hash")))
        )
        for part in Part.values
    }
    rows = Assessment.objects.filter(*bound.values(), application__ranked__snapshot=snapshot)
    signed = set(rows.order_by().values_list("application_id", flat=True))
    return _check(
        ngettext(
            "%(n)s assessment signed by Comune and ASST",
            "%(n)s assessments signed by Comune and ASST",
            len(placed),
        )
        % {"n": len(placed)},
        lambda n: (
            ngettext(
                "%(n)s case without an assessment signed by both",
                "%(n)s cases without an assessment signed by both",
                n,
            )
            % {"n": n}
        ),
        [row for row in placed if row.application_id not in signed],
    )


def _once(snapshot, placed):
    """People funded in another list too, or paid in another case."""
    people = {row.application.person_id: row for row in placed}
    mine = snapshot.rows.filter(outcome__in=[Class.FUNDED, Class.WAITING]).order_by()
    theirs = mine.values("application__person")
    elsewhere = (
        RankingRow.objects.filter(
            application__person__in=theirs, outcome=Class.FUNDED, snapshot__approval__isnull=False,
            application__status__in=[one.value for one in DECIDED],
        )
        .exclude(snapshot__call=snapshot.call_id, snapshot__list_code=snapshot.list_code)
        .exclude(application__in=mine.values("application"))
    )  # fmt: skip
    paid = Application.objects.filter(person__in=theirs, status__in=[one.value for one in PAID])
    paid = paid.exclude(pk__in=mine.values("application"))
    twice = set(elsewhere.values_list("application__person", flat=True)) | set(
        paid.values_list("person", flat=True)
    )
    return _check(
        _("Nobody is in another ranking or paid in another case"),
        lambda n: (
            ngettext(
                "%(n)s person is funded or paid in another case too",
                "%(n)s people are funded or paid in another case too",
                n,
            )
            % {"n": n}
        ),
        [row for person, row in people.items() if person in twice],
    )


def _told(rows):
    """Cases not admitted whose refusal was not written to the family."""
    refused = [row for row in rows if row.outcome == Class.NOT_ADMITTED]
    letter = IssuedLetter.objects.filter(application=OuterRef("pk"), kind=LetterKind.REFUSAL)
    notice = Document.objects.filter(application=OuterRef("pk"), kind=Document.Kind.DECISION)
    told = set(
        Application.objects.filter(
            Q(Exists(letter)) | Q(Exists(notice)), pk__in=[r.application_id for r in refused]
        )
        .order_by()
        .values_list("pk", flat=True)
        if refused
        else ()
    )
    return _check(
        _("Every refusal was written to the family"),
        lambda n: (
            ngettext("%(n)s refused case without a letter", "%(n)s refused cases without a letter", n)
            % {"n": n}
        ),
        [row for row in refused if row.application_id not in told],
    )


def _complete(rows):
    """Cases whose documents are awaited: they are on the list without a place."""
    return _check(
        _("No case waits for documents"),
        lambda n: (
            ngettext(
                "%(n)s case waits for documents: it has no place",
                "%(n)s cases wait for documents: they have no place",
                n,
            )
            % {"n": n}
        ),
        [row for row in rows if row.outcome == Class.SUSPENDED],
    )
