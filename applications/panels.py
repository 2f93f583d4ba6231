"""What the apps above add to the pages of a case, without being known here.

``vouchers`` registers one function; the case page asks it what the money has to say about a case. A registry
and not an import, because imports go down.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class MoneyPanel:
    """The section "Payments" of the case page, and what it adds elsewhere on that page.

    ``template`` is included with ``context`` as ``money``. ``facts``: rows of the strip on top (label, value,
    note, tone). ``actions``: (label, address, refusal sentence or None) for the menu "Other actions".
    ``deadlines``: (label, date). ``stage``: words under the stage "Being paid".
    """

    template: str
    context: dict = field(default_factory=dict)
    facts: tuple = ()
    actions: tuple = ()
    deadlines: tuple = ()
    stage: str = ""


_money, _effects, _deaths = [], [], []


def money(function):
    """Register ``function(user, application, on) -> MoneyPanel``: the one that knows the payments."""
    _money[:] = [function]
    return function


def money_of(*, user, application, on):
    """The MoneyPanel of the case, or None when nobody registered or the role may not see money."""
    if not _money or not user.may("money.read"):
        return None
    return _money[0](user=user, application=application, on=on)


def effect(function):
    """Register ``function(application, change, from_day, on) -> (rows or None, why)``: a fact and its months."""
    _effects[:] = [function]
    return function


def death_effect(function):
    """Register ``function(application, died_on, on) -> rows``: what a death does to the months."""
    _deaths[:] = [function]
    return function


def effect_of(*, user, application, change, from_day, on):
    """The months before and after ``change()``, a fact written and undone, and why in words.

    (None, "") without money to show.
    """
    if not _effects or not user.may("money.read"):
        return None, ""
    return _effects[0](application, change, from_day=from_day, on=on)


def effect_of_death(*, user, application, died_on, on):
    """The months before and after a death on ``died_on``; None without money to show."""
    if not _deaths or not user.may("money.read"):
        return None
    return _deaths[0](application, died_on, on=on)
