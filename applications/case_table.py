"""The rows of the case list: what each role sees of a case, on the screen and in a file.

Money only with ``money.read``; recognitions and scores (health data) only with ``case.health.read`` and when asked
for; the points of a ranking, made of both, only for whoever reads both and where a call gives them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import DecimalField, Exists, Func, JSONField, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.keyset import Key
from applications.models import Assessment, Determination, Isee
from applications.points import points_of, ranked_by_points, scores_in_words
from applications.steps import BY_CODE, with_next_step
from applications.work import acts
from applications.workflow import APPEARANCE

HEALTH = "salute"  # ?colonne=salute
_NEWEST = (Key("created_at", descending=True, always=True), Key("pk", descending=True, always=True))
_PK = Key("pk", always=True)
_NAME = (Key("person__last_name", always=True), Key("person__first_name", always=True), _PK)

# ?ordina=: the columns of the order; a minus turns the first one round
SORTS = {
    "nuove": _NEWEST,
    "scadenza": (Key("due_on"), *_NEWEST),
    "persona": _NAME,
    "pratica": (Key("number"), _PK),
    "comune": (Key("municipality__name", always=True), *_NAME),
    "stato": (Key("status", always=True), *_NAME),
    "segue": (Key("case_manager__last_name"), *_NAME),
    "isee": (Key("isee_value"), _PK),
    "importo": (Key("monthly_total"), _PK),
    "punti": (Key("points"), _PK),
}
MONEY_SORTS = frozenset({"isee", "importo"})
# Points come from the rules of each call and the answers of each assessment: they are computed for the whole list
# before it is put in their order; a longer list is narrowed first.
SORT_BY_POINTS_UP_TO = 1_000
# By due date while it can be computed for every case at once; beyond, the newest first, through an index.
SORT_BY_DUE_UP_TO = 5_000


@dataclass(frozen=True)
class Column:
    """``value(row)``: a str, date, Decimal or None, as it goes into a cell. ``sort``: its name in the address."""

    code: str
    label: str
    value: Callable
    sort: str = ""
    css: str = ""
    width: int = 18
    health: bool = False


def annotated(cases, *, user, on):
    """With the next step; amounts only for whoever may see money."""
    cases = with_next_step(cases, user=user, on=on)
    if not user.may("money.read"):
        return cases
    isee = Isee.objects.filter(person=OuterRef("person")).order_by("-valid_to", "-pk")
    made = Determination.objects.filter(application=OuterRef("pk"), verdict="entitled").order_by(
        "-made_at", "-pk"
    )
    return cases.annotate(
        isee_value=Subquery(isee.values("value")[:1]),
        monthly_total=Subquery(made.values("monthly_total")[:1]),
    )


class _Told(Func):
    """What a JSON object says under a key that is text."""

    template = "(%(expressions)s)::numeric"
    arg_joiner = " ->> "
    output_field = DecimalField()


def in_order_of_points(cases):
    """``cases`` (annotated, at most SORT_BY_POINTS_UP_TO) with ``points``, null while a figure is missing.

    Three queries.
    """
    known = cases.filter(Exists(Assessment.objects.filter(application=OuterRef("pk")))).order_by()
    found = {
        case.pk: str(value)
        for case in known.select_related("call__rule_set").prefetch_related("assessments__signatures")
        if (value := points_of(case)[1]) is not None
    }
    told = _Told(Value(found, output_field=JSONField()), Cast("pk", TextField()))
    return cases.annotate(points=told)


def order(sort, *, user, total, points=False):
    """(name of the order in use, its keys). ``total``: how many cases there are before any filter. ``points``: they
    are there to sort by.
    """
    name = sort.removeprefix("-")
    hidden = (name in MONEY_SORTS and not user.may("money.read")) or (name == "punti" and not points)
    if name not in SORTS or hidden:
        name = sort = "scadenza" if total <= SORT_BY_DUE_UP_TO else "nuove"
    first, *rest = SORTS[name]
    if sort.startswith("-"):
        first = Key(first.name, descending=not first.descending, always=first.always)
    return sort, (first, *rest)


def with_health(params, user):
    """True when the recognitions are asked for and this role reads them."""
    return HEALTH in params.getlist("colonne") and user.may("case.health.read")


def with_points(user):
    """True when a call of the Ambito ranks by points and this role reads what they are made of."""
    reads = user.may("money.read") and user.may("case.health.read")
    return reads and ranked_by_points(user)


def loaded(cases, *, health, points=False):
    """With what the rows show: one query, two more for the scores, one for the recognitions."""
    cases = cases.with_people()
    if health or points:
        cases = cases.prefetch_related("assessments__signatures")
    return cases.prefetch_related("person__certificates") if health else cases


def row(case, *, user, on, health=False, points=False):
    """One row as the page and the file need it."""
    tone, icon = APPEARANCE[case.status]
    step = BY_CODE.get(case.step)
    waiting = step is not None and not acts(case, user=user)
    return {
        "case": case,
        "age": case.person.age_on(on),
        "tone": tone,
        "icon": icon,
        "step": str((step.waiting_label or step.label) if waiting else step.label) if step else "",
        "due_on": case.due_on,
        "since": case.since if waiting else None,
        "late": case.due_on is not None and case.due_on < on,
        "today": case.due_on == on,
        "isee": getattr(case, "isee_value", None),
        "monthly_total": getattr(case, "monthly_total", None),
        "recognitions": _recognitions(case) if health else "",
        "scores": scores_in_words(case) if health else "",
        **_points(case, points),
    }


def _points(case, asked):
    gives, found = points_of(case) if asked else (False, None)
    return {"gives_points": gives, "points": found}


def _recognitions(case):
    said = [
        _("%(kind)s, awaited") % {"kind": one.get_kind_display()} if one.pending else one.get_kind_display()
        for one in case.person.certificates.all()
    ]
    return "; ".join(said)


def columns(user, *, health, points=False, many=False):
    """The columns of the list for this person, in their order. ``points``: of ``with_points``; ``many``: more cases
    than are put in the order of their points.
    """
    found = [
        Column("persona", _("Person"), lambda r: str(r["case"].person), "persona", width=28),
        Column("cf", _("Codice fiscale"), lambda r: r["case"].person.tax_code, width=19),
        Column("eta", _("Age"), lambda r: r["age"], css="num", width=6),
        Column("pratica", _("Case"), lambda r: r["case"].number or _("draft"), "pratica", width=15),
        Column("comune", _("Comune"), lambda r: r["case"].municipality.name, "comune"),
        Column("stato", _("Status"), lambda r: str(r["case"].get_status_display()), "stato", width=24),
        Column("passo", _("Next step"), lambda r: r["step"], width=38),
        Column("scadenza", _("Due date"), lambda r: r["due_on"], "scadenza", width=12),
    ]
    if health:
        found += [
            Column("salute", _("Recognitions"), lambda r: r["recognitions"], width=40, health=True),
            Column("punteggi", _("Assessment scores"), lambda r: r["scores"], width=40, health=True),
        ]
    if user.may("money.read"):
        found += [
            Column("isee", pgettext("column", "ISEE"), lambda r: r["isee"], "isee", "num", 13),
            Column("importo", _("Per month"), lambda r: r["monthly_total"], "importo", "num", 13),
        ]
    if points:
        found.append(Column("punti", _("Points"), _points_cell, "" if many else "punti", "num", 12))
    found.append(Column("segue", _("Followed by"), lambda r: _manager(r["case"]), "segue", width=22))
    return found


def _points_cell(row):
    """A number; words while a figure is missing; nothing where the call gives no points."""
    return row["points"] if row["points"] is not None else _("to compute") if row["gives_points"] else None


def _manager(case):
    return case.case_manager.full_name if case.case_manager else ""
