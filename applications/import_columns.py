"""The data a column of an office's list may hold, and which field of which step reads it."""

from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ROW = "row"


@dataclass(frozen=True)
class Datum:
    """``step`` and ``name``: the field that reads the cell; ``words``: headings it is recognised by."""

    code: str
    label: object
    step: str
    name: str
    words: tuple = ()
    needed: bool = False


def _d(code, label, step, name, *words, needed=False):
    return Datum(code, label, step, name, words, needed)


# fmt: off
DATA = {one.code: one for one in (
    _d("key", _("Your number of the row"), ROW, "", "id", "n", "numero", "codice", "progressivo", "pratica"),
    _d("municipality", _("Comune"), ROW, "", "comune", "comune di residenza", needed=True),
    _d("tax_code", _("Codice fiscale"), "persona", "tax_code", "codice fiscale", "cf", "cod fiscale", needed=True),
    _d("last_name", _("Last name"), "persona", "last_name", "cognome", needed=True),
    _d("first_name", _("First name"), "persona", "first_name", "nome", needed=True),
    _d("birth_date", _("Date of birth"), "persona", "birth_date", "data di nascita", "data nascita", "nato il"),
    _d("sex", _("Sex"), "persona", "sex", "sesso"),
    _d("birth_place", _("Place of birth"), "persona", "birth_place", "luogo di nascita", "comune di nascita"),
    _d("phone", _("Phone"), "persona", "phone", "telefono", "cellulare", "tel"),
    _d("email", _("E-mail"), "persona", "email", "email", "e mail", "posta elettronica"),
    _d("address", _("Address"), "residenza", "address", "indirizzo", "via"),
    _d("postal_code", _("Postal code"), "residenza", "postal_code", "cap"),
    _d("resident", _("Resident in the Ambito"), "residenza", "resident", "residente"),
    _d("lives_at_home", _("Lives at home"), "requisiti", "lives_at_home", "vive a casa", "domicilio"),
    _d("isee_kind", _("Kind of ISEE"), "requisiti", "isee-0-kind", "tipo isee"),
    _d("isee_value", _("ISEE value"), "requisiti", "isee-0-value", "isee", "valore isee", "importo isee"),
    _d("isee_issued", _("ISEE issued on"), "requisiti", "isee-0-issued_on", "data isee", "isee rilasciato il"),
    _d("isee_valid_to", _("ISEE valid until"), "requisiti", "isee-0-valid_to", "scadenza isee"),
    _d("isee_protocol", _("DSU protocol number"), "requisiti", "isee-0-dsu_protocol", "dsu", "protocollo dsu"),
    _d("certificate", _("Kind of certificate"), "requisiti", "certificates-0-kind", "certificazione"),
    _d("recognised_on", _("Recognised on"), "requisiti", "certificates-0-recognised_on", "data verbale"),
    _d("has_caregiver", _("A family caregiver assists"), "caregiver", "has_caregiver", "caregiver"),
    _d("caregiver_last", _("Last name of the caregiver"), "caregiver", "last_name", "cognome caregiver"),
    _d("caregiver_first", _("First name of the caregiver"), "caregiver", "first_name", "nome caregiver"),
    _d("caregiver_relation", _("Relation of the caregiver"), "caregiver", "relation", "parentela", "relazione"),
    _d("caregiver_hours", _("Hours a week of the caregiver"), "caregiver", "weekly_hours", "ore caregiver"),
    _d("has_carer", _("There is an employed carer"), "assistente", "has_carer", "assistente familiare", "badante"),
    _d("carer_name", _("Name of the carer"), "assistente", "contracts-0-carer_name", "nome assistente"),
    _d("carer_regular", _("Registered with INPS"), "assistente", "contracts-0-regular", "contratto regolare"),
    _d("carer_hours", _("Hours a week of the carer"), "assistente", "contracts-0-weekly_hours", "ore assistente"),
    _d("carer_cost", _("Monthly cost of the carer"), "assistente", "contracts-0-monthly_cost", "costo assistente"),
    _d("iban", "IBAN", "riscossione", "iban", "iban"),
    _d("payee_name", _("Account holder"), "riscossione", "payee_name", "intestatario"),
    _d("payee_tax_code", _("Codice fiscale of the holder"), "riscossione", "payee_tax_code", "cf intestatario"),
    _d("consent", _("Privacy notice signed on"), "consensi", "consent_given_on", "privacy", "consenso"),
)}
# fmt: on


def plain(heading):
    """A heading without capitals, accents, stops and double spaces."""
    return slugify(str(heading)).replace("-", " ").strip()


def guess(headers):
    """{datum: column} of the headings that say it in so many words; each column once."""
    words = {word: code for code, one in DATA.items() for word in (*one.words, plain(one.label))}
    found = {}
    for column, heading in enumerate(headers):
        code = words.get(plain(heading))
        if code and code not in found:
            found[code] = column
    return found


def once_without_a_column(errors):
    """The errors of a trial; first, once each, the data that no column gives: they are of the file, not of a row."""
    lacking, others = {}, []
    for one in errors:
        if code := one.pop("datum", ""):
            lacking.setdefault(code, set()).add(one["row"])
        else:
            others.append(one)
    return [_lacking(code, rows) for code, rows in lacking.items()] + others


def _lacking(code, rows):
    sentence = ngettext(
        "No column gives “%(datum)s”, which %(n)s row needs: choose its column below, or add it to the file.",
        "No column gives “%(datum)s”, which %(n)s rows need: choose its column below, or add it to the file.",
        len(rows),
    )
    return {"row": "", "column": "", "sentence": sentence % {"datum": DATA[code].label, "n": len(rows)}}
