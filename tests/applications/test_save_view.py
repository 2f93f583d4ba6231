"""Views of one's own: filters under a name, with counts, shared by their address."""

import pytest

from accounts.refusal import Refused
from applications.actions.save_view import MOST, save_view
from applications.models import SavedView
from tests.applications.factories import NOW, make_case, make_draft
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def tabs(page):
    return {str(tab["label"]): (tab["url"], tab["count"], tab["current"]) for tab in page.context["views"]}


def test_a_view_keeps_the_filters_and_never_the_words_searched(client, w):
    make_draft(w, "adele")
    make_case(w, "sofia", status="assessing")
    enter(client, w.social_worker)
    page = client.get("/pratiche/?stato=draft&segue=nessuno&q=brambati&dopo=3")
    assert page.context["saving"] == "stato=draft&segue=nessuno"
    client.post(
        "/pratiche/viste/", {"name": " Mie  bozze ", "query": "q=brambati&stato=draft&ordina=persona"}
    )
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("Mie bozze", "stato=draft&ordina=persona")
    page = client.get(f"/pratiche/?{view.query}")
    assert tabs(page)["Mie bozze"] == (f"?{view.query}", 1, True)
    # the address opened by a colleague shows the same filters over what that colleague may see
    shared = enter(client, w.other_social_worker).get(f"/pratiche/?{view.query}")
    assert "Mie bozze" not in tabs(shared)
    assert shared.context["found"] == 0
    assert client.post(f"/pratiche/viste/{view.pk}/togli/").status_code == 404
    enter(client, w.social_worker).post(f"/pratiche/viste/{view.pk}/togli/")
    assert not SavedView.objects.exists()


def test_the_same_name_again_changes_the_filters_and_there_is_a_limit(w):
    def save(name, query):
        return save_view(name=name, query=query, by=w.social_worker, at=NOW)

    save("A", "stato=draft")
    assert save("A", "stato=active").query == "stato=active"
    for name, query in (("", "stato=draft"), ("B", ""), ("x" * 41, "stato=draft")):
        with pytest.raises(Refused):
            save(name, query)
    for number in range(MOST - 1):
        save(str(number), "stato=draft")
    with pytest.raises(Refused, match="50"):
        save("one more", "stato=draft")
    save("A", "stato=closed")


def test_the_views_are_counted_in_one_query(client, w, django_assert_max_num_queries):
    make_draft(w, "adele")
    enter(client, w.social_worker).get("/pratiche/")
    for number in range(8):
        save_view(name=str(number), query=f"entro=30&righe={number}", by=w.social_worker, at=NOW)
    with django_assert_max_num_queries(10):
        client.get("/pratiche/")
