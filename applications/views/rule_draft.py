"""A draft of rules: its figures, its worked examples, where it stands; its text as a file."""

from django.shortcuts import render

from accounts.refusal import Refused
from accounts.roles import require
from applications import law_permissions
from applications.forms.rule_figures import RuleDraftFiguresForm
from applications.rule_draft import examples
from applications.views._law import draft_or_404, toml

VERBS = ("submit_rule_draft", "publish_rule_set", "return_rule_draft", "discard_rule_draft")


@require("call.publish")
def rule_draft(request, pk):
    """Everything whoever publishes it reads."""
    draft = draft_or_404(request, pk)
    try:
        done, problem = examples(draft), None
    except Refused as refusal:
        done, problem = [], refusal.sentence
    refusals = {verb: law_permissions.on_draft(request.user, draft, verb) for verb in VERBS}
    context = {
        "draft": draft,
        "figures": RuleDraftFiguresForm(text=draft.text).rows(),
        "examples": done,
        "problem": problem,
        "failing": sum(1 for one in done if one.wrong),
        "may_edit": law_permissions.on_draft(request.user, draft, "edit_rule_draft") is None,
        "refusals": refusals,
        "simulations": draft.simulations.all()[:10],
    }
    return render(request, "applications/rule_draft.html", context)


@require("call.publish")
def rule_draft_toml(request, pk):
    """The text of a draft, to be edited elsewhere and put back."""
    draft = draft_or_404(request, pk)
    return toml(draft.name, draft.text)
