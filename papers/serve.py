"""A stored file as a download. The permission is asked by the caller: this module only knows bytes."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from papers import store
from papers.models import StoredFile


def response(stored: StoredFile, *, as_name="", download=True) -> HttpResponse:
    """The bytes with headers that let no browser run, guess or keep them. Refused when not yet checked."""
    check(stored)
    answer = HttpResponse(store.read(stored), content_type=stored.content_type)
    answer["Content-Disposition"] = content_disposition_header(download, as_name or stored.name)
    return harmless(answer)


def check(stored: StoredFile) -> None:
    """Refused while the file is in quarantine, and for ever when it is infected."""
    if stored.scan_state == StoredFile.ScanState.PENDING:
        raise Refused(_("The file is still being checked for viruses. Try again in a few minutes."))
    if stored.scan_state == StoredFile.ScanState.INFECTED:
        raise Refused(_("The file contains a virus and cannot be opened. Ask for a new copy."))


def harmless(answer: HttpResponse) -> HttpResponse:
    """The answer with the headers of a file of a case."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
