"""Placeholders of a closed list: what is not one is refused with a sentence, what people write stays a text."""

import pytest

from accounts.refusal import Refused
from applications import letter_texts, letter_words
from applications.models import LetterKind

ALLOWED = ("nome", "importo")


@pytest.mark.parametrize(
    "text", ["{{ nome }}", "{% load x %}", "{# c #}", "{sconosciuto}", "{nome", "nome}", "{a|b|c}", "{a|}"]
)
def test_what_is_no_placeholder_is_refused(text):
    assert letter_words.problems(text, ALLOWED)


def test_values_are_values_and_parents_have_their_words():
    text = "{nome}: {riceve|ricevete} {importo}"
    assert letter_words.problems(text, ALLOWED) == []
    values = {"nome": "{importo} <b>", "importo": "680,00 €"}
    assert letter_words.fill(text, values) == "{importo} <b>: riceve 680,00 €"
    assert letter_words.fill(text, values, many=True).endswith("ricevete 680,00 €")
    with pytest.raises(Refused):
        letter_words.fill(text, {"nome": "Adele"})


def test_blocks_are_paragraphs_and_lists():
    made = letter_words.blocks("Uno\ndue\n\n- a\n- b\nTre")
    assert [(one.is_list, one.lines) for one in made] == [
        (False, ("Uno due",)),
        (True, ("a", "b")),
        (False, ("Tre",)),
    ]


@pytest.mark.parametrize("kind", LetterKind)
def test_the_shipped_words_use_only_their_placeholders(kind):
    for text in letter_texts.shipped(kind).values():
        assert letter_words.problems(text, letter_texts.allowed(kind)) == []
