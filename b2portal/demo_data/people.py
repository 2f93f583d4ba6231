"""Invented names, addresses and codici fiscali."""

from dataclasses import dataclass
from datetime import date

from codicefiscale import codicefiscale
from schwifty import IBAN

PLACE = "X104"  # no municipality and no foreign state has this code

LAST = (
    "Aldeghi Arrighini Baldelli Bassanesi Beltrami Benzoni Bertoglio Boldoni Bonetti Bresciotti Cadei Calvanese "
    "Camplani Carminati Castelnovi Cattaruzzi Ceruti Colosio Comparini Corvini Dalmasso Danesini Donghetti Fappani "
    "Fenaroli Ferrandi Foresti Frassinelli Gallizioli Gandellini Gatelli Ghidoni Gilardelli Invernardi Kovacevic "
    "Lancini Lorandi Maffezzoli Magnolini Marchesani Mazzoldi Melchiori Moncini Montaldini Moreschi Nodari Oldrati "
    "Olivieri Pasinelli Pedrali Pellegatta Perucchetti Piantoni Quaranta Raccagni Ravelli Rebuffoni Rinaldini "
    "Rossetti Sabbadini Salvetti Sandrini Savoldelli Scalvini Serioli Signorelli Spandrini Tabacchini Tameni "
    "Tonolini Trapletti Ubertini Valseriati Venturelli Viganoni Zanardelli Zubani"
).split()
WOMEN = (
    "Adele Agnese Alba Amelia Angela Anita Bruna Carla Caterina Cesira Clara Dina Elda Elena Elsa Emma Ester Gemma "
    "Gina Ida Ines Irma Laura Lidia Lina Luciana Maddalena Marta Mirella Nives Norma Olga Ornella Pia Rosalba Rosetta "
    "Sofia Teresina Tullia Vanda"
).split()
MEN = (
    "Aldo Alfredo Amedeo Angelo Arturo Battista Carlo Cesare Dario Elio Emilio Enzo Ermes Ettore Fausto Gaetano "
    "Giacomo Giovanni Guido Italo Ivano Lino Lorenzo Luigi Mario Nando Nello Oreste Pietro Primo Remo Renato "
    "Sandro Silvio Tommaso Ugo Umberto Valter Vittorio Walter"
).split()
STREETS = (
    "Via delle Querce,Via dei Tigli,Vicolo Molino,Via San Rocco,Piazza della Torre,Via Dante,Via Garibaldi,"
    "Via Fontana,Via dei Mille,Via Pascoli,Contrada Alta,Via Lungolago,Via del Mulino,Via Verdi,Via Roncaglia"
).split(",")
RELATIONS = {"F": "figlia", "M": "figlio"}


@dataclass(frozen=True)
class Invented:
    """One person that does not exist."""

    tax_code: str
    last_name: str
    first_name: str
    birth_date: date
    sex: str
    address: str
    phone: str


def tax_code(last_name, first_name, birth_date, sex):
    """The code the library builds from its own parts, for the place that does not exist."""
    code = (
        codicefiscale.encode_lastname(last_name)
        + codicefiscale.encode_firstname(first_name)
        + codicefiscale.encode_birthdate(birth_date.strftime("%d/%m/%Y"), sex)
        + PLACE
    )
    return code + codicefiscale.encode_cin(code)


def invent(rng, *, on, youngest, oldest, taken):
    """A person aged between ``youngest`` and ``oldest`` years on ``on``, whose code is not in ``taken``."""
    while True:
        sex = rng.choice("FFFMM")
        last_name, first_name = rng.choice(LAST), rng.choice(WOMEN if sex == "F" else MEN)
        birth_date = date(on.year - rng.randint(youngest, oldest), rng.randint(1, 12), rng.randint(1, 28))
        if birth_date > on:
            continue
        code = tax_code(last_name, first_name, birth_date, sex)
        if code in taken:
            continue
        taken.add(code)
        address = f"{rng.choice(STREETS)} {rng.randint(1, 60)}"
        return Invented(
            code, last_name, first_name, birth_date, sex, address, f"000 {rng.randint(1000000, 9999999)}"
        )


def iban(rng):
    """A formally right Italian IBAN of a bank that does not exist."""
    return str(
        IBAN.generate(
            "IT",
            bank_code=f"{rng.randint(90000, 99999)}",
            branch_code=f"{rng.randint(10000, 99999)}",
            account_code=f"{rng.randint(1, 999_999_999):012d}",
        )
    )
