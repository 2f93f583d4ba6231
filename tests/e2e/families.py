"""Who applies in the scripted day. Used by ``day.py``."""

from datetime import date

from tests.e2e.journey import Family

SOFIA = Family(
    tax_code="GHDSFO15P62X104V", last_name="Ghidoni", first_name="Sofia", birth_date=date(2015, 9, 22),
    isee="12.000,00", isee_kind="ordinario", requested=("minors_voucher",), project="180,00",
)  # fmt: skip
NADIA = Family(
    tax_code="LMRNDA84E57X104A", last_name="El Amrani", first_name="Nadia", birth_date=date(1984, 5, 17)
)
CARLA = Family(
    tax_code="MNTCRL45M66X104V", last_name="Montaldini", first_name="Carla", birth_date=date(1945, 8, 26)
)
BRUNA = Family(
    tax_code="FRRBRN50C55X104Y", last_name="Ferrari", first_name="Bruna", birth_date=date(1950, 3, 15)
)
TOMMASO = Family(
    tax_code="RRGTMS09C14X104W", last_name="Arrighini", first_name="Tommaso", birth_date=date(2009, 3, 14),
    sex="M", isee="12.000,00", isee_kind="ordinario", requested=("minors_voucher",), project="180,00",
)  # fmt: skip
ROSALBA = Family(
    tax_code="QRNRLB67D59X104W", last_name="Quaranta", first_name="Rosalba", birth_date=date(1967, 4, 19)
)
LUCIANA = Family(
    tax_code="BRSLCN40B63X104I", last_name="Bresciotti", first_name="Luciana", birth_date=date(1940, 2, 23)
)
ADELE = Family(isee="25.000,01")
FAUSTO = Family(
    tax_code="ZBNFST38H01X104O", last_name="Zubani", first_name="Fausto", birth_date=date(1938, 6, 1), sex="M"
)
GIACOMO = Family(
    tax_code="LDRGCM32S11X104O",
    last_name="Oldrati",
    first_name="Giacomo",
    birth_date=date(1932, 11, 11),
    sex="M",
)
RENATO = Family(
    tax_code="SCLRNT41B03X104T",
    last_name="Scalvini",
    first_name="Renato",
    birth_date=date(1941, 2, 3),
    sex="M",
)
