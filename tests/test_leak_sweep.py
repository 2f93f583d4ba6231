"""What belongs to one person alone does not exist for another, and no search says that another Ambito has somebody."""

import re

import pytest

from accounts.roles import ROLES
from tests.sweep.asking import ask, said
from tests.sweep.routes import addresses
from tests.sweep.scene import changed, digest, standing
from tests.sweep.table import PAGES

pytestmark = pytest.mark.django_db
KNOWN = [one for one in addresses() if one.name in PAGES]


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory):
    with standing(django_db_blocker, tmp_path_factory.mktemp("documents")) as made:
        yield made


@pytest.mark.parametrize(
    "address",
    [one for one in KNOWN if PAGES[one.name].object == "own" and PAGES[one.name].pk != "membership"],
    ids=str,
)
def test_what_belongs_to_one_person_does_not_exist_for_another(scene, address):
    page, before = PAGES[address.name], digest()
    owned = scene.ours.owned[page.pk]
    for role, user in scene.roles():
        if page.permission not in ROLES[role].permissions or role in page.also_refuses:
            continue
        for other in (
            *(pk for owner, pk in owned.items() if owner != user.pk),
            *scene.theirs.owned[page.pk].values(),
        ):
            for method in page.methods:
                response = ask(scene.client(user), method, address.path({"pk": other}))
                refuses_first = response.status_code == 403 and not user.may("case.write")
                assert response.status_code == 404 or refuses_first, f"{role}: {method} {address} {other}"
    assert not changed(before)


def test_searching_finds_nothing_of_another_ambito(scene):
    """No filter, order or page says that it exists: the answers are those to a word nobody has."""
    case = scene.theirs.cases["active"]
    words = (case.ref, case.person.tax_code, case.person.last_name, case.iban)
    places = (
        ("applications:list", "q"),
        ("applications:search", "q"),
        ("accounts:access_log", "persona"),
        ("vouchers:lines", "q"),
    )
    manager = scene.client(scene.ours.w.manager)
    for name, parameter in places:
        address = next(one for one in KNOWN if one.name == name)
        path = address.path(scene.ours.values)

        def answer(word, path=path, parameter=parameter):
            response = manager.get(path, {parameter: word})
            return response.status_code, said(response, word)

        for word in words:
            found, unknown = answer(word), answer(re.sub(r"\w", "x", word, count=1))
            assert found[0] == unknown[0]
            differs = set(found[1].splitlines()) ^ set(unknown[1].splitlines())
            assert not differs, f"{name}?{parameter}={word}: {differs}"
