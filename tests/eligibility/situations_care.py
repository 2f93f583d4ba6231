"""What is asked of a caregiver and of a carer: the part of `sentences.txt` on those who help."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.facts import Caregiver, CarerContract, Facts, Person

ON = date(2026, 6, 30)
BEFORE, AFTER = date(2026, 6, 29), date(2026, 7, 1)
NOBODY = Facts()
D = Decimal


def born(years: int, **changes) -> Facts:
    return replace(Facts(person=Person(birth_date=date(2026 - years, 6, 30))), **changes)


def care() -> Iterator[tuple]:
    everything = {"cohabiting": True, "in_plan": True, "own_access": True, "one_per_person": True,
                  "min_weekly_hours": D(10)}  # fmt: skip
    marta = Caregiver("Marta", "figlia", D(10), True, None, True)
    right = born(40, has_caregiver=True, caregiver=marta, filed_with="caregiver", other_caregivers=())
    wrong = [{"cohabiting": None}, {"cohabiting": False}, {"weekly_hours": None}, {"weekly_hours": D("9.99")},
             {"in_plan": None}, {"in_plan": False}, {"cohabiting": None, "weekly_hours": None},
             {"cohabiting": None, "in_plan": False}]  # fmt: skip
    people = [right, replace(right, caregiver=None, has_caregiver=True)]
    people += [replace(right, caregiver=replace(marta, **one)) for one in wrong]
    people += [replace(right, filed_with=one) for one in (None, "beneficiary")] + [
        replace(right, other_caregivers=None)
    ]
    for years in (None, 17, 18):
        person = Person() if years is None else born(years).person
        for own, other in ((True, True), (True, False), (False, True), (None, True), (True, None)):
            people.append(
                replace(right, person=person, caregiver=replace(marta, is_parent=own),
                        other_caregivers=(Caregiver("Ada", is_parent=other),))
            )  # fmt: skip
    yield "caregiver", {"present": True, **everything}, people
    plain = [NOBODY, Facts(has_caregiver=False), Facts(has_caregiver=True)]
    plain += [Facts(has_caregiver=True, caregiver=one) for one in (Caregiver(), Caregiver("Ada"), marta)]
    yield "caregiver", {"present": True, **everything}, plain[:2]
    yield "caregiver", {"present": True}, [*plain, people[-1]]
    yield "caregiver", {"present": True, "min_weekly_hours": D(0)}, plain[-2:]
    yield "caregiver", {"present": False}, plain
    olga = CarerContract("Olga", True, D(20), None, ON, ON, False)
    hired = [NOBODY, Facts(has_carer=False), Facts(has_carer=True)]
    hired += [
        Facts(carer=replace(olga, **changes))
        for changes in ({}, {"ends_on": BEFORE}, {"starts_on": AFTER, "ends_on": None}, {"starts_on": None},
                        {"regular": None}, {"regular": False}, {"weekly_hours": None}, {"weekly_hours": D("19.99")},
                        {"weekly_hours": D(54)}, {"weekly_hours": D("54.01")}, {"personal_assistant": True})
    ]  # fmt: skip
    yield "carer", {"min_weekly_hours": D(20), "max_weekly_hours": D(54)}, hired
    yield "carer", {"regular": False}, hired[3:]
    yield "carer", {"min_weekly_hours": D(20)}, hired[9:13]
    yield "carer", {"max_weekly_hours": D(54)}, hired[9:13]
    yield "carer", {"regular": False, "personal_assistant": True}, [hired[3], hired[-1]]
    yield "carer", {"personal_assistant": True}, [hired[3], hired[-1]]
    yield "carer", {"present": False}, [*hired[:4], hired[7]]
    yield "carer", {"present": False, "regular": False}, hired[1:4]
