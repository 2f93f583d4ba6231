"""Scales are data: every score has one band, a wrong file is refused with its key, another scale is another file."""

import shutil
from types import SimpleNamespace

import pytest

from applications import scales
from applications.scale_file import ScaleError

ALL = sorted(scales.catalogue().items())
each_scale = pytest.mark.parametrize("scale", [one for _key, one in ALL], ids=[key[0] for key, _one in ALL])


def test_the_scales_of_the_measure_are_there():
    assert {(code, scale.lowest, scale.best) for code, scale in scales.newest().items()} == {
        ("adl", 0, 6),
        ("iadl", 0, 8),
        ("barthel", 0, 100),
        ("caregiver_burden", 0, 32),
        ("social_condition", 0, 10),
    }


@each_scale
def test_every_level_is_said_in_words_in_both_languages(scale):
    for item in scale.items:
        for level in item.levels:
            assert any(letter.isalpha() for letter in level.label.it), item.code
            assert any(letter.isalpha() for letter in level.label.en), item.code


# score → band, at, below and above every edge; SISO left 24 without one
BARTHEL = {
    0: "dipendenza completa", 23: "dipendenza completa", 24: "dipendenza completa", 25: "dipendenza grave",
    26: "dipendenza grave", 48: "dipendenza grave", 49: "dipendenza grave", 50: "dipendenza moderata",
    51: "dipendenza moderata", 73: "dipendenza moderata", 74: "dipendenza moderata", 75: "dipendenza lieve",
    76: "dipendenza lieve", 89: "dipendenza lieve", 90: "dipendenza lieve", 91: "quasi autosufficiente",
    92: "quasi autosufficiente", 98: "quasi autosufficiente", 99: "quasi autosufficiente", 100: "autosufficiente",
}  # fmt: skip


@pytest.mark.parametrize(("score", "band"), BARTHEL.items())
def test_every_edge_of_barthel(score, band):
    assert scales.newest()["barthel"].band(score).label.it == band


@each_scale
def test_every_score_falls_in_exactly_one_band_and_the_edges_change_it(scale):
    for score in range(scale.lowest, scale.best + 1):
        assert sum(band.start <= score <= band.end for band in scale.bands) == 1
    for band, following in zip(scale.bands, scale.bands[1:], strict=False):
        assert scale.band(band.end) is band
        assert scale.band(band.end + 1) is following
    assert scale.band(scale.lowest - 1) is scale.band(scale.best + 1) is scale.band(None) is None


def barthel(**changed):
    """The highest answer to every item, but for those changed."""
    scale = scales.newest()["barthel"]
    best = {item.code: max(level.value for level in item.levels) for item in scale.items}
    return scale, best | {f"barthel_{name}": value for name, value in changed.items()}


def test_the_wheelchair_counts_only_for_who_does_not_walk():
    scale, answers = barthel()
    assert scales.score(scale, answers) == 100  # the answer about the wheelchair does not add
    scale, answers = barthel(walking=0)
    assert scales.score(scale, answers) == 100 - 15 + 5
    scale, answers = barthel(walking=0, wheelchair=None)
    assert scales.score(scale, answers) is None
    scale, answers = barthel(walking=3, wheelchair=None)
    assert scales.score(scale, answers) == 88


def assessment(**more):
    given = {"social": {}, "health": {}, "visited_on": None, "scale_versions": scales.usual_versions()}
    return SimpleNamespace(**given | more)


def test_a_missing_item_is_named_and_gives_no_score():
    scale = scales.newest()["iadl"]
    answers = {item.code: 1 for item in scale.items if item.code != "iadl_money"}
    one = assessment(social=answers | {"day_changes": "Non esce."}, visited_on="2026-11-15")
    assert scales.scores(one)["iadl"] is None
    assert [str(item.label.it) for item in scales.missing_items(one, "social")] == ["Denaro"]


def test_a_scale_that_may_be_left_out_is_finished_once_begun():
    scale = scales.newest()["caregiver_burden"]
    assert scales.unanswered(scale, {}) == []
    assert len(scales.unanswered(scale, {"burden_sleep": 0})) == 7


def test_another_scale_is_only_another_file(tmp_path, monkeypatch):
    for path in scales.FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    text = (scales.FOLDER / "social_condition-1.toml").read_text().replace('"social_', '"triage_')
    (tmp_path / "triage-1.toml").write_text(text.replace('"triage_condition"', '"triage"'))
    (tmp_path / "adl-2.toml").write_text(
        (tmp_path / "adl-1.toml").read_text().replace("version = 1", "version = 2")
    )
    monkeypatch.setattr(scales, "FOLDER", tmp_path)
    assert scales.versions(["adl", "triage"]) == {"adl": 2, "triage": 1}
    # an assessment of before keeps the version it was made with
    old, new = assessment(), assessment(scale_versions={"adl": 2, "triage": 1})
    assert [(scale.code, scale.version) for scale in scales.of(old)] == [("adl", 1), ("iadl", 1)]
    assert [(scale.code, scale.version) for scale in scales.of(new)] == [("adl", 2), ("triage", 1)]


GOOD = """code = "prova"
version = 1
part = "social"
worse = "high"
missing = "all"
to_confirm = true
label = { it = "Prova", en = "Trial" }
source = { it = "Prova", en = "Trial" }
licence = { it = "Prova", en = "Trial" }
bands = [
  { from = 0, to = 1, label = { it = "poco", en = "little" } },
  { from = 2, to = 3, label = { it = "molto", en = "much" } },
]
[[item]]
code = "prova_a"
label = { it = "Primo", en = "First" }
levels = [{ value = 0, label = { it = "mai", en = "never" } }, { value = 3, label = { it = "sempre", en = "always" } }]
"""
WRONG = {
    "a gap": ("from = 2", "from = 3", "bands[1].from: no band holds 2"),
    "an overlap": ("from = 2", "from = 1", "bands[1].from: 1 is in two bands"),
    "too short": ("to = 3", "to = 2", "bands[1].to: no band holds 3"),
    "too long": ("to = 3", "to = 4", "bands[1].to: scores end at 3"),
    "late start": ("from = 0", "from = 1", "bands[0].from: no band holds 0"),
    "a bare number": ('it = "mai"', 'it = "0"', "item[0].levels[0].label.it: words are needed"),
    "one language": ('"mai", en = "never"', '"mai"', "item[0].levels[0].label.en: missing"),
    "a level twice": ("value = 3", "value = 0", "item[0].levels[1].value: 0 is there twice"),
    "an unknown key": ('part = "social"', 'part = "social"\npunti = 3', "punti: unknown key"),
    "a missing key": ('worse = "high"\n', "", "worse: missing"),
    "another part": ('"social"', '"money"', "part: one of social, health"),
    "another name": ('code = "prova"', 'code = "altra"', "code: the file is to be called altra-1.toml"),
    "no TOML": ("code =", "code", "text: "),
}  # fmt: skip


def test_a_right_file_is_read(tmp_path):
    (tmp_path / "prova-1.toml").write_text(GOOD)
    assert scales.load(tmp_path)["prova", 1].best == 3


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_with_its_key_and_reason(tmp_path, name):
    before, after, said = WRONG[name]
    assert before in GOOD
    (tmp_path / "prova-1.toml").write_text(GOOD.replace(before, after, 1))
    with pytest.raises(ScaleError) as refused:
        scales.load(tmp_path)
    assert str(refused.value).startswith(f"prova-1.toml: {said}")
