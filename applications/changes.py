"""What changed in the data of a case, before → after, in words; read from the history the database keeps by itself.

Only the fields with a label of their own are shown. A change of what the role may not read is said without its values.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.formats import amount, day, masked_iban, moment
from accounts.models import User
from applications.models import (
    Application,
    CallAnswer,
    Caregiver,
    CarerContract,
    Certificate,
    Declaration,
    HeldMeasure,
    IndividualPlan,
    Isee,
    MeasureCheck,
    Person,
)
from applications.models.call_answer import in_language
from applications.past import history_of

MOST = 400  # newest versions of one kind of row that are looked at
OF_PERSON = (Isee, Certificate)
OF_CASE = (CallAnswer, Caregiver, CarerContract, Declaration, HeldMeasure, MeasureCheck, IndividualPlan)
HEALTH = (CallAnswer, Certificate, IndividualPlan)
MONEY = (Isee, CarerContract, MeasureCheck)
MONEY_FIELDS = frozenset({"iban", "payee_name", "payee_tax_code", "payee_delegated"})


def changes(application, *, user):
    """[{at, who, label, changes: [(field, before, after)]}] the newest first. A fixed number of queries."""
    found = _of(Application, {"id": application.pk}) + _of(Person, {"id": application.person_id})
    for model in OF_PERSON:
        found += _of(model, {"person_id": application.person_id})
    for model in OF_CASE:
        found += _of(model, {"application_id": application.pk})
    found.sort(key=lambda one: (one["at"], one["order"]), reverse=True)
    names = User.objects.in_bulk({one["user"] for one in found} - {None})
    for one in found:
        person = names.get(one["user"])
        one["who"] = person.full_name if person else _("The system")
        one["changes"] = _readable(one, user)
    return found


def _of(model, which):
    """The versions of the rows of ``model``, each beside the one before it."""
    history = history_of(model)
    rows = (
        history.objects.filter(**which).select_related("pgh_context").order_by("-pgh_created_at", "-pgh_id")
    )
    newest = list(rows[: MOST + 1])
    found, before = [], {}
    for row in reversed(newest):
        earlier = before.get(row.id)
        before[row.id] = row
        differ = _differ(model, earlier, row)
        if differ:
            said = (row.pgh_context.metadata or {}).get("user") if row.pgh_context else None
            found.append(
                {
                    "at": row.pgh_created_at,
                    "order": (model.__name__, row.pgh_id),
                    "user": said,
                    "model": model,
                    "label": _heading(model, row),
                    "differ": differ,
                }
            )
    return found


def _differ(model, earlier, row):
    """[(field, before, after)] of the fields with a label; of a row taken away what it said."""
    gone = row.pgh_label == "delete"
    found = []
    for field in model._meta.concrete_fields:
        if field.is_relation or field.primary_key or not isinstance(field._verbose_name, Promise):
            continue
        old = getattr(earlier, field.attname) if earlier else None
        new = None if gone else getattr(row, field.attname)
        if gone and earlier is None:
            old = getattr(row, field.attname)
        if (old or None) != (new or None) or (old is False) != (new is False):
            found.append((field, old, new))
    return found


def _heading(model, row):
    what = {
        Application: _("Application"),
        Person: _("Person"),
        Isee: _("ISEE"),
        Certificate: _("Certificate"),
        CallAnswer: _("Question of the call"),
        Caregiver: _("Caregiver"),
        CarerContract: _("Carer's contract"),
        Declaration: _("Declarations"),
        HeldMeasure: _("Other measures"),
        MeasureCheck: _("Other measures"),
        IndividualPlan: _("Individual Plan"),
    }[model]
    if model is CallAnswer:
        what = f"{what} «{in_language(row.asked)}»"
    if row.pgh_label == "insert":
        return _("%(what)s: added") % {"what": what}
    return (_("%(what)s: taken away") if row.pgh_label == "delete" else _("%(what)s: changed")) % {
        "what": what
    }


def _readable(one, user):
    health, money = user.may("case.health.read"), user.may("money.read")
    masked = (one["model"] in HEALTH and not health) or (one["model"] in MONEY and not money)
    rows = []
    for field, old, new in one["differ"]:
        secret = masked or (not money and (field.name in MONEY_FIELDS or field.name.endswith("_cost")))
        secret = secret or (not health and field.get_internal_type() == "TextField")
        if secret:
            rows.append((str(field.verbose_name), "", _("changed (not shown to your role)")))
        else:
            rows.append((str(field.verbose_name), in_words(field, old), in_words(field, new) or _("emptied")))
    return rows


def in_words(field, value):
    """A value as pages say it; "" when there is none."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.name == "iban":
        return masked_iban(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, dict) and "it" in value:
        return in_language(value)
    if isinstance(value, list | dict):
        return ", ".join(str(one) for one in value)[:200]
    return str(dict(field.flatchoices).get(value, value))[:400]
