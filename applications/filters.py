"""The filters of the case list: every one is a parameter of the address and a label that can be taken off."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Office, User
from applications import search
from applications.models import Intervention
from applications.steps import DAYS_BEFORE_EXPIRY
from applications.workflow import OPEN, Status

WITHIN = (7, 30, 60)  # days, choices of the filter on the due date
NOBODY = "nessuno"
# what a saved view keeps, in this order; never "q", which is a name or a codice fiscale
KEPT = ("vista", "stato", "comune", "entro", "segue", "sostegno", "isee", "colonne", "ordina", "righe")


def _of(*statuses):
    values = [status.value for status in statuses]
    return lambda on: Q(status__in=values)


def _isee_ends(on):
    return Q(status__in=[s.value for s in OPEN], isee_to__lte=on + timedelta(days=DAYS_BEFORE_EXPIRY))


def _nobodys(on):
    return Q(status__in=[s.value for s in OPEN], case_manager=None)


@dataclass(frozen=True)
class View:
    """A tab everybody has. ``heavy``: its condition is computed case by case, so it is not counted in big lists."""

    label: str
    where: Callable
    permission: str = "case.read"
    heavy: bool = False


VIEWS = {
    "": View(pgettext_lazy("cases", "All"), lambda on: Q()),
    "bozze": View(gettext_lazy("Drafts"), _of(Status.DRAFT)),
    "documenti": View(gettext_lazy("Waiting for documents"), _of(Status.WAITING_DOCS)),
    "valutazione": View(gettext_lazy("Being assessed"), _of(Status.ASSESSING)),
    "approvare": View(gettext_lazy("To approve"), _of(Status.PLAN_REVIEW)),
    "idonee": View(gettext_lazy("Eligible"), _of(Status.ELIGIBLE, Status.WAITING_LIST)),
    "pagamento": View(gettext_lazy("Being paid"), _of(Status.ACTIVE, Status.SUSPENDED)),
    "isee": View(gettext_lazy("ISEE about to end"), _isee_ends, "money.read", heavy=True),
    "assegnare": View(gettext_lazy("To assign"), _nobodys, "case.write"),
    "finite": View(gettext_lazy("Rejected and closed"), _of(Status.REJECTED, Status.CLOSED)),
}

# "isee" → (label, condition); only for whoever sees the ISEE. The steps are the office's own, not of a call.
ISEE = {
    "scade": (
        gettext_lazy("about to end"),
        lambda on: Q(isee_to__lte=on + timedelta(days=DAYS_BEFORE_EXPIRY), isee_to__gte=on),
    ),
    "scaduto": (gettext_lazy("ended"), lambda on: Q(isee_to__lt=on)),
    "manca": (pgettext_lazy("ISEE", "missing"), lambda on: Q(isee_to=None)),
    "0-10000": (gettext_lazy("up to €10,000"), lambda on: Q(isee_value__lte=10000)),
    "10000-25000": (
        gettext_lazy("€10,000 to 25,000"),
        lambda on: Q(isee_value__gt=10000, isee_value__lte=25000),
    ),
    "25000-": (gettext_lazy("over €25,000"), lambda on: Q(isee_value__gt=25000)),
}


@dataclass(frozen=True)
class Chosen:
    """A filter in use: the parameter of the address, the words of its label, what is wrong with it."""

    name: str
    label: str
    problem: str = ""


@dataclass
class Reading:
    """What an address asks for. ``parts``: {parameter: condition}; ``chosen``: its labels, in the same order."""

    view: str = ""
    parts: dict = field(default_factory=dict)
    chosen: list = field(default_factory=list)
    text: str = ""

    @property
    def condition(self):
        """All of it, as one condition on the annotated cases (``case_table.annotated``)."""
        return self.without(None)

    def without(self, name):
        """The condition as it would be without one filter."""
        whole = Q()
        for one, part in self.parts.items():
            if one != name:
                whole &= part
        return whole


@dataclass(frozen=True)
class Filter:
    """A filter chosen from a list: parameter, title, [(value, label)], list of values → condition."""

    name: str
    title: str
    choices: list
    where: Callable
    several: bool = True


def read(params, *, user, on, offers):
    """The Reading of an address: what is not understood is left out, never an error. ``offers``: of ``offered``."""
    reading = Reading()
    view = params.get("vista", "")
    if view in VIEWS and user.may(VIEWS[view].permission):
        reading.view = view
        reading.parts["vista"] = VIEWS[view].where(on)
    if text := params.get("q", "").replace("\x00", "").strip():
        _read_text(reading, text, user)
    for one in offers:
        labels = dict(one.choices)
        values = [value for value in dict.fromkeys(params.getlist(one.name)) if value in labels]
        if values:
            values = values if one.several else values[-1:]
            reading.parts[one.name] = one.where(values)
            reading.chosen.append(Chosen(one.name, f"{one.title}: {_said([labels[v] for v in values])}"))
    return reading


def _read_text(reading, text, user):
    reading.text = text
    label = _("Search: %(text)s") % {"text": text[: search.LONGEST]}
    condition = search.fits(text, user=user)
    problem = "" if condition is not None else _("write at least two letters")
    if condition is not None:
        reading.parts["q"] = condition
    reading.chosen.append(Chosen("q", label, problem))


def _said(labels):
    """The labels of the values chosen; only how many when there are more than two."""
    return ", ".join(labels) if len(labels) < 3 else _("%(n)s chosen") % {"n": len(labels)}


def offered(user, *, on):
    """The filters of this person. Two queries: offices and people."""
    offices = Office.objects.visible_to(user).filter(kind=Office.Kind.MUNICIPALITY).order_by("name")
    people = User.objects.filter(cases__isnull=False, cases__plan_office=user.plan_office).distinct()
    who = [(str(one.pk), one.full_name) for one in people.order_by("last_name", "first_name")]
    filters = [
        Filter("stato", _("Status"), [(s.value, str(s.label)) for s in Status], lambda vs: Q(status__in=vs)),
        Filter(
            "comune",
            _("Comune"),
            [(one.code, one.name) for one in offices],
            lambda vs: Q(municipality__code__in=vs),
        ),
        Filter(
            "segue",
            _("Followed by"),
            [*who, (NOBODY, _("nobody"))] if who else [],
            lambda vs: (
                Q(case_manager__in=[v for v in vs if v != NOBODY])
                | (Q(case_manager=None) if NOBODY in vs else Q(pk__in=[]))
            ),
        ),
        Filter(
            "sostegno",
            _("Support"),
            [(one.value, str(one.label)) for one in Intervention],
            lambda vs: Q(requested__overlap=vs),
        ),
        Filter(
            "entro",
            _("Due date"),
            [(str(days), _("within %(n)s days") % {"n": days}) for days in WITHIN],
            lambda vs: Q(due_on__lte=on + timedelta(days=int(vs[0]))),
            several=False,
        ),
    ]
    if user.may("money.read"):
        choices = [(value, str(label)) for value, (label, _where) in ISEE.items()]
        filters.append(Filter("isee", _("ISEE"), choices, lambda vs: ISEE[vs[0]][1](on), several=False))
    return filters


def counts(cases, conditions):
    """{name: how many of the annotated ``cases`` fit}, in one query. ``conditions``: {name: condition}."""
    names = {f"n{i}": name for i, name in enumerate(conditions)}
    totals = cases.order_by().aggregate(
        **{
            key: Count("pk", filter=conditions[name]) if conditions[name] else Count("pk")
            for key, name in names.items()
        }
    )
    return {name: totals[key] for key, name in names.items()}


def most_excluding(cases, reading):
    """The Chosen whose removal would bring most cases back, or None; for a list that came out empty. One query."""
    names = [one for one in reading.chosen if one.name in reading.parts]
    if not names:
        return None
    found = counts(cases, {one.name: reading.without(one.name) for one in names})
    return max(names, key=lambda one: found[one.name])
