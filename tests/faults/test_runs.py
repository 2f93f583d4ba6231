"""The monthly run while everything around it breaks: processes killed, engines lost, answers lost, people at once.

``ROUNDS`` says how often each fault happens: a few in the suite, all of them with ``make faults`` (``FAULTS=full``).
The seed of what is random is printed, and taken from ``FAULTS_SEED``; with ``FAULTS_SECONDS`` a fault begins no round
after so long, and what is printed says how often it happened of how often it should have. After every round nothing is
lost, double or stuck and `manage.py verify` is green. Each fault has a planted one beside it, which the same looks must
notice.
"""

import os
import random
import sys
import time

import pytest
from django.db import connection

from tests.faults.house import House
from tests.faults.rounds import (
    AROUND,
    FAULTS,
    FULL,
    Damaged,
    both_open,
    both_sign,
    killed_opening,
    killed_reconcile,
    killed_web,
    killed_worker,
    unheard,
    without_power,
)

pytestmark = [
    pytest.mark.worker,
    pytest.mark.faults,
    pytest.mark.django_db,
]

# fault: (times in the suite, times with `make faults`)
ROUNDS = {
    "worker": (3, 80),
    "opening": (3, 40),
    "web": (3, 40),
    "reconcile": (2, 40),
    "flush": (1, 20),
    "power": (1, 20),
    "answer": (2, 50),
    "people": (2, 50),
}
LONGEST = float(os.environ.get("FAULTS_SECONDS") or "inf")


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


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_nothing_is_lost_double_or_stuck(house, chance, fault):
    house.plant(AROUND.get(fault, ""))
    happened, wanted, begun = 0, times(FAULTS[fault]), time.monotonic()
    while happened < wanted and time.monotonic() - begun < LONGEST:
        happened += fault(house, chance)
    seconds = time.monotonic() - begun
    sys.stdout.write(f"{fault.__name__}: {happened} of {wanted}, {seconds:.0f} s\n")


# a mistake for each fault, and the promise of the database the mistake took away with it
PLANTS = "said_before_done committed_in_the_middle not_looked unlocked"
ONE_RUN = (
    "vouchers_paymentrun",
    "one_run_per_month_and_sequence",
    "UNIQUE (plan_office_id, month, sequence)",
)
PLANTED = {  # fault: (what the look says of it, the promise that was dropped)
    killed_worker: ("letters is", None),  # said_before_done
    killed_opening: ("payouts is", None),  # said_before_done
    killed_web: ("in the ledger", None),  # committed_in_the_middle
    killed_reconcile: ("treasurer", None),  # committed_in_the_middle
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
    planted = "committed_in_the_middle" if fault is killed_reconcile else PLANTS  # its papers are made whole
    house.plant(f"{planted} {AROUND.get(fault, '')}")
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
