"""The notices of a case, made in the background and frozen: nobody receives one that its case does not show."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day
from accounts.refusal import Refused
from applications.letters import keep_issued, may_write_to
from applications.models import Application, IssuedLetter, LetterChoice, LetterKind
from applications.notice_letters import document_kind, paper_of
from jobs import actions as jobs
from jobs.registry import handler

NOTICE = "notice"
# letters that tell a fact of the money: the office chooses whether they leave with it or wait for somebody
BY_ITSELF = (
    LetterKind.ACCEPTANCE, LetterKind.AMOUNT_CHANGE, LetterKind.SUSPENSION, LetterKind.RESUMPTION, LetterKind.END,
)  # fmt: skip


def start_by_itself(*, application, kind, by, at):
    """Start the letter of a fact just written, where the office chose so; in its transaction. Returns the Job or None.

    A letter whose words need something the case does not have stays a task, which says what is missing.
    """
    chosen = LetterChoice.objects.filter(plan_office=application.plan_office, by_itself__contains=[kind])
    if not chosen.exists():
        return None
    case = Application.objects.with_people().get(pk=application.pk)
    try:
        paper_of(application=case, kind=kind, by=by, at=at)
    except Refused:
        return None
    return start_letter(
        application=case, kind=kind, key=f"notice-{kind}-{case.pk}-{at:%Y%m%d%H%M%S}", by=by, at=at
    )


def start_letter(*, application, kind, key, by, at, said=None, large_print=None):
    """Start the job that makes one notice, inside the transaction that decides it. Returns the Job.

    None, and no job, when the person has died: only the letter of condolence, chosen by somebody, is made then.
    ``said``: plain values that go into the letter; dates as ISO text. ``large_print``: None as the person asked.
    """
    if kind != LetterKind.DEATH and may_write_to(application.person):
        return None
    label = str(LetterKind(kind).label)
    return jobs.start(
        kind=NOTICE,
        key=key,
        items=[
            (
                key,
                application.ref,
                {"case": application.pk, "kind": kind, "said": said or {}, "large_print": large_print},
            )
        ],
        by=by,
        at=at,
        office=application.plan_office,
        label=_("Letter “%(letter)s” of %(case)s") % {"letter": label, "case": application.ref},
    )


@handler(NOTICE, read="case.read", retry="case.write")
def make_notice(item):
    """Store the letter and put it into the case; a second attempt finds it there."""
    case = Application.objects.with_people().select_related("person__municipality").get(pk=item.args["case"])
    kind, at, by = LetterKind(item.args["kind"]), item.job.started_at, item.job.started_by
    if kind != LetterKind.DEATH and may_write_to(case.person):
        return  # died meanwhile: nothing leaves
    label = _("%(letter)s, %(day)s") % {"letter": kind.label, "day": day(at)}
    if case.letters.filter(kind=kind, document__added_at=at).exists():
        return
    said = dict(item.args["said"])
    if said.get("until"):
        said["until"] = date.fromisoformat(said["until"])
    paper = paper_of(
        application=case, kind=kind, by=by, at=at, said=said, large_print=item.args["large_print"]
    )
    stored = paper.keep(by=by, at=at, office=case.plan_office)
    document = keep_issued(
        application_id=case.pk,
        stored=stored,
        kind=document_kind(kind),
        label=label,
        by=by,
        at=at,
        paper=paper,
        letter=kind,
    )
    today = timezone.localdate(at)
    if case.refusal_notices.filter(
        pk=said.get("notice"), received_on=today
    ).exists():  # given by hand as it left
        IssuedLetter.objects.filter(document=document).update(
            how=IssuedLetter.How.HAND, sent_on=today, received_on=today, recorded_at=at, recorded_by=by
        )
