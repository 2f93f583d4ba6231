"""A draft of rules starts from a published text or from a file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import RuleSetDraft
from tests.applications.factories import RULES
from tests.applications.law_pages import make_draft_rules, world
from tests.applications.pages import enter

URL = "/regole/bozze/nuova/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def test_last_years_text_is_copied_under_a_new_name_with_its_examples(client, w):
    version = w.call.rule_set
    page = enter(client, w.manager).get(f"{URL}?da={version.sha8}")
    assert page.context["form"].initial["based_on"] == version
    client.post(URL, {"based_on": version.pk, "name": "valserena-2027"})
    draft = RuleSetDraft.objects.get()
    assert (draft.name, draft.based_on, draft.state, draft.created_by) == (
        "valserena-2027",
        version,
        "draft",
        w.manager,
    )
    assert draft.text == version.text.replace('"regione-2022"', '"valserena-2027"', 1)
    assert "[[cases]]" in draft.cases


def test_a_file_is_taken_and_a_broken_one_is_refused_with_its_line(client, w):
    enter(client, w.manager)
    text = RULES.read_text(encoding="utf-8")
    good = SimpleUploadedFile("mie.toml", text.replace('name = "regione-2022"', 'name = "mie-2027"').encode())
    assert client.post(URL, {"file": good}).status_code == 302
    assert RuleSetDraft.objects.get().name == "mie-2027"

    broken = SimpleUploadedFile("rotte.toml", b'nome = "x"\n' + text.encode())
    answer = client.post(URL, {"file": broken})
    assert answer.status_code == 422
    assert "Riga 1, nome" in answer.content.decode()
    for data in ({}, {"file": SimpleUploadedFile("x.toml", b"\xff\xfe")}, {"based_on": 10**9}):
        assert client.post(URL, data).status_code == 422
    assert RuleSetDraft.objects.count() == 1


def test_one_open_draft_of_each_name_and_names_that_an_address_can_hold(client, w):
    make_draft_rules(w)
    enter(client, w.manager)
    version = w.call.rule_set
    for name in ("valserena-2027", "bozze", "Con Spazi", "a/b"):
        assert client.post(URL, {"based_on": version.pk, "name": name}).status_code == 422, name
    assert RuleSetDraft.objects.count() == 1


def test_who_writes_rules(client, w):
    for user in (w.director, w.social_worker, w.auditor, w.officer):
        assert enter(client, user).get(URL).status_code == 403
        assert client.post(URL, {"based_on": w.call.rule_set.pk}).status_code == 403
    assert not RuleSetDraft.objects.exists()
