"""The short forms around a plan: a signature on paper, a review, what a call asks, comments beside the rows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from applications import plan_changes
from applications.forms.decide import ReasonForm
from applications.models import Party, PlanReview
from applications.plan_content import LISTS
from papers.fields import PaperField

END = _("The date is in the future: write the day on the paper.")


class PaperSignatureForm(B2Form, forms.Form):
    """What is on the sheet. The scan is loaded once; the other signatures of the same sheet point to it."""

    content_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    party = forms.ChoiceField(label=_("Who signs"))
    name = forms.CharField(label=_("Name and surname of who signed"), max_length=120)
    signed_on = ItalianDateField(label=_("Date on the paper"))
    document = forms.ModelChoiceField(label=_("Scan already in the case"), queryset=None, required=False)
    file = PaperField(label=_("Scan of the signed plan"), required=False, help_text=_("PDF, JPEG or PNG."))
    page = forms.IntegerField(label=_("Page of the scan"), required=False, min_value=1, max_value=300)
    got_copy = forms.BooleanField(label=_("I received a copy"), required=False)
    agrees = forms.BooleanField(label=_("I understood and I agree"), required=False)
    would_change = forms.CharField(label=_("I would change"), max_length=300, required=False)

    def __init__(self, *args, parties, documents, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["party"].choices = [("", _("Choose…")), *((one.value, one.label) for one in parties)]
        self.fields["document"].queryset = documents
        self.fields["document"].empty_label = _("None: I load it here")

    def clean_signed_on(self):
        day = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError(END)
        return day

    def clean(self):
        found = super().clean()
        if not found.get("document") and not found.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the scan of the signed plan."))
        return found

    def values(self):
        """Keyword arguments of ``add_plan_signature``."""
        values = dict(self.cleaned_data)
        checked = values.pop("file")
        document = None if checked else values.pop("document")
        values.pop("document", None)
        return {**values, "checked": checked, "document": document}


class ReviewForm(B2Form, forms.Form):
    plan = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("What came out"), choices=PlanReview.Outcome.choices, widget=forms.RadioSelect
    )
    held_on = ItalianDateField(
        label=_("Day of the review"), required=False, help_text=_("Empty when it was put off.")
    )
    next_on = ItalianDateField(label=_("Next review on"), required=False)
    note = forms.CharField(
        label=_("Notes"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=600
    )


class PlanTermsForm(B2Form, forms.Form):
    required = forms.MultipleChoiceField(
        label=_("Signatures needed before the approval"),
        choices=Party.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Who sends the plan and who approves it always sign. The others as your office has decided."
        ),
    )
    days = forms.IntegerField(
        label=_("Days from the request to the plan"),
        required=False,
        min_value=1,
        max_value=730,
        help_text=_("90 by L.R. 25/2022, art. 5, as offices usually count them. Empty: not counted."),
    )


SECTIONS = {
    "wishes": _("What matters"),
    "needs": _("Needs"),
    "goals": _("Goals"),
    "interventions": _("Interventions"),
    "resources": _("Resources"),
    "emergency_plan": _("Emergency and dates"),
}


class ReturnPlanForm(ReasonForm):
    """The reason of the whole, and a comment beside each text or row of the plan."""

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["read"] = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=_read(plan))
        self.same = not self.is_bound or self.data.get("read") == _read(plan)
        self.rows = list(_commentable(plan))
        said = plan_changes.in_words(plan)
        for index, (_section, key, about) in enumerate(self.rows):
            self.fields[f"c{index}"] = forms.CharField(
                label=about, required=False, max_length=600, help_text=said.get(key, "")
            )

    @property
    def sections(self):
        """[(title, bound fields)] of the comments: each part of the plan with its rows, in the order of the page."""
        found = []
        for index, (section, _key, _about) in enumerate(self.rows):
            title = SECTIONS[section]
            if not found or found[-1][0] != title:
                found.append((title, []))
            found[-1][1].append(self[f"c{index}"])
        return found

    def read_again(self):
        """What was typed stays, beside the plan as it is now."""
        self.data = self.data.copy()
        self.data["read"] = self.fields["read"].initial

    def comments(self):
        """The ``comments`` of ``return_plan``."""
        return [
            {"section": section, "row_key": key, "about": about[:200], "text": text}
            for index, (section, key, about) in enumerate(self.rows)
            if (text := self.cleaned_data.get(f"c{index}"))
        ]


def _read(plan):
    """Which edit of which plan the comments are written beside."""
    return f"{plan.pk}:{plan.edit_version}"


def _commentable(plan):
    yield "wishes", None, str(plan._meta.get_field("wishes").verbose_name)
    for name in LISTS:
        for row in getattr(plan, name).all():
            yield name, row.key, str(row)
    yield "emergency_plan", None, str(plan._meta.get_field("emergency_plan").verbose_name)
