"""What the next steps of cases are decided by: evidence, signatures, dates, as columns of one query."""

from datetime import timedelta

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate

from applications.models import (
    Assessment,
    AssessmentSignature,
    CarerContract,
    Certificate,
    DocumentRequest,
    Event,
    IndividualPlan,
    Isee,
    Observation,
    Part,
    RefusalNotice,
)


class _WrittenOnce:
    """An expression over a subquery that writes its SQL once, however often the table of steps names it.

    Django writes it again at each mention: hundreds of times for the counter of the sidebar, most of the
    time of a page. A copy (another alias, another query) forgets what it had written.
    """

    _resolved, _written = False, None

    def resolve_expression(self, *args, **more):
        """Itself once its columns are found: looking again, as each comparison does, would copy it whole."""
        if self._resolved:
            return self
        found = super().resolve_expression(*args, **more)
        found._resolved = True
        return found

    def copy(self):
        clone = super().copy()
        clone._written = None
        return clone

    def as_sql(self, compiler, connection, *args, **more):
        if args or more:
            return super().as_sql(compiler, connection, *args, **more)
        if self._written is None:
            self._written = super().as_sql(compiler, connection)
        return self._written


class _Subquery(_WrittenOnce, Subquery):
    pass


class _Exists(_WrittenOnce, Exists):
    pass


# Days the office gives the ASST unless it has set others for the call (``AssessmentTerms``).
DAYS_TO_REMIND = 5
DAYS_TO_ESCALATE = 10


def after(moment, days):
    """The day ``days`` days after the moment, in Rome."""
    return Cast(TruncDate(moment) + Value(timedelta(days=days)), DateField())


def _days_of_call(name, usual):
    """Days the office has set for the call, or those of every call."""
    return Coalesce(F(f"call__assessment_terms__{name}"), Value(usual), output_field=IntegerField())


def _after_days(moment, days):
    """The day ``days`` (an expression) after the moment, in Rome."""
    return Func(
        TruncDate(moment), days, template="(%(expressions)s)", arg_joiner=" + ", output_field=DateField()
    )


def _months_after(day, months):
    """The same day ``months`` (an expression) later; the last of the month where there is no such day."""
    later = "(%(expressions)s))::date"
    return Func(
        day, months, template=later, arg_joiner=" + make_interval(months => ", output_field=DateField()
    )


# since when the ASST is waited for: the case was sent, or a new assessment was begun after that
_ASKED_ASST = Case(
    When(sent_to_asst_at__isnull=False, then=Greatest(F("sent_to_asst_at"), F("assessment_begun_at"))),
    default=None,
    output_field=DateTimeField(),
)


def with_columns(cases):
    """The query set with the columns that the steps read."""
    return (
        cases.annotate(assessment_now=_Subquery(_assessments().values("pk")[:1]))
        .annotate(
            social_written=_Exists(
                Assessment.objects.filter(pk=OuterRef("assessment_now"), social_written_at__isnull=False)
            ),
            social_signed_at=_signed_at(Part.SOCIAL),
            health_signed_at=_signed_at(Part.HEALTH),
            assessment_begun_at=_Subquery(_assessments().values("started_at")[:1]),
            disagreed_at=_Subquery(_assessments().values("disagreed_at")[:1]),
            visited_on=_Subquery(_assessments().values("visited_on")[:1]),
            reminded_at=_last_event("remind_asst"),
            ranked_at=_last_event("rank"),
            funded=_Subquery(
                Event.objects.filter(application=OuterRef("pk"), verb="rank")
                .order_by("-at", "-pk")
                .values("data__funded")[:1]
            ),
            plan_moved_at=_Subquery(_plan_moves().values("moved_at")[:1]),
            asked_at=_last_event("request_documents"),
            isee_asked_at=_last_event("ask_isee"),
            remind_on=_Subquery(
                DocumentRequest.objects.filter(
                    application=OuterRef("pk"), closed_at=None, reminded_at=None
                ).values("remind_on")[:1]
            ),
            notice_at=_of_notice("issued_at"),
            notice_term_on=_of_notice("term_on"),
            observed=_Exists(
                Observation.objects.filter(
                    notice__application=OuterRef("pk"), notice__closed_at=None, answered_at=None
                )
            ),
            isee_to=_Subquery(
                Isee.objects.filter(person=OuterRef("person")).order_by("-valid_to").values("valid_to")[:1]
            ),
            certificate_to=_Subquery(_last_certificate().values("valid_to")[:1]),
            contract_to=_Subquery(_last_contract().values("ends_on")[:1]),
        )
        .annotate(asked_asst_at=_ASKED_ASST)
        .annotate(
            remind_asst_on=_after_days(
                Greatest(F("asked_asst_at"), F("reminded_at")), _days_of_call("reminder_days", DAYS_TO_REMIND)
            ),
            escalate_on=_after_days(F("asked_asst_at"), _days_of_call("escalation_days", DAYS_TO_ESCALATE)),
            assessed_to=_months_after(F("visited_on"), F("call__assessment_terms__valid_months")),
        )
    )


def _of_notice(name):
    """A column of the open notice of refusal; null without one."""
    rows = RefusalNotice.objects.filter(application=OuterRef("pk"), closed_at=None)
    return _Subquery(rows.values(name)[:1])


def _assessments():
    return Assessment.objects.filter(application=OuterRef("pk")).order_by("-started_at", "-pk")


def _signed_at(part):
    """When the signature of ``part`` that binds today's content was put; null while it is missing."""
    rows = AssessmentSignature.objects.filter(
        assessment=OuterRef("assessment_now"),
        part=part,
        voided_at=None,
    ).filter(
        # the whole text, or its own part alone (Assessment.bound_by)
        Q(content_hash=F("assessment__content_hash")) | Q(content_hash=F(f"assessment__{part}_hash"))
    )
    return _Subquery(rows.values("signed_at")[:1])


def _last_event(verb):
    return _Subquery(
        Event.objects.filter(application=OuterRef("pk"), verb=verb).order_by("-at").values("at")[:1]
    )


def _plan_moves():
    moved = Greatest("approved_at", "returned_at", "submitted_at", "written_at")
    return (
        IndividualPlan.objects.filter(application=OuterRef("pk"))
        .order_by("-version")
        .annotate(moved_at=moved)
    )


def _last_contract():
    """The carer's contract that lasts longest; one without an end comes first, as null: nothing to renew."""
    rows = CarerContract.objects.filter(application=OuterRef("pk"))
    return rows.order_by(F("ends_on").desc(nulls_first=True))


def _last_certificate():
    """The recognition that lasts longest; one without an end comes first, as null: nothing to renew."""
    rows = Certificate.objects.filter(person=OuterRef("person"), pending=False).exclude(
        kind=Certificate.Kind.CIVIL_INVALIDITY  # it gives no right by itself and would hide what does
    )
    return rows.order_by(F("valid_to").desc(nulls_first=True))
