"""Long random lives of a case × monthly runs, many of them: the invariants of ``tests/vouchers/lives.py``."""

import os

import pytest

from tests.vouchers.lives import live
from vouchers import checks

pytestmark = pytest.mark.faults
LIVES = int(os.environ.get("MONEY_LIVES") or (250 if os.environ.get("FAULTS") == "full" else 25))


def test_long_lives_leave_the_books_right(transactional_db, monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", ())  # a block would stop the list, not change what is due
    live(lives=LIVES, steps=12)
