"""Where a case stands in the ranking in force: for the award, the letters and the page of the case."""

from django.utils.translation import gettext as _

from applications import notice_letters
from applications.facts import rules_of
from vouchers.models import RankingRow, RankingSnapshot

Class = RankingRow.Class


def in_force(call, list_code):
    """The newest approved version of a list, or None."""
    rows = RankingSnapshot.objects.filter(call=call, list_code=list_code, approval__isnull=False)
    return rows.select_related("approval__approved_by").order_by("-version").first()


def row_of(application):
    """The row of the case in the newest approved ranking it is in, or None."""
    rows = RankingRow.objects.filter(application=application, snapshot__approval__isnull=False)
    rows = rows.select_related("snapshot__approval", "snapshot__publication", "snapshot__call")
    return rows.order_by("-snapshot__approval__approved_at", "-snapshot__version").first()


@notice_letters.place
def place_of(application):
    """The place on the waiting list: how many of those who wait come before, and itself. None outside it."""
    row = row_of(application)
    if row is None or row.outcome != Class.WAITING:
        return None
    before = RankingRow.objects.filter(
        snapshot=row.snapshot, outcome=Class.WAITING, position__lt=row.position,
        application__status__in=("eligible", "waiting_list"),
    )  # fmt: skip
    return before.count() + 1


def first_day(application):
    """The day from which a scroll funds the case: its money was counted from there. None otherwise."""
    row = row_of(application)
    return row.starts_on if row is not None and row.outcome == Class.FUNDED else None


def why_not_award(application, determination):
    """None when no ranking stands between the case and its money, else the sentence.

    A call whose rules have a ranking grants in its order: only who is funded in the version in force.
    """
    if rules_of(determination.rule_set).ranking is None:
        return None
    row = row_of(application)
    if row is None:
        return _("This call grants by a ranking, and no approved one has this case yet.")
    if row.outcome != Class.FUNDED:
        return _(
            "The ranking in force does not fund this case (place %(n)s): go down the list when there is money."
        ) % {"n": row.position or "–"}
    return None


def said_of(application):
    """{said, code} for the page of the case: its place in the ranking in force, its code once published; or None."""
    row = row_of(application)
    if row is None:
        return None
    words = _("Ranking: place %(n)s, %(outcome)s") if row.position else _("Ranking: %(outcome)s")
    said = words % {"n": row.position, "outcome": row.get_outcome_display().lower()}
    return {"said": said, "code": row.code if hasattr(row.snapshot, "publication") else ""}
