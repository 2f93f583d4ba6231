"""Write a draft of rules: figure by figure in a table, or the whole text."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import law_permissions, rule_text
from applications.actions.edit_rule_draft import edit_rule_draft as save
from applications.forms.law import RuleDraftTextForm
from applications.forms.rule_figures import RuleDraftFiguresForm
from applications.views._law import draft_or_404, sent_version


@require("call.write")
def edit_rule_draft(request, pk):
    """``figures`` in the POST: the table was saved; otherwise the text. What was typed stays when it is refused."""
    draft = draft_or_404(request, pk)
    refusal = law_permissions.on_draft(request.user, draft, "edit_rule_draft")
    figures_sent = request.method == "POST" and "figures" in request.POST
    text_sent = request.method == "POST" and not figures_sent
    figures = RuleDraftFiguresForm(request.POST if figures_sent else None, text=draft.text)
    text = RuleDraftTextForm(
        request.POST if text_sent else None,
        request.FILES if text_sent else None,
        initial={"text": draft.text, "cases": draft.cases, "activates_on": draft.activates_on},
    )
    status = 200
    if request.method == "POST":
        status = 409 if refusal else 422
        form = figures if figures_sent else text
        if refusal is None and form.is_valid():
            try:
                save(
                    draft=draft,
                    by=request.user,
                    at=timezone.now(),
                    expected_version=sent_version(request),
                    **_written(draft, figures if figures_sent else None, text),
                )
            except Refused as problem:
                form.add_error(None, str(problem))
                if text_sent and form.cleaned_data.get("file"):  # a browser does not send a file twice
                    form.data = form.data.copy()
                    form.data["text"] = form.cleaned_data["file"]
                draft.refresh_from_db()
            else:
                messages.success(request, _("Saved."))
                return redirect("applications:rule_draft", draft.pk)
    context = {"draft": draft, "figures": figures, "text": text, "refusal": refusal}
    return render(request, "applications/edit_rule_draft.html", context, status=status)


def _written(draft, figures, text):
    """What the action saves: the draft with its figures changed, or the text as it was sent."""
    if figures is not None:
        changed = rule_text.replaced(draft.text, figures.changes())
        return {"text": changed, "cases": draft.cases, "activates_on": draft.activates_on}
    data = text.cleaned_data
    return {
        "text": data["file"] or data["text"],
        "cases": data["cases"],
        "activates_on": data["activates_on"],
    }
