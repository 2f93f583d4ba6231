"""What kind of case each invented person has: evidence and how far it has come."""

from dataclasses import dataclass, replace
from decimal import Decimal

# how many in a hundred cases stop at each point
MIX = (
    ("active", 47),
    ("draft", 14),
    ("assessing", 6),
    ("waiting_asst", 6),
    ("plan_to_write", 4),
    ("plan_review", 6),
    ("plan_returned", 2),
    ("waiting_docs", 3),
    ("eligible", 3),
    ("waiting_list", 3),
    ("rejected", 3),
    ("withdrawn", 2),
    ("suspended", 1),
)


@dataclass(frozen=True)
class Story:
    """Evidence of one case. ``ending``: a name of ``MIX``. Money in euro, hours a week."""

    ending: str
    requested: tuple
    isee: Decimal
    isee_kind: str = "sociosanitario"
    certificate: str = "law_104_c3"
    caregiver: bool = True
    carer_cost: Decimal | None = None
    minor_project: Decimal | None = None
    independent_project: Decimal | None = None
    omissions: bool = False


def endings(rng, size):
    """``size`` endings in the proportions of ``MIX``, shuffled; each ending at least once when size allows."""
    total = sum(weight for _name, weight in MIX)
    found = []
    for name, weight in MIX:
        found += [name] * max(1, round(size * weight / total))
    found = found[:size] + ["active"] * max(0, size - len(found))
    rng.shuffle(found)
    return found


def _money(rng, low, high):
    return Decimal(rng.randint(low * 100, high * 100)) / 100


def tell(rng, ending):
    """A plausible story with that ending, and the age range (youngest, oldest) it fits."""
    kind = rng.choices(("caregiver", "both", "carer", "minor", "independent"), weights=(46, 24, 18, 7, 5))[0]
    isee = _money(rng, 3000, 24900)
    certificate = rng.choice(("law_104_c3", "care_allowance", "care_allowance"))
    story = Story(
        ending=ending,
        requested=("caregiver",),
        isee=isee,
        certificate=certificate,
        omissions=rng.random() < 0.03,
    )
    ages = (66, 96)
    if kind == "both":
        story = replace(
            story, requested=("caregiver", "caregiver_supplement"), carer_cost=_money(rng, 420, 1300)
        )
    elif kind == "carer":
        story = replace(story, requested=("carer",), caregiver=False, carer_cost=_money(rng, 450, 1400))
    elif kind == "minor":
        story = replace(
            story,
            requested=("minors_voucher",),
            isee=_money(rng, 5000, 39900),
            isee_kind="ordinario",
            certificate="law_104_c3",
            minor_project=_money(rng, 90, 260),
        )
        ages = (5, 16)
    elif kind == "independent":
        story = replace(
            story,
            requested=("independent_living",),
            certificate="law_104_c3",
            caregiver=False,
            carer_cost=_money(rng, 500, 1200),
            independent_project=_money(rng, 500, 1200),
        )
        ages = (22, 58)
    if ending == "rejected" and kind != "minor":
        story = replace(story, isee=_money(rng, 25500, 42000))
    elif ending == "rejected":
        story = replace(story, isee=_money(rng, 40500, 52000))
    return story, ages
