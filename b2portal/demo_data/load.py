"""Load the whole demo: Ambito, cases, months. Deterministic for a seed, a size and a day."""

import random
from datetime import timedelta

from applications.models import Application
from b2portal.demo_data import cases, desk, history, lives, months, people, rankings, returns, signed, stories
from b2portal.demo_data.ambito import MUNICIPALITIES, make_ambito


def _reviewed(cases):
    """Two of those still paid whose plan is in its days."""
    return list(
        Application.objects.with_people().filter(pk__in=[one.pk for one in cases], status="active")[:2]
    )


def load(*, seed, size, on, password, enrol, say=lambda text: None):
    """Fill an empty database with ``size`` cases on the day ``on``. Returns the Ambito."""
    rng = random.Random(seed)
    ambito = make_ambito(on=on, password=password, enrol=enrol)
    rankings.money(ambito)
    taken, eligible = set(), {"active": [], "suspended": []}
    names, weights = zip(*MUNICIPALITIES, strict=True)
    call = ambito.call
    before_benefit = call.benefit_from - timedelta(days=35)
    opened = call.opens_at.date() + timedelta(days=1)
    for number, ending in enumerate(stories.endings(rng, size), start=1):
        story, (youngest, oldest) = stories.tell(rng, ending)
        person = people.invent(rng, on=on, youngest=youngest, oldest=oldest, taken=taken)
        municipality = rng.choices(names, weights=weights)[0]
        paid = ending in eligible
        # most of those in payment were awarded before the first month; the others came in over the last weeks
        first_day, last_day = (
            (opened, before_benefit)
            if paid or ending in ("rejected", "waiting_list")
            else (on - timedelta(days=45), on - timedelta(days=22))
        )
        if paid and rng.random() < 0.12:
            last_day = on - timedelta(days=50)
            first_day = min(call.benefit_from, last_day)
        if ending == "draft":
            first_day, last_day = on - timedelta(days=12), on - timedelta(days=1)
        case = cases.make(ambito, rng, person, story, municipality, first_day=first_day, last_day=last_day)
        if paid:
            eligible[ending].append(case)
        if number % 40 == 0:
            say(f"{number} of {size} cases")
    months.pay(ambito, eligible["active"] + eligible["suspended"], say=say)
    lives.tell(ambito)
    months.trouble(ambito, rng, away=eligible["suspended"])
    returns.tell(ambito)
    desk.fill(ambito, rng)
    signed.rewrite(ambito, _reviewed(eligible["active"]))
    signed.lend(ambito)
    rankings.tell(ambito, seed=seed, taken=taken)
    history.backdate()
    return ambito
