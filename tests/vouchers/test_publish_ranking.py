"""What leaves: codes and outcomes. No name, no number of case, no ISEE, no points, no Comune."""

import subprocess

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.ranked import approved, computed, eligible, money_line, with_ranking
from tests.vouchers.test_pages import as_user, clock  # noqa: F401
from vouchers.actions.publish_ranking import publish_ranking
from vouchers.models import RankingRow

pytestmark = pytest.mark.django_db


def test_the_published_list_says_nothing_of_anybody(client, w, clock, tmp_path):  # noqa: F811
    with_ranking(w)
    cases = eligible(w, "adele", "carla")
    money_line(w, "5000.00")
    with pytest.raises(Refused):
        publish_ranking(snapshot=computed(w), by=w.director, at=NOW)
    snapshot = approved(w)
    publish_ranking(snapshot=snapshot, by=w.director, at=NOW)
    with pytest.raises(Refused):
        publish_ranking(snapshot=snapshot, by=w.director, at=NOW)
    address = [w.call.number_prefix, "unica", snapshot.version]
    page = as_user(client, w.auditor).get(reverse("vouchers:public_ranking", args=address)).content.decode()
    page = page[page.index("<main") :]
    answer = client.get(reverse("vouchers:public_ranking_pdf", args=address))
    path = tmp_path / "g.pdf"
    path.write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    text += subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    for case in cases.values():
        row = snapshot.rows.get(application=case)
        person = case.person
        for known in (
            person.last_name,
            person.first_name,
            person.tax_code,
            case.ref,
            "2.400",
            "4.800",
            "Borgolungo",
        ):
            assert known not in text, known
            assert known not in page, known
        assert row.code in text
        assert row.code in page
    assert "Ammessa, non finanziata" in text


def test_codes_of_two_versions_share_nothing(w):
    with_ranking(w)
    eligible(w, "adele", "carla")
    money_line(w, "5000.00")
    computed(w)
    computed(w)
    codes = list(RankingRow.objects.values_list("snapshot__version", "code"))
    assert len({code for _version, code in codes}) == len(codes) == 4
