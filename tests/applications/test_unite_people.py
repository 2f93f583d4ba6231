"""Two records of one person: compared, united with everything reachable, refused where money says no, taken back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.forms import model_to_dict
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications import unions
from applications.actions.create import create
from applications.actions.divide_people import divide_people
from applications.actions.record_death import record_death
from applications.actions.tell_apart import tell_apart
from applications.actions.unite_people import unite_people
from applications.actions.withdraw import withdraw
from applications.models import Application, Certificate, HouseholdMember, Isee, Person, PersonUnion
from tests.applications.factories import NOW, TODAY, complete, make_case, make_draft, world
from tests.applications.pages import enter
from tests.applications.verb_pages import again, get, queries, said, the_day  # noqa: F401

WHY = "La data di nascita sul primo codice era sbagliata"
RIGHT = "BRMDLA48L52X104B"
WRONG = "BRMDLA48L51X104A"


def twice(w):
    """(case under the wrong code, withdrawn; case under the right one): two records of Adele."""
    wrong = make_case(w, "adele", status="assessing")
    Person.objects.filter(pk=wrong.person_id).update(tax_code=WRONG, phone="030 1", last_name="Brambatti")
    HouseholdMember.objects.create(
        person=wrong.person, last_name="Ferrandi", first_name="Laura", relation="figlia"
    )
    withdraw(application=again(wrong), by=w.social_worker, at=NOW, note="Aperta due volte")
    right = complete(make_draft(w, "adele"), isee="9000.00")
    return again(wrong), again(right)


def rows_of(*people):
    """All that hangs from the records, as it is in the database."""
    found = [model_to_dict(Person.objects.get(pk=one.pk)) for one in people]
    for model in (Isee, Certificate, HouseholdMember):
        found += [model_to_dict(row) for row in model.objects.filter(person__in=people).order_by("pk")]
    cases = Application.objects.filter(person__in=people).order_by("pk")
    return found + list(cases.values("pk", "person", "status", "number"))


def unite(w, first, second, **more):
    given = {"first": first.person, "second": second.person, "by": w.manager, "at": NOW, "reason": WHY}
    return unite_people(**given | more)


@pytest.mark.django_db
def test_through_the_pages_everything_is_under_one_record_and_comes_back_as_it_was():
    w = world()
    wrong, right = twice(w)
    kept, gone = wrong.person, right.person
    before = rows_of(kept, gone)
    assert unions.alike(w.plan_office) == [(kept.pk, gone.pk)]
    pair = reverse("applications:unite_people", args=[kept.pk, gone.pk])
    assert pair in said(get_page(w.manager, reverse("applications:work")))
    page = get_page(w.manager, pair)
    assert all(word in said(page) for word in (WRONG, RIGHT, "Brambatti", wrong.number, right.ref))
    typed = {
        "tax_code": "second", "last_name": "second", "phone": "first", "isee": "second", "certificates": "first",
        "reason": WHY, "seen": page.context["form"].initial["seen"],
    }  # fmt: skip
    answer = enter(Client(), w.manager).post(pair, typed, follow=True)
    assert "fino al" in said(answer)
    assert "sono già una sola" in said(
        enter(Client(), w.manager).post(pair, typed, follow=True)
    )  # a second press
    union = PersonUnion.objects.get()
    assert (union.undo_until, union.decided_by) == (TODAY + timedelta(days=unions.UNDO_DAYS), w.manager)
    kept.refresh_from_db()
    assert (kept.tax_code, kept.last_name, kept.phone) == (RIGHT, "Brambati", "030 1")
    # the case of the later record, its ISEE and the household of the first are all there, in both cases
    assert list(kept.isee_set.values_list("value", flat=True)) == [Decimal("9000.00")]
    assert kept.certificates.count() == 1
    for case in (wrong, right):
        shown = said(get(w.social_worker, "case", case))
        assert RIGHT in shown
        assert "Due schede della persona unite" in shown
    assert unions.alike(w.plan_office) == []
    assert not Person.objects.visible_to(w.manager).filter(pk=gone.pk).exists()

    back = reverse("applications:divide_people", args=[union.pk])
    assert right.ref in said(get_page(w.manager, back))
    enter(Client(), w.manager).post(back, {"reason": "Sono madre e figlia"})
    assert rows_of(kept, gone) == before
    with pytest.raises(Refused, match="già"):
        divide_people(union=union, by=w.manager, at=NOW, reason="Ancora")


def get_page(user, path):
    return enter(Client(), user).get(path)


@pytest.mark.django_db
def test_what_cannot_be_united_says_why():
    w, other = world(), world("altro", "AL-2026")
    first = make_case(w, "adele", status="assessing")
    second = make_case(w, "carla", status="assessing")
    with pytest.raises(Refused, match="aperta nello stesso avviso"):
        unite(w, first, second)
    withdraw(application=second, by=w.social_worker, at=NOW, note="Doppia")
    for by, sentence in ((w.social_worker, "ruolo"), (other.manager, "non vede")):
        with pytest.raises(Refused, match=sentence):
            unite(w, first, second, by=by)
    with pytest.raises(Refused, match="motivo"):
        unite(w, first, second, reason=" ")
    with pytest.raises(Refused, match="Qualcuno ha cambiato"):
        unite(w, first, second, seen="di ieri")
    record_death(
        application=again(first), by=w.social_worker, at=NOW, died_on=TODAY, source="registry", told_by="x"
    )
    with pytest.raises(Refused, match="decesso"):
        unite(w, first, second)
    assert not PersonUnion.objects.exists()


@pytest.mark.django_db
def test_it_is_taken_back_only_within_its_term_and_when_nothing_is_lost():
    w = world()
    wrong, right = twice(w)
    union = unite(w, wrong, right)
    late = NOW + timedelta(days=unions.UNDO_DAYS + 1)
    with pytest.raises(Refused, match="termine"):
        divide_people(union=union, by=w.manager, at=late, reason="Tardi")
    Person.objects.filter(pk=wrong.person_id).update(phone="030 99")
    with pytest.raises(Refused, match="Telefono"):
        divide_people(union=union, by=w.manager, at=NOW, reason="No")
    Person.objects.filter(pk=wrong.person_id).update(phone="030 1")
    third = make_case(w, "carla", status="assessing")
    withdraw(application=third, by=w.social_worker, at=NOW, note="Doppia")
    outer = unite(w, wrong, third)
    with pytest.raises(Refused, match="già parte"):
        unite(w, right, third)  # what is part of another record is united no more
    divide_people(union=outer, by=w.manager, at=NOW, reason="Un'altra persona")
    divide_people(union=union, by=w.manager, at=NOW, reason="Un'altra persona")
    assert again(right).person_id == right.person_id


@pytest.mark.django_db
def test_the_record_stands_and_no_case_hangs_from_what_is_gone():
    w = world()
    wrong, right = twice(w)
    union = unite(w, wrong, right, take={"tax_code"})
    for change in ({"reason": "Altro"}, {"undo_until": date(2030, 1, 1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            PersonUnion.objects.filter(pk=union.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Application.objects.filter(pk=wrong.pk).update(person=right.person)
    # typed again, the code finds the record that stayed, and an old page of the other one is told
    with pytest.raises(Refused, match=right.ref):
        make_draft(w, "adele")
    with pytest.raises(Refused, match="unita"):
        create(
            call=w.call, municipality=w.municipality, person={"tax_code": RIGHT}, again=right.person,
            by=w.social_worker, at=NOW,
        )  # fmt: skip


@pytest.mark.django_db
def test_two_people_told_apart_are_not_asked_again():
    w = world()
    wrong, right = twice(w)
    path = reverse("applications:tell_apart", args=[wrong.person_id, right.person_id])
    client = enter(Client(), w.manager)
    assert "Scrivi il motivo" in said(client.post(path, {"reason": ""}, follow=True))
    assert "due persone" in said(client.post(path, {"reason": "Gemelle, viste insieme"}, follow=True))
    assert unions.alike(w.plan_office) == []
    with pytest.raises(Refused, match="due persone"):
        tell_apart(first=right.person, second=wrong.person, by=w.director, at=NOW, reason="Ancora")


@pytest.mark.django_db
def test_the_list_asks_the_same_for_any_number_of_pairs():
    w = world()
    twice(w)
    answer, asked = queries(w.manager, reverse("applications:duplicates"))
    assert answer.status_code == 200
    for who in ("carla", "renato", "nadia"):
        case = make_draft(w, who)
        Person.objects.filter(pk=case.person_id).update(tax_code=f"AAAAAA80A01A00{len(who)}{who[0].upper()}")
        withdraw(application=again(case), by=w.social_worker, at=NOW, note="x")
        make_draft(w, who)
    more, asked_more = queries(w.manager, reverse("applications:duplicates"))
    assert more.content.decode().count("doppioni/") > answer.content.decode().count("doppioni/")
    assert asked_more <= asked <= 7
