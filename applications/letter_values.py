"""What every letter of a case may say: values of the common placeholders, what can be done against a decision."""

from applications import letter_texts, letter_words
from applications.models import LetterKind


def common(application, to):
    """The placeholders every letter may use."""
    mine = not to.of_person
    ours = {
        "buono": "il Suo buono" if mine else f"il buono{to.of_person}",
        "domanda": "la Sua domanda" if mine else f"la domanda{to.of_person}",
    }
    manager, office = application.case_manager, application.plan_office
    return {
        **ours,
        "Buono": _capital(ours["buono"]),
        "Domanda": _capital(ours["domanda"]),
        "nome": application.person.full_name,
        "pratica": application.ref,
        "misura": application.call.programme,
        "comune": application.municipality.name,
        "ufficio": office.name,
        "telefono": office.phone
        or application.municipality.phone
        or f"Comune di {application.municipality.name}",
        "referente": manager.full_name if manager else application.municipality.name,
        "riesame": application.call.review_office or office.name,
    }


def _capital(words):
    return words[:1].upper() + words[1:]


def decision_words(application, determination, to):
    """(Words, {section: blocks}): what can be done against a decision and whom to call, in the office's words."""
    granted = determination.verdict == determination.Verdict.ENTITLED
    words = letter_texts.in_force(
        application.plan_office, LetterKind.ACCEPTANCE if granted else LetterKind.REFUSAL
    )
    values = common(application, to)
    return words, {
        code: letter_words.blocks(letter_words.fill(words.sections[code], values, many=to.is_plural))
        for code in ("remedies", "closing")
    }
