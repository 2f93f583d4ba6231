"""Keep what somebody is typing into a step, before it is saved."""

import json

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import permissions
from applications.models import StepDraft

LONGEST = 200_000  # characters: the longest step is forty rows of a dozen short fields


@transaction.atomic
def autosave(*, application, step, data, by, at):
    """Keep ``data`` ({name: [values]}; None forgets what was kept). Nothing of the case changes.

    Raises ``Refused`` when the step may not be changed by this person, or is longer than any step is.
    """
    refusal = permissions.may_edit_step(by, application, step)
    if refusal:
        raise Refused(refusal)
    mine = {"application": application, "step": step, "saved_by": by}
    if data is None:
        StepDraft.objects.filter(**mine).delete()
        return None
    if len(json.dumps(data)) > LONGEST:
        raise Refused(_("This is longer than the page can keep: save what is there and go on."))
    kept, _new = StepDraft.objects.update_or_create(**mine, defaults={"data": data, "saved_at": at})
    return kept
