"""A proposed letter is not needed: the reason stays, the task goes, and the next fact proposes again."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications.actions.set_aside_letter import set_aside_letter
from applications.models import Event, LetterKind
from tests.applications.factories import NOW, TODAY, world
from tests.applications.pages import enter
from tests.applications.test_choose_letters import proposed
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.factories import awarded
from vouchers.actions.register_interruption import register_interruption

pytestmark = pytest.mark.django_db


def test_why_it_is_not_needed_is_kept_and_a_new_fact_proposes_again():
    w = world()
    case = awarded(w)
    client = enter(Client(), w.social_worker)
    page = reverse("applications:set_aside_letter", args=[case.ref, "acceptance"])
    assert page in said(client.get(reverse("applications:send_letter", args=[case.ref, "acceptance"])))
    assert "motivo" in said(client.post(page, {"note": " "}))
    assert proposed(w) == {LetterKind.ACCEPTANCE}
    shown = said(client.post(page, {"note": "Detto a voce alla figlia"}, follow=True))
    assert "Detto a voce alla figlia" in shown
    assert "Lettera non necessaria" in shown
    assert proposed(w) == set()
    assert client.get(page).status_code == 200  # still there, and harmless twice
    register_interruption(
        application=case, by=w.social_worker, at=NOW, reason="hospital", starts_on=TODAY.replace(day=2)
    )
    assert proposed(w) == {LetterKind.SUSPENSION}


def test_not_by_who_writes_no_letters_nor_for_one_never_proposed():
    w = world()
    case = awarded(w)
    for by, kind, match in ((w.nurse, "acceptance", "ruolo"), (w.social_worker, "death", "mai proposta")):
        with pytest.raises(Refused, match=match):
            set_aside_letter(application=case, kind=kind, by=by, at=NOW, note="x")
    assert not Event.objects.filter(verb="set_aside_letter").exists()
