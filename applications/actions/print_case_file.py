"""Ask for all the papers of a case as one PDF."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import case_file, case_file_papers, tasks
from applications.actions._transition import record
from applications.models import CaseFile
from applications.permissions import NOT_YOUR_ROLE


@transaction.atomic
def print_case_file(*, application, by, at, reason):
    """Made in the background, of the papers ``by`` may open. Returns the CaseFile."""
    if not by.may("case.read"):
        raise Refused(NOT_YOUR_ROLE)
    if not reason.strip():
        raise Refused(_("Write why you print it: the reason stays in the register of accesses."))
    documents = case_file.documents_for(application, by)
    chosen = case_file_papers.chosen_for(application, by)
    wanted = CaseFile.objects.create(
        application=application,
        reason=reason.strip()[:200],
        asked_at=at,
        asked_by=by,
        is_health=any(one.is_health for one in documents) or bool(chosen.get("health")),
        has_money=any(one.has_money for one in documents) or bool(chosen.get("money")),
    )
    wanted.job = tasks.start_case_file(wanted=wanted, documents=documents, chosen=chosen, by=by, at=at)
    wanted.save(update_fields=["job"])
    record(application=application, verb="print_case_file", by=by, at=at, data={"case_file": wanted.pk})
    return wanted
