"""May this person do this to a draft of rules, a call, an addition to one? None, or the sentence that says why not."""

from django.utils.translation import gettext_lazy as _

from applications.models import RuleSetDraft

NOT_WRITER = _("Your role does not write calls and rules.")
NOT_PUBLISHER = _("Your role does not publish calls and rules.")
FOUR_EYES = _("You prepared it: someone else publishes it.")
PUBLISHED = _("It is published: it does not change any more. Start a new one from it.")
NOT_SENT = _("It has not been sent for approval yet.")
SENT = _("It is waiting for approval: to change it, have it returned first.")
DISCARDED = _("It was discarded: it does not change any more.")
NOT_YET = _("The call is not published yet: write the dates and the rules in the call itself.")
CONFIRM_FOUR_EYES = _("You prepared it: someone else confirms it.")
CONFIRMED = _("It is confirmed: it does not change any more. A later act needs an addition of its own.")
DROPPED = _("It was dropped: it does not change any more.")
ONE_AT_A_TIME = _("An addition to this call is waiting for confirmation: confirm or drop that one first.")
NO_ACT = _("Write the act of the call first: without it nothing can be published.")


def on_draft(user, draft, verb):
    """``verb``: edit_rule_draft, submit_rule_draft, discard_rule_draft, return_rule_draft or publish_rule_set."""
    decides = verb in ("publish_rule_set", "return_rule_draft")
    if not user.may("call.publish" if decides else "call.write"):
        return NOT_PUBLISHER if decides else NOT_WRITER
    if draft.state == RuleSetDraft.State.PUBLISHED:
        return PUBLISHED
    if draft.state == RuleSetDraft.State.DISCARDED:
        return DISCARDED
    sent = draft.state == RuleSetDraft.State.SUBMITTED
    if decides and not sent:
        return NOT_SENT
    if sent and verb in ("edit_rule_draft", "submit_rule_draft"):
        return SENT
    if verb == "publish_rule_set" and user.pk in {
        draft.created_by_id,
        draft.written_by_id,
        draft.submitted_by_id,
    }:
        return FOUR_EYES
    return None


def on_call(user, call, verb):
    """``verb``: edit_call, submit_call or publish_call."""
    if not user.may("call.publish" if verb == "publish_call" else "call.write"):
        return NOT_PUBLISHER if verb == "publish_call" else NOT_WRITER
    if call.published_at is not None:
        return PUBLISHED
    if verb == "publish_call":
        if call.submitted_at is None:
            return NOT_SENT
        if user.pk in {call.prepared_by_id, call.submitted_by_id}:
            return FOUR_EYES
    if verb != "edit_call" and not call.act.strip():
        return NO_ACT
    return None


def on_published_call(user, call, verb):
    """``verb``: extend_call or change_call_rules. One proposal at a time: two would each be checked alone."""
    if not user.may("call.write"):
        return NOT_WRITER
    if call.published_at is None:
        return NOT_YET
    if any(one.confirmed_at is None and one.dropped_at is None for one in call.additions.all()):
        return ONE_AT_A_TIME
    return None


def on_addition(user, addition, verb):
    """``verb``: confirm_addition or drop_addition. Whoever prepared it may drop it, not confirm it."""
    if not user.may("call.publish"):
        return NOT_PUBLISHER
    if addition.confirmed_at is not None:
        return CONFIRMED
    if addition.dropped_at is not None:
        return DROPPED
    if verb == "confirm_addition" and user.pk == addition.prepared_by_id:
        return CONFIRM_FOUR_EYES
    return None


def on_letter_text(user, text):
    """May ``user`` publish these words? Never who wrote them."""
    if not user.may("call.publish"):
        return NOT_PUBLISHER
    if text.published_at is not None:
        return PUBLISHED
    return FOUR_EYES if user.pk == text.written_by_id else None
