"""The quarantine: a real socket that speaks as clamd, one that is down, one that talks nonsense."""

import socketserver
import struct
import threading

import pytest
from django.db import ProgrammingError, transaction

from accounts.refusal import Refused
from papers import preview, scan, serve, store
from papers.models import StoredFile
from papers.tasks import scan_pending
from tests.papers.conftest import AT

pytestmark = pytest.mark.django_db
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(socketserver.BaseRequestHandler):
    answer = None

    def handle(self):
        command = self.request.recv(10)
        assert command == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!I", self._exactly(4))[0]:
            data += self._exactly(size)
        found = b"stream: Eicar-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
        self.request.sendall(self.answer or found)

    def _exactly(self, size):
        data = b""
        while len(data) < size:
            data += self.request.recv(size - len(data))
        return data


@pytest.fixture
def clamd(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        settings.ANTIVIRUS = f"tcp://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def kept(office, settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path

    def keep(data):
        return store.keep(
            data, name="a.pdf", content_type="application/pdf", kind="other", by=None, at=AT, office=office,
            scan_state=scan.first_state(),
        )  # fmt: skip

    return keep


def test_quarantine_until_it_was_read(clamd, kept):
    clean, infected = kept(b"%PDF-1.7 " + b"x" * 200_000), kept(b"%PDF-1.7 " + EICAR)
    assert {clean.scan_state, infected.scan_state} == {"pending"}
    for opening in (serve.response, preview.page_count):
        with pytest.raises(Refused):
            opening(clean)
    assert scan_pending() == 2
    clean.refresh_from_db()
    infected.refresh_from_db()
    assert (clean.scan_state, infected.scan_state) == ("clean", "infected")
    assert serve.response(clean).content.startswith(b"%PDF")
    with pytest.raises(Refused):
        serve.response(infected)
    assert scan_pending() == 0


def test_a_scanner_that_is_down_releases_nothing(settings, kept):
    settings.ANTIVIRUS = "tcp://127.0.0.1:9"  # nobody listens there
    waiting = kept(b"%PDF-1.7")
    assert scan_pending() == 0
    waiting.refresh_from_db()
    assert waiting.scan_state == "pending"


@pytest.mark.parametrize("answer", [b"stream: \0", b"INSTREAM size limit exceeded. ERROR\0", b"OK\0", b"\0"])
def test_an_answer_that_is_no_answer_releases_nothing(clamd, kept, monkeypatch, answer):
    monkeypatch.setattr(Clamd, "answer", answer)
    waiting = kept(b"%PDF-1.7")
    scan_pending()
    waiting.refresh_from_db()
    assert waiting.scan_state == "pending"


def test_without_a_scanner_the_file_says_so(settings, kept):
    settings.ANTIVIRUS = ""
    file = kept(b"%PDF-1.7")
    assert (file.scan_state, file.may_be_served) == ("unscanned", True)
    assert scan_pending() == 0


def test_the_database_never_lets_an_infected_file_go(clamd, kept):
    file = kept(EICAR)
    scan_pending()
    for state in ("clean", "pending", "unscanned"):
        with pytest.raises(ProgrammingError, match="Invalid transition"), transaction.atomic():
            StoredFile.objects.filter(pk=file.pk).update(scan_state=state)
