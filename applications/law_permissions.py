"""May this be done to this draft of rules, to this call, by this person? None, or the sentence that says why not."""

from django.utils.translation import gettext_lazy as _

from applications.models import RuleSetDraft

NOT_WRITER = _("Your role does not write calls and rules.")
NOT_PUBLISHER = _("Your role does not publish calls and rules.")
FOUR_EYES = _("You prepared it: someone else publishes it.")
PUBLISHED = _("It is published: it does not change any more. Start a new one from it.")
NOT_SENT = _("It has not been sent for approval yet.")
SENT = _("It is waiting for approval: to change it, have it returned first.")
DISCARDED = _("It was discarded: it does not change any more.")
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
