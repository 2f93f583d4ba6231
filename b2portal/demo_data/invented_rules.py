"""Parts of rules that no public act writes, invented: tables of points and sums, for the demo and the tests."""

from decimal import Decimal

_HEAD = """
[ranking]
label = { it = "Graduatoria", en = "Ranking" }
sentence = { it = "Punti, poi l’ISEE più basso, poi l’invio.", en = "Points, then the lower ISEE, then sending." }
sources = ["ats"]
per_line = false
"""
_ORDERS = """
[[ranking.orders]]
code = "points"
label = { it = "Punti", en = "Points" }
sentence = { it = "Dal più alto.", en = "Highest first." }
sources = ["ats"]
by = "points"
direction = "descending"

[[ranking.orders]]
code = "isee"
label = { it = "ISEE", en = "ISEE" }
sentence = { it = "A pari punti passa l’ISEE più basso.", en = "With equal points the lower ISEE." }
sources = ["ats"]
by = "isee"
direction = "ascending"

[[ranking.orders]]
code = "sent"
label = { it = "Invio", en = "Sent" }
sentence = { it = "Poi chi ha inviato prima.", en = "Then who sent before." }
sources = ["ats"]
by = "sent_at"
direction = "ascending"
"""
AUTONOMY = """
[[ranking.scores]]
code = "autonomy"
label = { it = "Autonomia (ADL)", en = "Autonomy (ADL)" }
sentence = { it = "10 punti con ADL sotto 2, 5 da 2 a 4.", en = "10 points with ADL under 2, 5 from 2 to 4." }
sources = ["ats"]
of = "adl_score"
bands = [{ under = "2" }, { start = "2", end = "4" }]
points = ["10", "5"]
"""


def economic(base, divide_by):
    """``base`` points less ISEE ÷ ``divide_by``, as DM 2017 SIA does with 100 and 240."""
    return f"""
[[ranking.scores]]
code = "economic"
label = {{ it = "Punti ISEE", en = "ISEE points" }}
sentence = {{ it = "{base} − ISEE ÷ {divide_by}.", en = "{base} − ISEE ÷ {divide_by}." }}
sources = ["ats"]
of = "isee"
base = "{base}"
divide_by = "{divide_by}"
"""


def ranking(*scores):
    """The text of a ranking by these scores, then the lower ISEE, then who sent before."""
    return _HEAD + "".join(scores) + _ORDERS


def budget(euros):
    """The text of a budget with one line for all the supports in money. ``euros``: a Decimal or its text."""
    sum_en = f"{Decimal(euros):,.2f}"
    sum_it = sum_en.translate(str.maketrans(",.", ".,"))
    return f"""
[budget]
label = {{ it = "Riparto dell’Ambito", en = "Allocation of the Ambito" }}
sentence = {{ it = "{sum_it} € per i buoni.", en = "€{sum_en} for the vouchers." }}
sources = ["ats"]
total = "{Decimal(euros):.2f}"

[[budget.lines]]
code = "vouchers"
label = {{ it = "Buoni", en = "Vouchers" }}
sentence = {{ it = "Tutti i sostegni in denaro.", en = "All the supports in money." }}
sources = ["ats"]
amount = "{Decimal(euros):.2f}"
channel = "indirect"
"""
