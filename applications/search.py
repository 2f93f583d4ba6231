"""Finding a person or a case by what people say: names in any order, codice fiscale, number of the case.

Every search starts from ``visible_to(user)``. Of another office nothing is said, not even that there is
something (``docs/decisions/0010``). The indexes are in ``models/person.py`` and ``models/application.py``.
"""

import re
import unicodedata

from django.db.models import Q
from django.db.models.functions import Right
from django.db.models.lookups import Exact

from applications.models import Person

WORDS = 5  # of what is typed; the rest is left out
LONGEST = 100  # characters looked at
LONGEST_TYPO = 20  # letters of a word for which a similar one is looked for
SHORTEST = 2  # characters of a part of a name
TYPO_FROM = 4  # letters a word must have before a similar one is looked for
TAX_CODE_FROM = 6  # letters of a codice fiscale before it is taken for one
IBAN_END = 4  # last characters of an account, for whoever pays

_ONE = str.maketrans("øØłŁđĐðÐıħĦŧŦ", "oOlLdDdDihHtT", "'’‘ʼ`´")
_TWO = str.maketrans({"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH"})
_ACCENTS = re.compile("[\u0300-\u036f]")
_TAX_CODE = re.compile(r"^[A-Z]{6}[0-9LMNPQRSTUV]{0,2}[A-Z0-9]{0,8}$")
# a piece of a codice fiscale from its middle or its end: letters and digits together
_PIECE = re.compile(r"^(?=.*[A-Z])(?=.*\d)[A-Z0-9]{4,15}$")
# the code of a draft may have no digit at all
_NUMBER = re.compile(r"^(BOZZA-[A-Z0-9]+|(?=.*\d)[A-Z0-9]+(-[A-Z0-9]+)*)$")


def search_form(text):
    """``text`` as the column ``Person.search`` holds it; the SQL function of the same name is its twin."""
    text = unicodedata.normalize("NFKD", text.translate(_ONE)).translate(_TWO)
    return re.sub("[^A-Z0-9]+", " ", _ACCENTS.sub("", text).upper()).strip(" ")


def exact(cases, text):
    """The case ``text`` names without doubt: its number, or a codice fiscale with one case; else None."""
    text = text.strip().upper()
    if not text or len(text) > LONGEST or "\x00" in text:
        return None
    found = list(cases.filter(Q(number=text) | Q(person__tax_code=text)).select_related("person")[:2])
    return found[0] if len(found) == 1 else None


def fits(text, *, user):
    """The condition on cases of what is typed, each word in its place; None when there is nothing to look for."""
    words = _words(text)
    return _all(_fits(word, user) for word in words) if words else None


def similar(text, *, user):
    """The same with names alike, for a typo; None when no word is long enough to be mistaken."""
    words = _words(text)
    alike = {word for word in words if TYPO_FROM <= len(word) <= LONGEST_TYPO and word.isalpha()}
    if not alike:
        return None
    return _all(_similar(word, user) if word in alike else _fits(word, user) for word in words)


def matching(cases, text, *, user):
    """(cases that fit what is typed, True when only similar names were found).

    One query here at most: names with a typo are looked for only when nothing fits as it is written. What other
    offices have changes neither the answer nor the number of queries.
    """
    condition = fits(text, user=user)
    if condition is None:
        return cases.none(), False
    found = cases.filter(condition)
    alike = similar(text, user=user)
    if alike is None or found.exists():
        return found, False
    return cases.filter(alike), True


def _all(conditions):
    whole = Q()
    for condition in conditions:
        whole &= condition
    return whole


def _words(text):
    """The words of a search, in the form of the column; a case number stays whole."""
    words = []
    for part in text[:LONGEST].replace("\x00", "").split():
        whole = part.upper()
        words += [whole] if _NUMBER.match(whole) else search_form(part).split(" ")
    return [word for word in words if len(word) >= SHORTEST or word.isdigit()][:WORDS]


def _fits(word, user):
    """One word, looked for in one table so that an index answers: a name, a codice fiscale, or a number."""
    if len(word) >= TAX_CODE_FROM and _TAX_CODE.match(word):
        return Q(person__plan_office=user.plan_office) & (_name(word) | Q(person__tax_code__startswith=word))
    if not _NUMBER.match(word):
        return Q(person__plan_office=user.plan_office) & _name(word)
    fits = Q(number__contains=word) | Q(draft_code=f"bozza-{word.removeprefix('BOZZA-')}")
    if _PIECE.match(word):  # one scan of the people of this Ambito, the same whoever is found
        here = Person.objects.filter(plan_office=user.plan_office, tax_code__contains=word)
        fits |= Q(person__in=here.values("pk"))
    if len(word) == IBAN_END and user.may("iban.search"):
        fits |= Q(Exact(Right("iban", IBAN_END), word))
    return Q(plan_office=user.plan_office) & fits


def _name(word):
    if len(word) < 3:
        # too short for three letters in a row: the beginning of a name
        return Q(person__search__startswith=word) | Q(person__search__contains=f" {word}")
    return Q(person__search__contains=word)


def _similar(word, user):
    """A name that shares most groups of three letters with the word, or has two neighbouring letters changed over.

    Two searches and their union: joined by "or" they would cost more than reading every name of the Ambito, and
    the index would be left aside.
    """
    here = Person.objects.filter(plan_office=user.plan_office).order_by()
    alike = here.filter(search__trigram_word_similar=word).values("pk")
    turned = [
        word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        for i in range(len(word) - 1)
        if word[i] != word[i + 1]
    ]
    if turned:  # one expression, one scan of the index; the letters are A to Z, so nothing needs escaping
        alike = alike.union(here.filter(search__regex="|".join(turned)).values("pk"))
    return Q(person__in=alike)
