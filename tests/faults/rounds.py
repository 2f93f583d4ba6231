"""One round of each fault: what is broken, and what is looked at afterwards. Each returns how often it happened."""

import os
import time

import pytest

from tests.faults.house import MONTH, children, kill, meanwhile, together

FULL = os.environ.get("FAULTS") == "full"
PAGE = f"/pagamenti/{MONTH}"
OPEN = {"month": MONTH, "value_date": "27/11/2026"}


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


def _kill_workers(house, chance):
    """The children of the worker, or all of it at once."""
    if not FULL or chance.random() < 0.7:
        for child in children(house.worker.pid):
            kill(child)
    else:
        house.stop_worker()
        house.start_worker()


def _killed_while(house, path, fields, wait):
    """The web workers are killed ``wait`` seconds after the officer sent a form; then the officer tries again."""

    def killing():
        time.sleep(wait)
        for child in children(house.web.pid):
            kill(child)

    together(lambda: house.post("officer", path, **fields), killing)
    house.wait(lambda: house.get("/healthz") == 200, "the web server has new workers")
    try_again(house, path, **fields)


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
        _kill_workers(house, chance)
        kills += 1
        house.ask("sweep")
    papers_whole(house)
    return kills


def killed_opening(house, chance):
    """Children and whole workers killed while they prepare a long list, some people to a transaction."""
    house.ask("clear")
    assert house.post("officer", "/pagamenti/nuovo/", **OPEN) == 302
    kills = 0
    for there in (0, 1, 3):
        house.wait(lambda n=there: _has_grown(house, n), "the list grows")
        time.sleep(chance.uniform(0, 0.08))
        _kill_workers(house, chance)
        kills += 1
        house.ask("sweep")
    until = time.monotonic() + 90
    while house.ask("state")["run"] == "opening":
        if time.monotonic() > until:
            raise Damaged(f"stuck: {house.ask('state')}")
        house.ask("sweep")
        time.sleep(0.3)
    look(house, run="draft", runs=1, payouts=4)
    return kills


def _has_grown(house, people):
    state = house.ask("state")
    return state["payouts"] >= people or state["run"] == "draft"


def killed_reconcile(house, chance):
    """The web workers killed while the outcome is recorded: by hand, and from the file of the bank."""
    kills = 0
    for by_hand in (True, False):
        house.ask("clear")
        house.ask("run_at", state="approved")
        assert house.post("officer", f"{PAGE}/emetti/") == 302
        papers_whole(house)
        house.ask("send")
        path = f"{PAGE}/pagato/" if by_hand else "/pagamenti/esiti/carica/"
        fields = {} if by_hand else {"file": house.ask("bank_says")}
        wait = chance.uniform(0, 0.25) + (0.2 if house.planted else 0)
        _killed_while(house, path, fields, wait)
        kills += 1
        look(house, run="reconciled", paid=4, left=4, answers=0 if by_hand else 1)
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
        _killed_while(house, path, fields, wait)
        kills += 1
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
    killed_opening: "opening",
    killed_reconcile: "reconcile",
    killed_web: "web",
    flushed: "flush",
    without_power: "power",
    unheard: "answer",
    both_sign: "people",
    both_open: "people",
    pressed_often: "people",
}


AROUND = {killed_opening: "few_at_once"}  # what is no mistake and makes the fault possible
