"""Who is funded, where does the money end, what if…?"""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from accounts import access_log
from accounts.roles import require
from applications.facts import rules_of
from jobs.progress import progress_of
from vouchers import (
    ranking_checks,
    ranking_inputs,
    ranking_job,
    ranking_order,
    ranking_page,
    ranking_what_if,
    ranking_words,
    spending,
    spending_chart,
)
from vouchers.budget import lines_of
from vouchers.forms.ranking import WhatIfForm
from vouchers.models import RankingSnapshot
from vouchers.ranking_inputs import lists
from vouchers.ranking_permissions import newest as newest_of
from vouchers.ranking_permissions import (
    why_not_approve,
    why_not_publish,
    why_not_rank,
    why_not_scroll,
)
from vouchers.views._call import list_or_404, snapshot_or_404

PAGE = 50


@require_GET
@require("ranking.read")
def ranking(request, prefix, list_code):
    """The newest version of a list, or the one of ``?versione=``; its rows around the cut line."""
    call, rules, label = list_or_404(request, prefix, list_code)
    asked = request.GET.get("versione", "")
    rows = RankingSnapshot.objects.visible_to(request.user).filter(call=call, list_code=list_code)
    version = (
        int(asked)
        if asked.isascii() and asked.isdigit() and len(asked) < 9
        else rows.order_by("-version").values_list("version", flat=True).first()
    )
    placed = ranking_page.counts(call)
    context = {
        "call": call,
        "list_code": list_code,
        "label": label,
        "lists": [(code, name, placed.get(code)) for code, name in lists(rules)],
        "why_not_rank": why_not_rank(request.user, call, rules),
        "may_prepare": request.user.may("ranking.prepare"),
        "snapshot": None,
    }
    job = None if asked else ranking_job.unfinished(call, list_code)
    context |= {"job": job, "progress": progress_of(job, user=request.user) if job else None}
    if version is not None:
        snapshot = snapshot_or_404(request, prefix, list_code, version)
        access_log.record(request, subject_id=None, what=gettext_noop("ranking"), reference=prefix)
        context |= _version(request, snapshot)
    return render(request, "vouchers/ranking.html", context)


def _version(request, snapshot):
    user, on = request.user, timezone.localdate()
    rules = rules_of(snapshot.rule_set)
    rows = ranking_page.plain_rows(snapshot)
    labels = {line.code: line.label for line in lines_of(snapshot.call)}
    form = WhatIfForm(request.GET if "prova" in request.GET else None, labels=labels, policy=snapshot.policy)
    told, moves = (
        ranking_what_if.what_if(snapshot, form.cleaned_data, on=on)
        if form.is_bound and form.is_valid()
        else (None, [])
    )
    sees = ranking_page.sees(user, rows)
    order = ranking_order.asked(request.GET.get("ordina", ""), points=sees["points"])
    first_out = next((i for i, row in enumerate(rows) if row.first_out), 0) if order.is_ranking else 0
    shown = Paginator(ranking_order.ordered(rows, order), PAGE)
    page = shown.get_page(request.GET.get("page") or first_out // PAGE + 1)
    ranking_page.say(snapshot, page.object_list)
    old = ranking_page.before(snapshot) if snapshot.version > 1 else []
    ranking_page.say_old_places(rows, old)
    approve = why_not_approve(user, snapshot) if user.may("ranking.approve") else ""
    newest, approved = newest_of(snapshot) == snapshot.version, hasattr(snapshot, "approval")
    # many cases are read again only when somebody asks; the approval looks at them in any case
    unchecked = not approved and len(rows) > ranking_inputs.AT_ONCE and "controlla" not in request.GET
    spent = spending.of_list(snapshot, rows, on=on) if newest else None
    return {
        "snapshot": snapshot,
        "page": page,
        "order": order,
        "facts": ranking_page.facts(snapshot, rows),
        "cut": ranking_words.cut_line(rows, snapshot.left, snapshot.policy, labels),
        "policy_source": rules.budget.sources if rules.budget and rules.budget.exhausted else (),
        "ties": ranking_page.ties(snapshot),
        "steps": ranking_page.steps(snapshot, rows),
        "equal": ranking_page.equal_points(page) if order.is_ranking else [],
        "spending": spent,
        "chart": spending_chart.drawn(spent) if spent else None,
        "bar": ranking_page.bar(spent) if spent else [],
        "checks": ranking_checks.before_approving(snapshot, rows) if newest and not approved else [],
        "versions": ranking_page.versions(snapshot),
        "unchecked": unchecked,
        "stale": [] if unchecked else ranking_page.stale(snapshot, on=on),
        "differences": ranking_words.differences(rows, old) if old else [],
        "form": form,
        "told": told,
        "moves": moves,
        **{f"sees_{name}": value for name, value in sees.items()},
        "approved": approved,
        "published": hasattr(snapshot, "publication"),
        "approve": approve,
        "publish": why_not_publish(user, snapshot, rules),
        "scroll": why_not_scroll(user, snapshot) if user.may("ranking.prepare") else "",
    }
