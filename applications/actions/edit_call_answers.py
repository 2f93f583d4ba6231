"""Change the answers to what only this call asks."""

from applications.actions._editing import editing
from applications.models import CallAnswer, Verification
from applications.permissions import may_edit_evidence


def edit_call_answers(*, application, by, at, expected_version, answers):
    """``answers``: {(kind, code): {answer, value, asked, said}, or None for "not known": the row goes away}.

    What is not among them stays as it is. An answer that changes is the family's word again until somebody checks it.
    """
    with editing(
        application=application, by=by, at=at, section="domande", expected_version=expected_version,
        check=may_edit_evidence,
    ) as row:  # fmt: skip
        known = {(one.kind, one.code): one for one in row.call_answers.all()}
        for (kind, code), given in answers.items():
            before = known.get((kind, code))
            if given is None:
                if before is not None:
                    before.delete()
                continue
            if before is not None and (before.answer, before.value) == (given["answer"], given["value"]):
                continue
            after = before or CallAnswer(application=row, kind=kind, code=code)
            for name, value in given.items():
                setattr(after, name, value)
            after.verification, after.verification_note, after.document = Verification.DECLARED, "", None
            after.verified_at = after.verified_by = None
            after.save()
    return row
