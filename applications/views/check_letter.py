"""Is this printed copy one of ours? The code at its foot, looked for among the letters of one's cases."""

import re

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from applications import printed
from applications.links import case_url
from applications.models import IssuedLetter
from applications.permissions import may_open
from papers import store

WRITTEN = re.compile(r"([A-Z2-7]{4})[\s-]*([A-Z2-7]{4})", re.ASCII)
# what people read in the place of a letter, which the code never has
_MISREAD = str.maketrans("018", "OIB")


@require("case.read")
@require_safe
def check_letter(request):
    """The letter with the code ``?codice=``, as it is kept; nothing is said of the cases of other offices."""
    typed = request.GET.get("codice", "").replace("\x00", "").strip()[:40]
    found = WRITTEN.fullmatch(typed.upper().translate(_MISREAD)) if typed else None
    letters, papers = [], []
    if found:
        rows = IssuedLetter.objects.visible_to(request.user).filter(code=f"{found[1]}-{found[2]}")
        rows = rows.select_related(
            "application__person", "application__municipality", "document__stored", "document__added_by"
        )
        letters = [_row(request, row) for row in rows]
        papers = [
            _paper(request, one) for one in printed.found(user=request.user, code=f"{found[1]}-{found[2]}")
        ]
    context = {"typed": typed, "understood": bool(found), "letters": letters, "papers": papers}
    return render(request, "applications/check_letter.html", context)


def _row(request, letter):
    """What the page says of one letter; looking is written in the register."""
    case = letter.application
    access_log.record(request, subject_id=case.person_id, what=letter.document.label, reference=case.ref)
    return {
        "letter": letter,
        "case": case,
        "url": case_url(case, "documenti"),
        "refusal": may_open(request.user, letter.document),
        "problem": _problem(letter.document.stored),
    }


def _paper(request, one):
    """The same of a paper that is no letter."""
    if one.subject_id:
        access_log.record(request, subject_id=one.subject_id, what=one.title, reference=one.reference)
    return {"paper": one, "problem": _problem(one.stored)}


def _problem(stored):
    """What is wrong with the kept file, or nothing."""
    try:
        store.read(stored)
    except Refused as refusal:
        return refusal.sentence
    return ""
