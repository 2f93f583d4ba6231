"""The codice fiscale: is it well made, and what does it say?

Three checks that can refuse it (length, shape, last letter) and two comparisons with what was typed (date of
birth, sex). The name is only compared as a warning: foreign and double names are coded in more than one way.
A place the archive does not know is no refusal either: the archive ends where the last update does.
Two people whose codes would be equal get letters in the place of digits (omocodia).
Source of the code: D.M. 23/12/1976 of the Ministry of Finance.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from codicefiscale import codicefiscale as library
from codicefiscale.data import get_indexed_data
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from stdnum.exceptions import ValidationError
from stdnum.it import codicefiscale as control
from stdnum.it import iva

from accounts.formats import day, day_words
from accounts.refusal import Refused

LENGTH = 16
OLDEST = 120  # years: no living person is older
_MONTHS = "ABCDEHLMPRST"
_DIGIT_PLACES = (6, 7, 9, 10, 12, 13, 14)
_LETTERS, _DIGITS = "LMNPQRSTUV", "0123456789"
_TO_DIGITS = str.maketrans(_LETTERS, _DIGITS)
_TO_LETTERS = str.maketrans(_DIGITS, _LETTERS)


@dataclass(frozen=True)
class Decoded:
    """What a well-made code says. ``year`` has two digits: the century is not written in it.

    A provisional code of 11 digits says nothing: ``sex`` is "" and there is no date.
    """

    code: str
    sex: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    place_code: str = ""
    birth_place: str = ""  # "" when the archive does not know the place
    is_omocode: bool = False

    def candidates(self, *, on):
        """The dates of birth it may mean for somebody alive on the day ``on``, the latest first."""
        if self.year is None:
            return []
        found = []
        for century in (on.year // 100 * 100, on.year // 100 * 100 - 100):
            try:
                born = date(century + self.year, self.month, self.day)
            except ValueError:  # 29 February exists in one century and not in the other
                continue
            if born <= on and on.year - born.year <= OLDEST:
                found.append(born)
        return found

    def says(self, born):
        """True when the date of birth ``born`` agrees, whatever the century."""
        return self.year is None or (born.year % 100, born.month, born.day) == (
            self.year,
            self.month,
            self.day,
        )

    def nearest(self, born, *, on):
        """The candidate closest to what was typed, to name in a sentence; None without candidates."""
        return min(self.candidates(on=on), key=lambda one: abs((one - born).days), default=None)


def clean(code):
    """Capital letters, without spaces."""
    return "".join(str(code).split()).upper()


def read(code):
    """Decode a codice fiscale, or raise ``Refused`` with the check that failed and what to do."""
    code = clean(code)
    if len(code) == 11 and code.isdigit():
        return _provisional(code)
    if len(code) != LENGTH:
        raise Refused(
            ngettext(
                "A codice fiscale has 16 characters: you typed %(n)s",
                "A codice fiscale has 16 characters: you typed %(n)s",
                len(code),
            )
            % {"n": len(code)}
        )
    if not code.isascii() or not code.isalnum():
        raise Refused(_("A codice fiscale has only letters and digits."))
    if not library.CODICEFISCALE_RE.match(code) or not code[12:15].translate(_TO_DIGITS).isdigit():
        raise Refused(
            _("Letters and digits are not in their places: a codice fiscale looks like RSSMRA80A01F205X.")
        )
    decoded = _decode(code)
    if control.calc_check_digit(code[:15]) != code[15]:
        sentence = _("The last letter does not match: check for swapped characters.")
        if decoded:
            sentence += " " + _("As it is written it says: %(words)s.") % {"words": said(decoded)}
        raise Refused(sentence)
    if decoded is None:
        raise Refused(
            _(
                "The day or the month in the codice fiscale does not exist: "
                "check the characters from the 7th to the 11th."
            )
        )
    return decoded


def compare(decoded, *, birth_date, sex, on):
    """[(field, sentence)] where what was typed disagrees with the code; empty when all agrees."""
    problems = []
    if birth_date and not decoded.says(birth_date):
        nearest = decoded.nearest(birth_date, on=on)
        values = {"code": day(nearest) if nearest else _short_date(decoded), "typed": day(birth_date)}
        problems.append(
            (
                "birth_date",
                _("The codice fiscale says %(code)s, you typed %(typed)s. Which is right?") % values,
            )
        )
    if sex and decoded.sex and sex != decoded.sex:
        words = {"F": _("woman"), "M": _("man")}
        values = {"code": words[decoded.sex], "typed": words[sex]}
        problems.append(
            ("sex", _("The codice fiscale says %(code)s, you chose %(typed)s. Which is right?") % values)
        )
    return problems


def name_warning(decoded, *, last_name, first_name):
    """A sentence when the first six letters are not those of the name; "" when they are. Never a refusal."""
    if decoded.year is None or not (last_name and first_name):
        return ""
    expected = library.encode_lastname(last_name) + library.encode_firstname(first_name)
    if expected == decoded.code[:6]:
        return ""
    return _(
        "With this name the codice fiscale would start with %(expected)s, "
        "here it starts with %(found)s: check the name."
    ) % {
        "expected": expected,
        "found": decoded.code[:6],
    }


def said(decoded, *, on=None):
    """What the code says in words: “woman, born 12 July 1948”; with two possible centuries, both."""
    if decoded.year is None:
        return _("provisional number, without date of birth")
    dates = decoded.candidates(on=on) if on else []
    born = _(" or ").join(day_words(one, "long") for one in reversed(dates)) or _short_date(decoded)
    words = (_("woman, born %(date)s") if decoded.sex == "F" else _("man, born %(date)s")) % {"date": born}
    return words + (_(" in %(place)s") % {"place": decoded.birth_place} if decoded.birth_place else "")


def variants(code):
    """The code and the same code with letters in the place of digits: they may name the same person."""
    code = clean(code)
    if len(code) != LENGTH:
        return [code]
    root = list(code[:15])
    for place in _DIGIT_PLACES:
        root[place] = root[place].translate(_TO_DIGITS)
    found = {code}
    for size in range(len(_DIGIT_PLACES) + 1):
        for places in combinations(_DIGIT_PLACES, size):
            one = list(root)
            for place in places:
                one[place] = one[place].translate(_TO_LETTERS)
            found.add("".join(one) + control.calc_check_digit("".join(one)))
    return sorted(found)


def _provisional(code):
    try:
        iva.validate(code)
    except ValidationError:
        raise Refused(_("The last digit does not match: check for swapped digits.")) from None
    return Decoded(code=code)


def _decode(code):
    """The parts of a code of the right shape, or None when it names a day that does not exist."""
    year, number = code[6:8].translate(_TO_DIGITS), code[9:11].translate(_TO_DIGITS)
    if not (year.isdigit() and number.isdigit()):
        return None
    year, number, month = int(year), int(number), _MONTHS.index(code[8]) + 1
    sex, born = ("F", number - 40) if number > 40 else ("M", number)
    # a leap year, so that 29 February passes: the century is not known here
    try:
        date(2000 if (month, born) == (2, 29) else 2000 + year, month, born)
    except ValueError:
        return None
    place = code[11] + code[12:15].translate(_TO_DIGITS)
    return Decoded(
        code=code,
        sex=sex,
        year=year,
        month=month,
        day=born,
        place_code=place,
        birth_place=_place_name(place),
        is_omocode=any(code[position] in _LETTERS for position in _DIGIT_PLACES),
    )


def _place_name(place):
    """The latest name the archive has for a cadastral code; "" when it has none."""
    found = _places().get(place)
    if not found:
        return ""
    latest = next((one for one in found if one.get("active")), found[-1])
    return f"{latest['name']} ({latest['province']})" if latest.get("province") else latest["name"]


@cache
def _places():
    """{cadastral code: its entries}. Reading the archive takes half a second: once for each process."""
    return get_indexed_data()["codes"]


def _short_date(decoded):
    return f"{decoded.day:02}/{decoded.month:02}/{decoded.year:02}"
