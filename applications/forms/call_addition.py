"""The forms of what a later act adds to a published call."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from applications.models import RuleSetVersion

ACT_NEEDED = _("Write the act: number, date and body that adopted it.")


class _AdditionForm(B2Form, forms.Form):
    """The act, and why."""

    act = forms.CharField(
        label=_("Act"),
        max_length=200,
        help_text=_("The act that decides it, for example Determinazione n. 41."),
        error_messages={"required": ACT_NEEDED},
    )
    act_date = ItalianDateField(label=_("Date of the act"))
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if "rule_set" in self.fields:
            self.fields["rule_set"].queryset = RuleSetVersion.objects.visible_to(user)


class ExtendCallForm(_AdditionForm):
    """More time, or a window that opens again. Hours are those of the clock in Rome."""

    closes_on = ItalianDateField(label=_("Applications until"))
    closes_time = forms.TimeField(
        label=_("Hour it closes"),
        initial="12:00",
        help_text=_("From this minute on, no more applications."),
    )
    opens_on = ItalianDateField(
        label=_("Open again from"),
        required=False,
        help_text=_("Leave it empty to go on without a break."),
    )
    opens_time = forms.TimeField(label=_("Hour it opens"), required=False, help_text=_("For example 09:00."))
    rule_set = forms.ModelChoiceField(
        label=_("Rules for whoever applies in this window"),
        queryset=RuleSetVersion.objects.none(),
        required=False,
        empty_label=_("Those of the call"),
    )
    field_order = (
        "closes_on", "closes_time", "opens_on", "opens_time", "act", "act_date", "rule_set", "reason",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("opens_time", "closes_time"):
            self.fields[name].face = "date"

    def clean(self):
        """The hour of the opening is needed with its day, and the other way round."""
        data = super().clean()
        if not self.errors and bool(data.get("opens_on")) != (data.get("opens_time") is not None):
            raise ValidationError(_("Write both the day and the hour it opens again, or neither."))
        return data

    def changes(self):
        """What the action takes."""
        data = dict(self.cleaned_data)
        for name in ("opens", "closes"):
            day, time = data.pop(f"{name}_on"), data.pop(f"{name}_time")
            data[f"{name}_at"] = timezone.make_aware(datetime.combine(day, time)) if day else None
        return data


class ChangeCallRulesForm(_AdditionForm):
    """Other rules from a day on."""

    rule_set = forms.ModelChoiceField(label=_("New rules"), queryset=RuleSetVersion.objects.none())
    rules_from = ItalianDateField(
        label=_("In force from"),
        help_text=_("Cases decided before that day keep the rules they were decided under."),
    )
    field_order = ("rule_set", "rules_from", "act", "act_date", "reason")

    def changes(self):
        """What the action takes."""
        return dict(self.cleaned_data)
