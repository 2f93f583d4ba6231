"""What a codice fiscale says, beside what was typed: the context of ``_decoded.html``."""

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date

from accounts.fields import ItalianDateField
from accounts.refusal import Refused
from applications import tax_code

NOTHING = {
    "decoded": None,
    "words": "",
    "candidates": (),
    "place_unknown": False,
    "disagrees": (),
    "code_sentence": "",
}


def decoded(data, *, today):
    """The words of the code, a button for every date it may mean, and where what was typed disagrees.

    ``data``: what was typed so far, by field. An unfinished code says nothing; a wrong one the check that failed.
    """
    typed = tax_code.clean(data.get("tax_code", ""))
    if not typed:
        return NOTHING
    try:
        found = tax_code.read(typed)
    except Refused as refusal:
        return NOTHING | {"code_sentence": str(refusal)}
    born = _date(data.get("birth_date"))
    candidates = found.candidates(on=today)
    problems = tax_code.compare(found, birth_date=born, sex=data.get("sex") or None, on=today)
    return NOTHING | {
        "decoded": found,
        "words": tax_code.said(found, on=today),
        # what is typed already and agrees needs no button
        "candidates": [] if born and data.get("sex") and not problems else candidates,
        "place_unknown": bool(found.place_code) and not found.birth_place,
        "disagrees": [sentence for _field, sentence in problems],
    }


def with_decoded(data, *, today):
    """What was typed (a dict), with date of birth, sex and place of the chosen reading (``use``) of the code."""
    chosen = parse_date(data["use"]) if data.get("use") else None
    try:
        found = tax_code.read(data.get("tax_code", ""))
    except Refused:
        return data
    if chosen not in found.candidates(on=today):
        return data
    place = data.get("birth_place") or found.birth_place
    return data | {"birth_date": f"{chosen:%d/%m/%Y}", "sex": found.sex, "birth_place": place}


def _date(text):
    """The day that was typed, None while it is none."""
    try:
        return ItalianDateField(required=False).clean(text)
    except ValidationError:
        return None
