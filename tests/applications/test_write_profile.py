"""The INPS minimum profile: proposed where the case leaves no doubt, codes of the XSD, never read by the rules."""

from types import SimpleNamespace

import pytest

from applications import sina
from applications.facts import of
from applications.permissions import current_assessment
from tests.applications.factories import TODAY, assess_fully, make_case
from tests.applications.verb_pages import again, get, post, queries, said, the_day, url  # noqa: F401

# the enumerations of the schema of December 2018: field → number of codes, and whether it must be sent
CODES = {
    "Mobilita": (3, True), "AttivitaVitaQuotidiana": (3, True), "DisturbiAreaCognitiva": (3, False),
    "DisturbiComportamentali": (2, True), "NecessitaCureSanitarie": (3, False), "AreaReddituale": (3, True),
    "AreaSupporto": (3, True), "FonteDerivazioneValutazione": (4, True), "StrumentoValutazione": (7, True),
    "InvCiv": (8, False), "FonteDerivazioneInvalidita": (2, False),
}  # fmt: skip


def test_the_codes_are_those_of_the_schema():
    assert {field.name: (len(field.codes), field.needed) for field in sina.FIELDS} == CODES
    for field in sina.FIELDS:
        assert [code for code, _words in field.codes] == [str(n + 1) for n in range(len(field.codes))]


def proposed(*, social=None, health=None, certificates=(), minutes=False):
    assessment = SimpleNamespace(
        social=social or {},
        health=health or {},
        scale_versions={"adl": 1, "barthel": 1, "social_condition": 1},
    )
    return sina.proposal(assessment, certificates=certificates, has_minutes=minutes)


def adl(score):
    codes = ["bathing", "dressing", "toilet", "transfer", "continence", "feeding"]
    return {f"adl_{code}": int(n < score) for n, code in enumerate(codes)}


@pytest.mark.parametrize(("score", "code"), [(0, "3"), (1, "2"), (5, "2"), (6, "1")])
def test_daily_living_follows_adl(score, code):
    assert proposed(health=adl(score))["AttivitaVitaQuotidiana"] == code


@pytest.mark.parametrize(("walking", "code"), [(0, "3"), (3, "2"), (8, "2"), (12, "1"), (15, "1")])
def test_mobility_follows_walking(walking, code):
    assert proposed(health={"barthel_walking": walking})["Mobilita"] == code


def test_nothing_is_proposed_where_there_is_a_doubt():
    assert proposed() == {"FonteDerivazioneValutazione": "4", "StrumentoValutazione": "7"}
    assert proposed(minutes=True)["FonteDerivazioneValutazione"] == "1"


def test_certificates_become_codes_and_pending_ones_do_not():
    def certificate(kind, pending=False, verification="document", percentage=None):
        return SimpleNamespace(kind=kind, pending=pending, verification=verification, percentage=percentage)

    found = proposed(certificates=[certificate("law_104_c3"), certificate("care_allowance", pending=True)])
    assert (found["InvCiv"], found["FonteDerivazioneInvalidita"]) == (["6"], "1")
    for percentage, codes in ((74, None), (75, ["1"]), (99, ["1"]), (100, ["3"]), (None, None)):
        invalid = certificate("civil_invalidity", percentage=percentage)
        assert proposed(certificates=[invalid]).get("InvCiv") == codes
    both = [certificate("civil_invalidity", percentage=100), certificate("care_allowance")]
    assert proposed(certificates=both)["InvCiv"] == ["2"]
    declared = proposed(certificates=[certificate("care_allowance", verification="declared")])
    assert (declared["InvCiv"], declared["FonteDerivazioneInvalidita"]) == (["2"], "2")


@pytest.mark.django_db
def test_the_page_proposes_keeps_and_says_what_lacks_without_touching_signatures_or_rules(w):
    case = assess_fully(w, make_case(w, status="assessing"))
    facts = of(again(case), on=TODAY)
    page = get(w.social_worker, "write_profile", case)
    assert page.context["form"]["InvCiv"].value() == ["6"]
    assert page.context["form"]["AttivitaVitaQuotidiana"].value() == "3"
    sent = {"Mobilita": "2", "AttivitaVitaQuotidiana": "3", "InvCiv": ["6"]}
    answer = post(w.social_worker, "write_profile", case, sent, follow=True)
    kept = current_assessment(again(case))
    assert kept.profile == sent
    assert kept.signed_by_both
    assert "Da completare" in said(answer)
    assert of(again(case), on=TODAY) == facts
    wrong = post(w.social_worker, "write_profile", case, {"Mobilita": "9"})
    assert set(wrong.context["form"].errors) == {"Mobilita"}
    assert post(w.manager, "write_profile", case, sent).status_code == 403
    assert '<input type="radio"' not in said(get(w.manager, "write_profile", case))
    _page, asked = queries(w.nurse, url("write_profile", case))
    assert asked <= 9
