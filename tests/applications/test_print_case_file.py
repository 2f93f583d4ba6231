"""Files seen and printed: quota, preview, who has seen them, and the case file with its index."""

import io
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from accounts.models import AccessLog
from accounts.refusal import Refused
from applications.actions.attach import attach
from applications.actions.print_case_file import print_case_file
from applications.letters import family_letter
from applications.models import Application, CaseFile, Document
from jobs import work
from papers import store, uploads
from tests.applications.factories import NOW, make_case
from tests.applications.intake_pages import client_of
from tests.applications.verb_pages import said
from tests.vouchers.factories import awarded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(w):
    made = make_case(w, status="assessing")
    Application.objects.update(health_office=w.asst, sent_to_asst_at=NOW, sent_to_asst_by=w.social_worker)
    return made


def pdf(pages=1, size=(595, 842)):
    made, data = pikepdf.new(), io.BytesIO()
    for _page in range(pages):
        made.add_blank_page(page_size=size)
    made.save(data)
    return data.getvalue()


def picture(size=(800, 500)):
    data = io.BytesIO()
    Image.new("RGB", size, "#336699").save(data, "PNG")
    return data.getvalue()


def put(w, case, kind, data, label="", content_type="application/pdf"):
    checked = uploads.Checked(data=data, content_type=content_type, clean_name=f"{kind}.pdf")
    return attach(application=case, by=w.social_worker, at=NOW, checked=checked, kind=kind, label=label)


def url(name, case, *more):
    return reverse(f"applications:{name}", args=[case.ref, *more])


def printed(user, case):
    wanted = print_case_file(application=case, by=user, at=NOW, reason="Ispezione")
    work.run(wanted.job_id, clock=lambda: NOW, patience=work.LEASE)
    wanted.refresh_from_db()
    assert wanted.job.reason == ""
    return wanted


def test_the_code_at_its_foot_is_found(w, case):
    code = printed(w.social_worker, case).stored.printed_code
    assert (
        "Fascicolo stampato"
        in client_of(w.social_worker).get("/verifica/", {"codice": code}).content.decode()
    )
    other = client_of(w.other_social_worker).get("/verifica/", {"codice": code}).content.decode()
    assert case.ref not in other


def test_a_case_has_its_quota(w, case, settings):
    settings.CASE_QUOTA_MB = 1
    put(w, case, "identity", pdf() + b"\n%" + b"0" * 700_000)
    with pytest.raises(Refused, match="1 MB"):
        put(w, case, "identity", pdf() + b"\n%" + b"0" * 400_000)
    assert Document.objects.count() == 1
    put(w, make_case(w, "carla", status="assessing"), "identity", pdf() + b"\n%" + b"0" * 400_000)


def test_a_person_has_a_quota_for_each_day(w, case, settings):
    settings.UPLOADS_PER_DAY_MB = 1
    other = make_case(w, "carla", status="assessing")
    put(w, case, "identity", pdf() + b"\n%" + b"0" * 700_000)
    with pytest.raises(Refused, match="un giorno è 1 MB"), override("it"):
        put(w, other, "identity", pdf() + b"\n%" + b"0" * 400_000)
    Document.objects.update(added_at=NOW - timedelta(days=1))
    put(w, other, "identity", pdf() + b"\n%" + b"0" * 400_000)


def test_pages_are_pictures_and_openings_are_counted(w, case):
    document = put(w, case, "law_104", pdf(2), "Verbale INPS")
    page = client_of(w.social_worker).get(url("preview", case, document.pk) + "?pagina=2")
    assert "Pagina 2 di 2" in said(page)
    assert document.stored.sha256 in said(page)
    drawn = client_of(w.social_worker).get(url("preview_page", case, document.pk, 2))
    assert drawn["Content-Type"] == "image/png"
    assert "sandbox" in drawn["Content-Security-Policy"]
    assert Image.open(io.BytesIO(drawn.content)).width == 1240
    client_of(w.nurse).get(url("preview", case, document.pk))
    assert "dato sanitario, visto da 2 persone" in said(client_of(w.manager).get(url("case", case)))
    assert client_of(w.social_worker).get(url("preview_page", case, document.pk, 3)).status_code == 404
    assert client_of(w.officer).get(url("preview_page", case, document.pk, 1)).status_code == 403
    assert client_of(w.other_social_worker).get(url("preview", case, document.pk)).status_code == 404


@pytest.mark.parametrize("typed", ["0", "-1", "99", "²", "abc", "9" * 30, ""])
def test_a_page_that_is_not_there_shows_one_that_is(w, case, typed):
    document = put(w, case, "identity", pdf())
    page = client_of(w.social_worker).get(url("preview", case, document.pk), {"pagina": typed})
    assert "Pagina 1 di 1" in said(page)


def test_one_pdf_with_index_numbers_and_bookmarks(w, case):
    put(w, case, "law_104", pdf(3), "Verbale INPS")
    put(w, case, "identity", picture(), "Carta d'identità", "image/png")
    put(w, case, "isee", pdf(1, (842, 595)), "Attestazione ISEE")
    wanted = printed(w.social_worker, case)
    assert wanted.pages == 1 + 3 + 1 + 1
    with pikepdf.open(io.BytesIO(store.read(wanted.stored))) as whole:
        assert whole.Root.MarkInfo.Marked
        assert str(whole.Root.Lang) == "it"
        with whole.open_outline() as outline:
            names = [item.title for item in outline.root]
        assert names == ["Indice", "Verbale INPS", "Carta d'identità", "Attestazione ISEE"]
        assert all("/XObject" in page.Resources for page in whole.pages)
    answer = client_of(w.social_worker).get(url("case_file", case, wanted.pk))
    assert answer.content.startswith(b"%PDF-")
    assert AccessLog.objects.latest("pk").reason == "Ispezione"
    assert client_of(w.officer).get(url("case_file", case, wanted.pk)).status_code == 403
    assert client_of(w.other_social_worker).get(url("case_file", case, wanted.pk)).status_code == 404


def marks_of(page):
    """The numbers by which the content of a page says which element it belongs to."""
    found = set()
    for one in pikepdf.parse_content_stream(page):
        if str(one.operator) == "BDC" and "/MCID" in one.operands[1]:
            found.add(int(one.operands[1].MCID))
    return found


def test_every_page_belongs_to_the_tree_of_tags(w, case):
    """Ours keep their headings, a scan is a figure with its name, a foreign PDF a paragraph; numbers are artifacts."""
    put(w, case, "identity", picture(), "Carta d'identità", "image/png")
    put(w, case, "law_104", pdf(2), "Verbale INPS")
    letter = family_letter(case, subject="Un incontro", text="Venga a trovarci.", on=NOW.date(), by=w.manager)
    made = letter.render()
    put(w, case, "letter", made, "Lettera")
    wanted = printed(w.social_worker, case)
    with pikepdf.open(io.BytesIO(store.read(wanted.stored))) as whole:
        nums = whole.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(key): value for key, value in zip(list(nums)[::2], list(nums)[1::2], strict=True)}
        kinds = []
        for page in whole.pages:
            assert page.Tabs == "/S"
            leaves = parents[int(page.StructParents)]
            assert marks_of(page) == set(range(len(leaves)))
            assert {leaf.Pg.objgen for leaf in leaves if "/Pg" in leaf} == {page.obj.objgen}
            kinds.append(set())
            for leaf in leaves:
                here = leaf
                while "/P" in here:
                    kinds[-1].add(str(here.S))
                    here = here.P
                assert here.objgen == whole.Root.StructTreeRoot.objgen, "all hangs from the one tree"
        assert kinds[1:4] == [{"/Document", "/Sect", "/Figure"}] + 2 * [{"/Document", "/Sect", "/P"}]
        assert "/H1" in kinds[4]
        assert [str(part.S) for part in whole.Root.StructTreeRoot.K.K] == ["/Part", "/Sect", "/Sect", "/Part"]
        figure = parents[int(whole.pages[1].StructParents)][0]
        assert str(figure.Alt) == "Carta d'identità, pagina 1 di 1"
        with whole.open_metadata() as metadata:
            assert "pdfuaid:part" not in metadata, "a foreign page is nobody's promise"


def test_it_holds_only_what_its_asker_may_open(w, case):
    for kind in ("law_104", "isee", "identity"):
        put(w, case, kind, pdf(), kind)
    assert printed(w.social_worker, case).pages == 4
    assert printed(w.nurse, case).pages == 3  # no ISEE
    assert printed(w.officer, case).pages == 3  # no report of Law 104


def test_the_plan_and_the_amount_are_in_it_for_who_reads_them(w):
    case = awarded(w)

    def names(user):
        wanted = printed(user, case)
        with pikepdf.open(io.BytesIO(store.read(wanted.stored))) as whole, whole.open_outline() as outline:
            return [item.title for item in outline.root], wanted

    plan, amount = "Piano individuale, versione 1", "Come abbiamo calcolato l’importo"
    found, wanted = names(w.social_worker)
    assert (plan in found, amount in found, wanted.is_health, wanted.has_money) == (True, True, True, True)
    found, wanted = names(w.officer)
    assert (plan in found, amount in found, wanted.is_health) == (False, True, False)
    found, wanted = names(w.nurse)
    assert (plan in found, amount in found, wanted.has_money) == (True, False, False)


def test_a_paper_that_cannot_be_read_is_named_in_the_index(w, case):
    put(w, case, "identity", pdf(2), "Carta")
    broken = put(w, case, "contract", pdf(5), "Contratto")
    store.path_of(broken.stored.pk).write_bytes(b"altro")
    wanted = printed(w.social_worker, case)
    assert wanted.pages == 3
    assert wanted.job.failed_count == 1


def test_no_reason_no_file(w, case):
    page = client_of(w.social_worker).post(url("print_case_file", case), {"reason": " "})
    assert "Scrivi perché lo stampi" in said(page)
    assert not CaseFile.objects.exists()
    client_of(w.social_worker).post(url("print_case_file", case), {"reason": "Richiesta della famiglia"})
    assert "Richiesta della famiglia" in said(client_of(w.social_worker).get(url("print_case_file", case)))
    wanted = CaseFile.objects.get()
    again = client_of(w.social_worker).get(url("case_file", case, wanted.pk))
    assert again.url == url("print_case_file", case)


def test_the_documents_ask_a_fixed_number_of_queries(w, case):
    def asked():
        client = client_of(w.social_worker)
        client.get(url("case", case))  # counts the numbers of the sidebar
        with CaptureQueriesContext(connection) as queries:
            client.get(url("case", case))
        return len(queries)

    put(w, case, "identity", pdf())
    one = asked()
    for _more in range(5):
        put(w, case, "law_104", pdf())
    assert asked() == one
