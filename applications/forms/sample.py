"""A draw by lot, and the outcome of a control."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianDateField
from applications.forms._base import IntakeForm
from applications.models import Call, SampleControl


class DrawSampleForm(IntakeForm, forms.Form):
    mark_optional = True
    call = forms.ModelChoiceField(label=_("Call"), queryset=Call.objects.none(), empty_label=_("Choose…"))
    from_on = ItalianDateField(label=_("Applications from"))
    to_on = ItalianDateField(label=_("Applications until"))
    percent = forms.IntegerField(
        label=_("Percent of the cases"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=_("Rounded up."),
    )
    count = forms.IntegerField(label=_("Or how many cases"), min_value=1, max_value=100_000, required=False)
    seed = forms.CharField(
        label=_("Seed"),
        max_length=64,
        help_text=_("With this word anybody can draw again and find the same cases."),
    )

    def __init__(self, *args, user, **kwargs):
        kwargs["initial"] = {"seed": secrets.token_hex(8), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = Call.objects.visible_to(user).filter(published_at__isnull=False)

    def clean(self):
        """Days in order; either a percentage or a number."""
        cleaned = super().clean()
        starts, ends = cleaned.get("from_on"), cleaned.get("to_on")
        if starts and ends and ends < starts:
            self.add_error("to_on", _("The end comes before the start: check the two dates."))
        if not self.errors and (cleaned.get("percent") is None) == (cleaned.get("count") is None):
            self.add_error("percent", _("Write either the percentage or how many cases."))
        return cleaned


class RecordControlForm(IntakeForm, forms.Form):
    mark_optional = True
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=SampleControl.Outcome.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label=_("Where it was checked"),
        max_length=200,
        help_text=_("For example: registry office, INPS, paper seen."),
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, max_length=2000, required=False)
