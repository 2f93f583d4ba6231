"""Why a task is there, in words, and where it is written: the article of the call or of its rules."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formats import day, day_words
from applications.facts import rules_of
from applications.permissions import current_plan, missing_to_submit
from applications.steps import DAYS_TO_ASSESS

# step → kinds of criterion whose source is shown, the first the rules have; other steps quote the act of the call
_CRITERIA = {
    "renew_isee": ("isee",),
    "chase_isee": ("isee",),
    "isee_awaited": ("isee",),
    "renew_certificate": ("certificates", "severity"),
    "renew_contract": ("carer",),
    "assess": ("limitation", "severity"),
    "sign_social": ("limitation", "severity"),
    "sign_health": ("limitation", "severity"),
    "reassess": ("limitation", "severity"),
    "renew_assessment": ("limitation", "severity"),
    "write_plan": ("plan",),
    "correct_plan": ("plan",),
    "approve_plan": ("plan",),
}


def why(case, *, on):
    """The reason of the next step of the case, in one or two sentences."""
    return _WHY[case.step](case, on)


def source(case):
    """(citation, link) of the rule the step comes from; the link is "" where the rules give none.

    The criterion of the rule set the case is decided under, else the act of the call.
    """
    criteria = rules_of(case.call.rule_set).criteria
    for kind in _CRITERIA.get(case.step, ()):
        for criterion in criteria:
            if criterion.kind == kind and criterion.sources:
                found = next((one for one in criterion.sources if one.link), criterion.sources[0])
                return found.citation, found.link
    return case.call.act, ""


def _draft(case, on):
    missing = missing_to_submit(case)
    text = _("Nothing is missing.")
    if missing:
        text = ngettext(
            "%(n)s datum is missing: %(first)s", "%(n)s data are missing. First: %(first)s", len(missing)
        )
        text %= {"n": len(missing), "first": missing[0]}
    closes = _("The call closes on %(day)s.") if case.due_on >= on else _("The call closed on %(day)s.")
    return f"{text} {closes % {'day': day_words(case.due_on)}}"


def _documents(case, on):
    if case.due_on is None:
        return _("Asked of the family.")
    text = _("The family had until %(day)s.") if case.due_on < on else _("The family has until %(day)s.")
    return text % {"day": day_words(case.due_on)}


def _notice(case, on):
    if case.notice_term_on is None:
        return _("The notice of refusal left on %(day)s.") % {"day": day_words(case.notice_at)}
    text = (
        _("The family had until %(day)s.") if case.notice_term_on < on else _("The family has until %(day)s.")
    )
    return text % {"day": day_words(case.notice_term_on)}


def _assess(case, on):
    if case.visit_on:
        return _("Home visit on %(day)s.") % {"day": day_words(case.visit_on)}
    return _("%(n)s days from the application of %(day)s.") % {
        "n": DAYS_TO_ASSESS,
        "day": day_words(case.submitted_at),
    }


def _plan_moved(text, name_field):
    def why(case, on):
        plan = current_plan(case)
        who = getattr(plan, name_field, None)
        reason = plan.return_reason if plan else ""
        return text() % {
            "day": day_words(case.plan_moved_at),
            "name": who.full_name if who else "–",
            "reason": reason,
        }

    return why


def _sent_to_us(case):
    text = _("Sent by the Comune of %(office)s on %(day)s.") % {
        "office": case.municipality,
        "day": day_words(case.asked_asst_at),
    }
    if case.reminded_at and case.reminded_at > case.asked_asst_at:
        text += " " + _("The ASST was reminded on %(day)s.") % {"day": day_words(case.reminded_at)}
    return text


def _asst_waited(case, on):
    return _("%(office)s has had the case since %(day)s and has not signed.") % {
        "office": case.health_office or "ASST",
        "day": day_words(case.asked_asst_at),
    }


_approved = _plan_moved(lambda: _("Plan approved on %(day)s by %(name)s."), "approved_by")

_WHY = {
    "complete_draft": _draft,
    "answer_observations": _notice,
    "receive_notice": lambda case, on: (
        _("The notice left on %(day)s: the ten days run from when it is received.")
        % {"day": day_words(case.notice_at)}
    ),
    "observations": _notice,
    "decide_refusal": _notice,
    "chase_documents": _documents,
    "documents": _documents,
    "remind_documents": lambda case, on: (
        _("Asked on %(day)s, and not all of it has arrived.") % {"day": day_words(case.asked_at)}
    ),
    "assess": _assess,
    "sign_social": lambda case, on: _("The social part is written and not signed yet."),
    "send_to_asst": lambda case, on: _("You have signed: without the case the ASST cannot do its part."),
    "answer_disagreement": lambda case, on: (
        _("Written on %(day)s: change your part or answer.") % {"day": day_words(case.disagreed_at)}
    ),
    "escalate_asst": _asst_waited,
    "remind_asst": _asst_waited,
    "escalate_reassess": _asst_waited,
    "remind_reassess": _asst_waited,
    "asst_reassess": _asst_waited,
    "reassess": lambda case, on: _("A new assessment is open: the old one holds until it is signed."),
    "renew_assessment": lambda case, on: (
        _("The assessment holds until %(day)s.") % {"day": day(case.assessed_to)}
    ),
    "asst_signature": lambda case, on: (
        _("From %(office)s, asked on %(day)s.")
        % {"office": case.health_office or "ASST", "day": day_words(case.sent_to_asst_at)}
    ),
    "sign_health": lambda case, on: _sent_to_us(case),
    "write_plan": lambda case, on: _("The assessment is signed by both offices."),
    "correct_plan": _plan_moved(lambda: _("Returned on %(day)s by %(name)s: “%(reason)s”"), "returned_by"),
    "approve_plan": _plan_moved(lambda: _("Sent on %(day)s by %(name)s."), "submitted_by"),
    "award": lambda case, on: (
        _("Funded by the ranking approved on %(day)s.") % {"day": day_words(case.ranked_at)}
        if case.funded
        else _approved(case, on)
    ),
    "ranking": lambda case, on: (
        f"{_approved(case, on)} {_('The call grants in the order of a ranking: no approved one has this case yet.')}"
    ),
    "renew_isee": lambda case, on: (
        _("The ISEE ends on %(day)s: after that day the voucher needs the new one.")
        % {"day": day(case.due_on)}
    ),
    "chase_isee": lambda case, on: (
        _("The ISEE ended on %(day)s; the new one was asked for on %(asked)s.")
        % {"day": day(case.due_on), "asked": day_words(case.isee_asked_at)}
    ),
    "isee_awaited": lambda case, on: (
        _("Asked of the family on %(asked)s; the one in the case ends on %(day)s.")
        % {"asked": day_words(case.isee_asked_at), "day": day(case.due_on)}
    ),
    "renew_contract": lambda case, on: (
        (
            _("The carer's contract ended on %(day)s: write the new one, or that there is none.")
            if case.due_on < on
            else _("The carer's contract ends on %(day)s: after that day the voucher needs the new one.")
        )
        % {"day": day(case.due_on)}
    ),
    "renew_certificate": lambda case, on: (
        _("The recognition is to be reviewed by %(day)s.") % {"day": day(case.due_on)}
    ),
}
