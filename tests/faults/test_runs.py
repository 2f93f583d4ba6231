"""The monthly run while everything around it breaks: processes killed, engines lost, answers lost, people at once.

``ROUNDS`` says how often each fault happens: a few in the suite, all of them with ``make faults`` (``FAULTS=full``).
The seed of what is random is printed, and taken from ``FAULTS_SEED``. After every round nothing is lost, double or
stuck and `manage.py verify` is green. Each fault has a planted one beside it, which the same looks must notice.
"""

import os
import random
import sys
import time

import pytest
from django.db import connection

from tests.faults.house import MONTH, House, children, kill, meanwhile, together

pytestmark = [
    pytest.mark.worker,
    pytest.mark.faults,
    pytest.mark.xdist_group("faults"),
    pytest.mark.django_db,
]

FULL = os.environ.get("FAULTS") == "full"
# fault: (times in the suite, times with `make faults`)
ROUNDS = {
    "worker": (3, 140),
    "web": (3, 60),
    "flush": (1, 20),
    "power": (1, 20),
    "answer": (2, 50),
    "people": (2, 50),
}
PAGE = f"/pagamenti/{MONTH}"
OPEN = {"month": MONTH, "value_date": "27/11/2026"}


def times(fault):
    return ROUNDS[fault][FULL]


@pytest.fixture(scope="module")
def chance():
    seed = int(os.environ.get("FAULTS_SEED") or random.SystemRandom().randrange(10**6))
    sys.stdout.write(f"FAULTS_SEED={seed}\n")
    return random.Random(seed)


def tables_of(connection):
    """How pg_dump is told the database of the tests."""
    of = connection.get_connection_params()
    names = {"dbname": "--dbname", "host": "--host", "port": "--port", "user": "--username"}
    return [f"{names[key]}={of[key]}" for key in names if of.get(key)]


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        made = House(tables_of(connection))
    yield made
    made.close()


class Damaged(AssertionError):
    """A look found what a planted fault does."""


def look(house, **expected):
    """Everything is as expected and `verify` is green; Damaged says what is not."""
    state, said = house.ask("state"), house.ask("verify")
    for name, value in expected.items():
        if state[name] != value:
            raise Damaged(f"{name} is {state[name]}, not {value}: {state}")
    if said["code"]:
        raise Damaged(said["said"])
    return state


def papers_whole(house):
    try:
        state = house.finish_papers(seconds=90 if not house.planted else 15)
    except AssertionError as stuck:
        raise Damaged(str(stuck)) from stuck
    look(house, run="issued", issued=5, letters=4, failed=0, done=state["total"])


def try_again(house, path, **fields):
    """As a person who saw an error does: done now, or a sentence that it was done before."""
    until = time.monotonic() + (5 if house.planted else 30)
    while (said := house.post("officer", path, **fields)) not in (302, 409):
        if time.monotonic() > until:
            raise Damaged(f"tried again: {said}; {house.ask('verify')['said']}")
        time.sleep(0.3)


# --- one round of each fault -------------------------------------------------------------------------------


def killed_worker(house, chance):
    """Children and whole workers killed while they make the papers of an issued run."""
    house.ask("clear")
    house.ask("run_at", state="approved")
    assert house.post("officer", f"{PAGE}/emetti/") == 302
    kills = 0
    for done in (1, 4, 7):
        house.wait(
            lambda n=done: house.ask("state")["done"] >= n or house.ask("state")["run"] == "issued", "papers"
        )
        time.sleep(chance.uniform(0, 0.05))
        if not FULL or chance.random() < 0.7:
            for child in children(house.worker.pid):
                kill(child)
        else:
            house.stop_worker()
            house.start_worker()
        kills += 1
        house.ask("sweep")
    papers_whole(house)
    return kills


def killed_web(house, chance):
    """The web workers killed while they open a month, and while they issue it; then the person tries again."""
    kills = 0
    acts = (("open", None), ("issue", "approved"))
    for act, state in acts[1:] if house.planted else acts:
        house.ask("clear")
        if state:
            house.ask("run_at", state=state)
        path, fields = ("/pagamenti/nuovo/", OPEN) if act == "open" else (f"{PAGE}/emetti/", {})
        wait = chance.uniform(0, 0.25) + (0.2 if house.planted else 0)

        def killing(wait=wait):
            time.sleep(wait)
            for child in children(house.web.pid):
                kill(child)

        together(lambda path=path, fields=fields: house.post("officer", path, **fields), killing)
        kills += 1
        house.wait(lambda: house.get("/healthz") == 200, "the web server has new workers")
        try_again(house, path, **fields)
        if act == "open":
            look(house, runs=1, payouts=4)
        else:
            papers_whole(house)
    return kills


def flushed(house, chance):
    """The broker forgets everything while a message waits for a worker."""
    house.ask("clear")
    house.ask("run_at", state="approved")
    house.stop_worker()
    assert house.post("officer", f"{PAGE}/emetti/") == 302
    house.flush_valkey()
    house.start_worker()
    with pytest.raises(Damaged, match="run is issuing"):  # without the sweeper the look finds it stuck
        look(house, run="issued")
    papers_whole(house)
    return 1


def without_power(house, chance):
    """PostgreSQL gone in the middle of an issue, back at once."""
    house.ask("clear")
    house.ask("run_at", state="approved")
    wait = chance.uniform(0.02, 0.25) + (0.2 if house.planted else 0)

    def cut():
        time.sleep(wait)
        house.restart_postgres()

    meanwhile(lambda: house.post("officer", f"{PAGE}/emetti/"), cut)
    try_again(house, f"{PAGE}/emetti/")
    papers_whole(house)
    return 1


def unheard(house, chance):
    """The answer to the COMMIT that opens the month is lost: it is done, nobody heard, the person tries again."""
    house.ask("clear")
    house.proxy.armed = 1
    assert house.post("officer", "/pagamenti/nuovo/", **OPEN) in (0, 500, 503)
    assert house.proxy.armed == 0, "no answer was lost"
    again = house.post("officer", "/pagamenti/nuovo/", **OPEN)
    look(house, runs=1, payouts=4)
    assert again == 409, again
    return 1


def both_sign(house, chance):
    """Two people sign at one instant."""
    house.ask("clear")
    seen = house.ask("run_at", state="locked")["hash"]
    together(
        *(
            lambda who=who: house.post(who, f"{PAGE}/firma/", lines_hash=seen)
            for who in ("manager", "director")
        )
    )
    look(house, run="approved", signatures=2)
    return 1


def both_open(house, chance):
    """Two people open one month at one instant; then twenty presses of one button."""
    for people in (["officer", "second"], ["officer"] * 20):
        house.ask("clear")
        said = together(*(lambda who=who: house.post(who, "/pagamenti/nuovo/", **OPEN) for who in people))
        look(house, runs=1, payouts=4)
        assert sorted(set(said)) == [302, 409], said
        assert said.count(302) == 1, said
    return 2


def pressed_often(house, chance):
    """Twenty presses of the button that issues."""
    house.ask("clear")
    house.ask("run_at", state="approved")
    said = together(*(lambda: house.post("officer", f"{PAGE}/emetti/") for _n in range(20)))
    assert said.count(302) == 1, said
    papers_whole(house)
    return 1


FAULTS = {
    killed_worker: "worker",
    killed_web: "web",
    flushed: "flush",
    without_power: "power",
    unheard: "answer",
    both_sign: "people",
    both_open: "people",
    pressed_often: "people",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_nothing_is_lost_double_or_stuck(house, chance, fault):
    house.plant()
    happened, wanted = 0, times(FAULTS[fault])
    while happened < wanted:
        happened += fault(house, chance)
    sys.stdout.write(f"{fault.__name__}: {happened}\n")


# a mistake for each fault, and the promise of the database the mistake took away with it
PLANTS = "said_before_done committed_in_the_middle not_looked unlocked"
ONE_RUN = (
    "vouchers_paymentrun",
    "one_run_per_month_and_sequence",
    "UNIQUE (plan_office_id, month, sequence)",
)
PLANTED = {  # fault: (what the look says of it, the promise that was dropped)
    killed_worker: ("letters is", None),  # said_before_done
    killed_web: ("in the ledger", None),  # committed_in_the_middle
    without_power: ("in the ledger", None),  # committed_in_the_middle
    unheard: ("runs is", ONE_RUN),  # not_looked
    both_sign: ("run is locked", None),  # unlocked
    both_open: ("runs is", ONE_RUN),  # not_looked
}
TRIES = 12  # a planted fault is noticed within so many rounds


def noticed(fault, house, chance):
    """What was found of a planted fault, "" after so many rounds."""
    for _n in range(TRIES):
        try:
            fault(house, chance)
        except Damaged as damage:
            return str(damage)
    return ""


# in the suite those that need no waiting; with `make faults` all of them
NOTICED = [fault for fault in PLANTED if FULL or fault in (unheard, both_sign, both_open)]


@pytest.mark.parametrize("fault", NOTICED, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_noticed(house, chance, fault):
    house.plant(PLANTS)
    words, dropped = PLANTED[fault]
    if dropped:
        house.ask("sql", statement=f"ALTER TABLE {dropped[0]} DROP CONSTRAINT {dropped[1]}")
    try:
        said = noticed(fault, house, chance)
    finally:
        house.ask("clear")
        if dropped:
            house.ask("sql", statement="ALTER TABLE {} ADD CONSTRAINT {} {}".format(*dropped))
    assert words in said, f"{TRIES} rounds: {said or 'nothing was noticed'}"
