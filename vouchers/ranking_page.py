"""What the page of a ranking shows: facts, rows around the cut line, what is stale, what another sum would do."""

from decimal import Decimal

from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.formats import dated, day_words, euro, number
from applications.facts import rules_of
from applications.models import Intervention
from vouchers import ranking_words, rankings
from vouchers.models import RankingRow, RankingSnapshot
from vouchers.ranking_inputs import DECIDED
from vouchers.rankings import NOTHING, Class

TAGS = {
    Class.FUNDED: ("ok", "check-circle"),
    Class.WAITING: ("mute", "list"),
    Class.SUSPENDED: ("warn", "clock"),
    Class.NOT_ADMITTED: ("mute", "close-circle"),
    Class.LEFT: ("mute", "box"),
}


def rows_of(snapshot):
    """The rows in the order of the places, with people and the running total of what is committed, and what is said of
    each. One query."""
    rows = plain_rows(snapshot)
    say(snapshot, rows)
    return rows


def plain_rows(snapshot):
    """The same without the words, which only the rows that are shown need. Of each case the columns that name it: a
    ranking has thousands of rows."""
    rows = list(_named(snapshot.rows).order_by("position", "pk"))
    rows.sort(
        key=lambda row: (row.position is None, row.position or 0, list(TAGS).index(row.outcome), row.pk)
    )
    so_far, first_out = NOTHING, next((row for row in rows if row.outcome == Class.WAITING), None)
    places = max((_decimals(row.points) for row in rows if row.points is not None), default=0)
    for row in rows:
        row.snapshot = snapshot  # never read again: it holds the inputs of every case
        row.places = places  # one column, one number of decimals
        so_far += row.committed
        row.so_far = so_far
        row.first_out = row is first_out
    return rows


def say(snapshot, rows):
    """Write on each of these ``plain_rows`` what is said of it."""
    orders = _orders(snapshot)  # by the first of them most rows differ: only ties say by what
    first = {"it": orders[0].label.it, "en": orders[0].label.en} if orders else None
    for row in rows:
        row.points_said = number(row.points, row.places)
        row.tag = TAGS[row.outcome]
        row.values = [
            {"label": said(one), "value": ranking_words.value_said(one), "by": one["by"]}
            for one in row.figures
        ]
        row.support_labels = [
            Intervention(code).label if code in Intervention.values else code for code in row.supports
        ]
        row.settled = said(row.settled_by) if row.settled_by != first else ""
        row.partial = row.outcome == Class.FUNDED and not row.paid_already and row.committed < row.cost


def _named(rows):
    """With what a case is called and how it stands, and nothing else of it."""
    return rows.select_related("application__person", "application__municipality").only(
        *(f"{field.name}" for field in RankingRow._meta.concrete_fields),
        "application__number", "application__draft_code", "application__status", "application__person__last_name",
        "application__person__first_name", "application__municipality__name",
    )  # fmt: skip


def _decimals(points):
    """Decimals that the points need: 31.543 → 3, 24.220 → 2, 15.000 → 0."""
    return max(0, -points.normalize().as_tuple().exponent)


def sees(user, rows):
    """Which columns ``user`` reads of these rows: {"points", "figures"}."""
    health = user.may("case.health.read")
    return {"points": health and any(row.points is not None for row in rows), "figures": health}


def equal_points(page):
    """["33–35", …]: the places on this page that have the same points, settled by what follows."""
    found, group = [], []
    for row in [*page, None]:
        if group and (row is None or row.points is None or row.points != group[-1].points):
            if len(group) > 1:
                found.append(f"{group[0].position}–{group[-1].position}")
            group = []
        if row is not None and row.points is not None and row.position:
            group.append(row)
    return found


def bar(spending):
    """[{label, value, css, x, width}]: how the money of the lines is used; [] when it is not enough or not there."""
    parts = (
        ("c1", _("Booked for the months gone by"), spending.booked),
        ("c2", _("Granted to the end"), spending.granted),
        ("c4", _("Funded by this list, not granted yet"), spending.proposed),
        ("c5", _("Free"), spending.free),
    )
    if spending.limit <= 0 or spending.free < 0:
        return []
    found, place = [], NOTHING
    for css, label, value in parts:
        share = value * 100 / spending.limit
        found.append(
            {"css": css, "label": label, "value": value, "x": f"{place:.2f}%", "width": f"{share:.2f}%"}
        )
        place += share
    return found


def counts(call):
    """{code of the list: cases with a place in its newest version}. One query."""
    newest = RankingSnapshot.objects.filter(call=call).order_by("list_code", "-version").distinct("list_code")
    rows = RankingRow.objects.filter(snapshot__in=newest.values("pk"), position__isnull=False).order_by()
    return dict(rows.values_list("snapshot__list_code").annotate(n=Count("pk")))


def said(words):
    """The half of {it, en} in the language in use; "" for nothing."""
    return (words or {}).get("it" if get_language() == "it" else "en", "")


def _orders(snapshot):
    """The ordering criteria of the rules the version was computed under."""
    ranking = rules_of(snapshot.rule_set).ranking
    return ranking.orders if ranking else ()


def facts(snapshot, rows):
    """Five figures: the money, what is proposed, how many are funded and wait."""
    available = sum((Decimal(one) for one in snapshot.available.values()), NOTHING)
    funded = [row for row in rows if row.outcome == Class.FUNDED]
    waiting = [row for row in rows if row.outcome == Class.WAITING]
    committed = sum((row.committed for row in rows), NOTHING)
    more = ranking_words.needed(rows, snapshot.available)
    return [
        {"label": _("Free money for this list"), "value": euro(available), "note": _("before this version")},
        {"label": _("Committed by it"), "value": euro(committed), "note": _("to the end of the benefit")},
        {"label": _("Left after it"), "value": euro(available - committed), "note": ""},
        {
            "label": Class.FUNDED.label,
            "value": _("%(n)s of %(total)s") % {"n": len(funded), "total": len(funded) + len(waiting)},
            "note": "",
        },
        {
            "label": _("Waiting list"),
            "value": len(waiting),
            "note": _("%(sum)s would fund everybody") % {"sum": euro(more)} if waiting else "",
            "tone": "warn" if waiting else "",
        },
    ]


def ties(snapshot):
    """How equal points are settled, in one sentence; "" for a ranking with one criterion."""
    labels = [one.label.said(get_language()) for one in _orders(snapshot)]
    text = _("The order: %(criteria)s; at last the number of the case.")
    return text % {"criteria": ", ".join(labels)} if labels else ""


def stale(snapshot, *, on):
    """[(ref, sentence)] of what changed since the computation; [] when it would come out the same. For a version that
    nobody approved yet: an approved one stays as it was approved."""
    if hasattr(snapshot, "approval"):
        return []
    today = rankings.again(snapshot, on=on)
    if today is None:
        return [("", _("some cases of the list are open again"))]
    if today.hash == snapshot.inputs_hash:
        return []
    return ranking_words.changes(snapshot.inputs, today.stated) or [
        ("", _("what it was computed from changed"))
    ]


def steps(snapshot, rows):
    """The way of a version: proposed, approved, published, written to the families."""
    funded = [row for row in rows if row.outcome == Class.FUNDED and not row.paid_already]
    to_grant = [row for row in funded if row.application.status in DECIDED]
    waiting = sum(row.outcome == Class.WAITING for row in rows)
    approval, publication = getattr(snapshot, "approval", None), getattr(snapshot, "publication", None)
    return [
        {"label": _("Proposed"), "done": True, "who": _who(snapshot.computed_at, snapshot.computed_by)},
        {
            "label": _("Approval"),
            "done": approval is not None,
            "who": f"{_who(approval.approved_at, approval.approved_by)} · {dated(approval.act, approval.act_date)}"
            if approval
            else _("whoever computed it does not approve it"),
        },
        {
            "label": _("Publication"),
            "done": publication is not None,
            "who": _who(publication.published_at, publication.published_by)
            if publication
            else _("codes and outcomes only, never names or ISEE"),
        },
        {
            "label": _("Letters"),
            "done": approval is not None and not to_grant,
            "who": _(
                "%(n)s of acceptance, each when the support is granted; %(m)s of waiting list, at the approval"
            )
            % {"n": len(funded), "m": waiting},
        },
    ]


def _who(at, by):
    return f"{day_words(at)}, {by.full_name}"


def versions(snapshot):
    """Every version of the same list, the newest first."""
    rows = RankingSnapshot.objects.filter(call=snapshot.call, list_code=snapshot.list_code)
    return rows.select_related("computed_by", "approval", "publication").order_by("-version")


def say_old_places(rows, old):
    """Write ``was`` on each row: its place in the version before where it had another one, else None."""
    places = {row.application_id: row.position for row in old}
    for row in rows:
        was = places.get(row.application_id)
        row.was = was if was != row.position else None


def before(snapshot):
    """The rows of the version before, for the differences; [] for the first."""
    rows = RankingRow.objects.filter(
        snapshot__call=snapshot.call,
        snapshot__list_code=snapshot.list_code,
        snapshot__version=snapshot.version - 1,
    )
    return list(_named(rows))
