"""Broken files, each with the sentence that says how to mend it: the first line of the file is what must be said."""

import re
from pathlib import Path

import pytest

from eligibility.ruleset import RuleSetError, load

FILES = sorted(Path(__file__).with_name("broken").glob("*.toml"))


def test_there_are_at_least_twenty():
    assert len(FILES) >= 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_is_refused_with_its_line_key_what_was_found_and_what_is_allowed(path):
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")
    with pytest.raises(RuleSetError) as caught:
        load(path)
    said = str(caught.value)
    assert said == f"{path.name}, {expected}"
    assert re.match(rf"{path.name}, line \d+: [\w.\[\]]+: found .+; allowed: .+\.$", said)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert 1 < caught.value.line <= len(lines)
