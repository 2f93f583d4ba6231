"""Writing a draft of rules: the table of figures, the whole text, what is refused and why."""

import tomllib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications import rule_place
from applications.rule_draft import read
from applications.rule_text import parameters
from eligibility.ruleset import SHIPPED
from tests.applications.law_pages import data_of, first_sum, here, make_draft_rules, sent_draft, world
from tests.applications.pages import enter
from tests.sweep.nonsense import NUMBERS, TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def figures(draft, **changes):
    sent = {f"p-{one.id}": one.value for one in parameters(draft.text)}
    return sent | {"figures": "1", "expected_version": draft.edit_version} | changes


def test_every_figure_is_a_row_with_label_value_and_source_and_is_changed_in_its_place(client, w):
    draft = make_draft_rules(w)
    page = enter(client, w.manager).get(here("edit_rule_draft", draft)).content.decode()
    for words in ("400,00", "25.000,00", "L. 104/1992", "ISEE", "al più vicino"):
        assert words in page, words
    one = first_sum(draft)
    answer = client.post(here("edit_rule_draft", draft), figures(draft, **{f"p-{one.id}": "350,50"}))
    assert answer.status_code == 302
    before = draft.text
    draft.refresh_from_db()
    assert draft.text != before
    assert draft.text.replace("350.50", one.value, 1) == before  # comments and layout stay
    assert draft.edit_version == 2
    assert first_sum(draft).value == "350.50"


def test_what_the_figures_cannot_be_is_refused_and_stays_typed(client, w):
    draft = make_draft_rules(w)
    one, kind = first_sum(draft), next(one for one in parameters(draft.text) if one.key == "any_of")
    enter(client, w.manager)
    for name, said in ((one.id, "1.142,60"), (kind.id, "Riga")):
        answer = client.post(here("edit_rule_draft", draft), figures(draft, **{f"p-{name}": 'tanto"]'}))
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "tanto&quot;]" in page
        assert said in page
    draft.refresh_from_db()
    assert draft.edit_version == 1


def test_figures_with_too_many_digits_are_a_sentence(client, w):
    draft = make_draft_rules(w)
    text = draft.text.replace("400.00", "9" * 300)
    answer = enter(client, w.manager).post(here("edit_rule_draft", draft), data_of(draft, text=text))
    assert answer.status_code == 422
    assert "Riga " in answer.content.decode()
    assert "un numero, per esempio 400,00" in answer.content.decode()


def test_a_broken_text_is_refused_with_line_key_found_and_allowed_and_nothing_is_lost(client, w):
    draft = make_draft_rules(w)
    text = draft.text.replace('mode = "half_up"', 'mode = "a caso"')
    assert text != draft.text
    answer = enter(client, w.manager).post(here("edit_rule_draft", draft), data_of(draft, text=text))
    assert answer.status_code == 422
    page = answer.content.decode()
    line = text[: text.index("a caso")].count("\n") + 1
    assert f"Riga {line}, Risultato › arrotondamento: trovato «a caso»; ammesso: «al più vicino" in page
    assert answer.context["text"]["text"].value() == text
    draft.refresh_from_db()
    assert "a caso" not in draft.text
    for nonsense in ("", "\x00", "[" * 5000, "a = " + "[" * 3000):
        assert client.post(here("edit_rule_draft", draft), data_of(draft, text=nonsense)).status_code == 422
    assert client.post(here("edit_rule_draft", draft), data_of(draft, cases="[[cases]]")).status_code == 422
    assert client.post(here("edit_rule_draft", draft), data_of(draft, activates_on="mai")).status_code == 422


def test_an_uploaded_text_takes_the_place_and_a_refused_one_is_in_the_box(client, w):
    draft = make_draft_rules(w)
    enter(client, w.manager)
    text = draft.text.replace("400.00", "350.00")
    file = SimpleUploadedFile("x.toml", text.replace("\n", "\r\n").encode())
    data = data_of(draft, activates_on="01/01/2027", file=file)
    assert client.post(here("edit_rule_draft", draft), data).status_code == 302
    draft.refresh_from_db()
    assert draft.text == text
    assert f"{draft.activates_on}" == "2027-01-01"
    broken = SimpleUploadedFile("x.toml", b"chiave = 1")
    answer = client.post(here("edit_rule_draft", draft), data_of(draft, file=broken))
    assert answer.context["text"]["text"].value() == "chiave = 1"


def test_an_old_page_does_not_write_over_a_newer_text(client, w):
    draft = make_draft_rules(w)
    enter(client, w.manager)
    mine = draft.text.replace("400.00", "399.00")
    assert client.post(here("edit_rule_draft", draft), data_of(draft)).status_code == 302
    answer = client.post(here("edit_rule_draft", draft), data_of(draft, text=mine))
    assert answer.status_code == 422
    assert "399.00" in answer.content.decode()
    assert 'name="expected_version" value="2"' in answer.content.decode()
    assert (
        client.post(here("edit_rule_draft", draft), data_of(draft, expected_version="x")).status_code == 422
    )
    draft.refresh_from_db()
    assert "399.00" not in draft.text


def test_a_draft_that_waits_does_not_change_and_others_do_not_find_it(client, w):
    draft = sent_draft(w)
    assert enter(client, w.manager).get(here("edit_rule_draft", draft)).status_code == 200
    assert client.post(here("edit_rule_draft", draft), data_of(draft)).status_code == 409
    stranger = world("altrove", "B2-ALTRO").manager
    for verb in ("rule_draft", "edit_rule_draft", "rule_draft_toml", "compare_rule_draft"):
        assert enter(client, stranger).get(here(verb, draft)).status_code == 404
    assert client.post(here("edit_rule_draft", draft), data_of(draft)).status_code == 404
    assert enter(client, w.director).post(here("edit_rule_draft", draft), data_of(draft)).status_code == 403


def test_the_text_goes_out_as_it_is(client, w):
    draft = make_draft_rules(w)
    answer = enter(client, w.director).get(here("rule_draft_toml", draft))
    assert answer.content.decode() == draft.text
    assert 'filename="valserena-2027.toml"' in answer["Content-Disposition"]
    version = w.call.rule_set
    answer = enter(client, w.auditor).get(f"/regole/{version.name}/{version.sha8}/toml/")
    assert answer.content.decode() == version.text


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_the_table_finds_every_value_of_the_texts_that_come_with_the_program(path):
    """Every value written over with itself otherwise spelled gives the same rules."""
    text = path.read_text(encoding="utf-8")
    found = parameters(text)
    assert len(found) > 20
    if ".cases" not in path.name:
        assert read(text).hash
        data = tomllib.loads(text)
        assert all(rule_place.split(one.path, data)[0] or one.id.count(".") < 2 for one in found)


@pytest.mark.parametrize("nonsense", [*TEXTS, *NUMBERS])
def test_nonsense_in_a_figure_and_in_the_texts_is_a_sentence(client, w, nonsense):
    draft = make_draft_rules(w)
    enter(client, w.manager)
    one = first_sum(draft)
    sent = [figures(draft, **{f"p-{one.id}": nonsense})]
    sent += [data_of(draft, **{name: nonsense}) for name in ("text", "activates_on", "expected_version")]
    for data in sent:
        assert client.post(here("edit_rule_draft", draft), data).status_code == 422, nonsense
    draft.refresh_from_db()
    assert draft.edit_version == 1
