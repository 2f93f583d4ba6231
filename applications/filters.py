"""The filters of the case list: every one is a parameter of the address and a label that can be taken off."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Office, User
from applications.models import Intervention
from applications.steps import DAYS_BEFORE_EXPIRY
from applications.workflow import Status

WITHIN = (7, 30, 60)  # days, choices of the filter on the due date
SORTS = {
    "scadenza": ("due_on", "pk"),
    "persona": ("person__last_name", "person__first_name", "pk"),
    "pratica": ("number", "pk"),
    "comune": ("municipality__name", "person__last_name", "pk"),
    "stato": ("status", "person__last_name", "pk"),
    "segue": ("case_manager__last_name", "person__last_name", "pk"),
    "isee": ("isee_value", "pk"),
    "importo": ("monthly_total", "pk"),
}

# the tabs: name → (label, statuses or None, more)
VIEWS = {
    "": (pgettext_lazy("cases", "All"), None),
    "bozze": (gettext_lazy("Drafts"), (Status.DRAFT,)),
    "documenti": (gettext_lazy("Waiting for documents"), (Status.WAITING_DOCS,)),
    "valutazione": (gettext_lazy("Being assessed"), (Status.ASSESSING,)),
    "approvare": (gettext_lazy("To approve"), (Status.PLAN_REVIEW,)),
    "idonee": (gettext_lazy("Eligible"), (Status.ELIGIBLE, Status.WAITING_LIST)),
    "pagamento": (gettext_lazy("Being paid"), (Status.ACTIVE, Status.SUSPENDED)),
    "finite": (gettext_lazy("Rejected and closed"), (Status.REJECTED, Status.CLOSED)),
}


@dataclass(frozen=True)
class Chosen:
    """A filter in use: the parameter of the address and the words of its label."""

    name: str
    label: str


def view_counts(cases):
    """{view: how many cases}, in one query."""
    totals = cases.order_by().aggregate(
        **{
            f"n_{name}": Count("pk", filter=Q(status__in=[s.value for s in statuses]))
            if statuses
            else Count("pk")
            for name, (_label, statuses) in VIEWS.items()
        }
    )
    return {name: totals[f"n_{name}"] for name in VIEWS}


def search(cases, text):
    """Words of the name in any order, the beginning of the codice fiscale or of the case number."""
    for word in text.split()[:5]:
        cases = cases.filter(
            Q(person__last_name__icontains=word)
            | Q(person__first_name__icontains=word)
            | Q(person__tax_code__startswith=word.upper())
            | Q(number__icontains=word)
        )
    return cases


def exact(cases, text):
    """The case ``text`` names without doubt: its number, or a codice fiscale with one case; else None."""
    text = text.strip().upper()
    if not text:
        return None
    found = list(cases.filter(Q(number=text) | Q(person__tax_code=text)).select_related("person")[:2])
    return found[0] if len(found) == 1 else None


def apply(cases, params, *, user, on):
    """(filtered cases, [Chosen]): what is not understood in the address is left out, never an error."""
    chosen = []
    view = params.get("vista", "")
    statuses = VIEWS.get(view, VIEWS[""])[1]
    if statuses:
        cases = cases.filter(status__in=[s.value for s in statuses])
    if text := params.get("q", "").strip():
        cases = search(cases, text)
        chosen.append(Chosen("q", _("Search: %(text)s") % {"text": text}))
    for name, choices, title, lookup in _selects(user):
        value = params.get(name, "")
        label = dict(choices).get(value)
        if label is not None:
            cases = cases.filter(lookup(value))
            chosen.append(Chosen(name, f"{title}: {label}"))
    within = params.get("entro", "")
    if within in {str(days) for days in WITHIN}:
        cases = cases.filter(due_on__lte=on + timedelta(days=int(within)))
        chosen.append(Chosen("entro", _("Due date: within %(n)s days") % {"n": within}))
    if params.get("isee") == "scade" and user.may("money.read"):
        cases = cases.filter(isee_to__lte=on + timedelta(days=DAYS_BEFORE_EXPIRY))
        chosen.append(Chosen("isee", _("ISEE about to end")))
    return cases, chosen


def _selects(user):
    """(parameter, [(value, label)], title, value → Q) of the filters chosen from a list."""
    offices = Office.objects.visible_to(user).filter(kind=Office.Kind.MUNICIPALITY).order_by("name")
    people = User.objects.filter(cases__isnull=False, cases__plan_office=user.plan_office).distinct()
    people = people.order_by("last_name", "first_name")
    return [
        ("stato", [(s.value, str(s.label)) for s in Status], _("Status"), lambda v: Q(status=v)),
        ("comune", [(o.code, o.name) for o in offices], _("Comune"), lambda v: Q(municipality__code=v)),
        ("segue", [(str(p.pk), p.full_name) for p in people], _("Followed by"), lambda v: Q(case_manager=v)),
        (
            "sostegno",
            [(i.value, str(i.label)) for i in Intervention],
            _("Support"),
            lambda v: Q(requested__contains=[v]),
        ),
    ]


def menus(user, chosen):
    """The filters that can still be added: [{name, title, choices}]."""
    used = {one.name for one in chosen}
    rows = [(name, title, choices) for name, choices, title, _lookup in _selects(user)]
    within = [(str(days), _("within %(n)s days") % {"n": days}) for days in WITHIN]
    rows.append(("entro", _("Due date"), within))
    return [
        {"name": name, "title": title, "choices": choices}
        for name, title, choices in rows
        if name not in used and len(choices) > 1
    ]
