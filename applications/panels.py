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


_money = []


def money(function):
    """Register ``function(user, application, on) -> MoneyPanel``: the one that knows the payments."""
    _money[:] = [function]
    return function


def money_of(*, user, application, on):
    """The MoneyPanel of the case, or None when nobody registered or the role may not see money."""
    if not _money or not user.may("money.read"):
        return None
    return _money[0](user=user, application=application, on=on)
