"""Every fact of a case has its words in the timeline: none is shown by the name the code gives it."""

import re
from pathlib import Path

from applications.timeline import LABELS
from applications.workflow import VERBS

# Facts of a month of payment, of the account of a case, of a call or of rules have pages of their own; the last two
# are pages, not facts.
ELSEWHERE = re.compile(
    r"_(run|draft|call|set|addition)$|^(take_out|put_back|mark_paid)$|_interruption$|^reopen_award$"
    r"|^(confirm_account|decide_recovery|record_receipt|give_up_claim)$"
)


def test_every_verb_that_is_recorded_has_its_words():
    recorded = {
        verb
        for folder in ("applications", "vouchers")
        for path in Path(folder).rglob("*.py")
        if "migrations" not in path.parts
        for verb in re.findall(r"\bverb=\"([a-z_]+)\"", path.read_text())
    }
    assert len(recorded) > 50
    missing = {verb for verb in recorded - set(LABELS) if not ELSEWHERE.search(verb)}
    assert not missing
    assert set(VERBS) <= set(LABELS)
