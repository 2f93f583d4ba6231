"""Every line of a run, by person."""

from collections import OrderedDict

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.roles import require
from vouchers import figures
from vouchers.ledger import NOTHING
from vouchers.models import Payment, RunFile
from vouchers.permissions import why_not
from vouchers.views._run import run_or_404

PAGE = 50


@require_GET
@require("payment.read")
def lines(request, number):
    """People in the list, those removed, or only the differences from last month (``?solo=``)."""
    run = run_or_404(request, number)
    numbers = figures.of(run)
    only = request.GET.get("solo", "")
    views = {
        "": (_("In the list"), numbers.people, None),
        "tolte": (_("Removed from this month"), numbers.removed, None),
        "entrate": (_("Came in"), len(numbers.came_in.cases), numbers.came_in.cases),
        "uscite": (_("Went out"), len(numbers.went_out.cases), numbers.went_out.cases),
        "cambiate": (_("Amount changed"), len(numbers.changed.cases), numbers.changed.cases),
    }
    only = only if only in views else ""
    source = (figures.previous_run(run) or run) if only == "uscite" else run
    rows = _people(
        source, removed=only == "tolte", cases=views[only][2], query=request.GET.get("q", "").strip()
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    letters = run.files.filter(kind=RunFile.Kind.LETTER, application__in=[row["case"].pk for row in page])
    files = dict(letters.values_list("application_id", "pk"))
    for row in page:
        row["file"] = files.get(row["case"].pk)
    verb = "put_back" if only == "tolte" else "take_out"
    return render(
        request,
        "vouchers/lines.html",
        {
            "run": run,
            "page": page,
            "total": sum((row["total"] for row in rows), NOTHING),
            "only": only,
            "views": [
                {
                    "label": label,
                    "count": count,
                    "url": f"?solo={key}" if key else "?",
                    "current": key == only,
                }
                for key, (label, count, _cases) in views.items()
            ],
            "verb": verb
            if why_not(request.user, run, verb, at=timezone.now()) is None and only != "uscite"
            else "",
        },
    )


def _people(run, *, removed, cases, query):
    """[{case, supports, months, total, iban, state, reason}] in the order of the payment list."""
    rows = run.payments.select_related("application__person", "application__municipality", "component")
    rows = (
        rows.filter(state=Payment.State.TAKEN_OUT) if removed else rows.exclude(state=Payment.State.TAKEN_OUT)
    )
    if cases is not None:
        rows = rows.filter(application__in=cases)
    found = OrderedDict()
    for line in rows:
        case = line.application
        if query and query.casefold() not in f"{case.ref} {case.person} {case.person.full_name}".casefold():
            continue
        row = found.setdefault(
            case.pk,
            {
                "case": case,
                "lines": [],
                "total": NOTHING,
                "iban": line.iban or case.iban,
                "reason": line.removed_reason,
                "state": line.get_state_display(),
                "payee": line.payee_name or case.payee_name,
            },
        )
        row["lines"].append(line)
        if not line.is_correction:
            row["total"] += line.amount
    for payout in run.payouts.filter(application__in=found).exclude(set_off=0) if not removed else ():
        found[payout.application_id]["kept"] = payout.set_off
        found[payout.application_id]["total"] -= payout.set_off
    return list(found.values())
