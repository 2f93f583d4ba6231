"""The short forms around an assessment: a reason, the INPS profile, what a call asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from applications import scales, sina
from applications.models import AssessmentTerms
from applications.permissions import REASON_NEEDED

LONGEST = 600


class NoteForm(B2Form, forms.Form):
    """A few words; ``label`` asks for them, ``needed`` or not."""

    def __init__(self, *args, label, needed=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"] = forms.CharField(
            label=label,
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=LONGEST,
            required=needed,
            error_messages={"required": REASON_NEEDED},
        )


class ProfileForm(B2Form, forms.Form):
    """The fields of the INPS minimum profile. Nothing is needed to save: what lacks is said."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in sina.FIELDS:
            kind, widget = (
                (forms.MultipleChoiceField, forms.CheckboxSelectMultiple)
                if field.many
                else (forms.ChoiceField, forms.RadioSelect)
            )
            self.fields[field.name] = kind(
                label=field.label, choices=field.choices, widget=widget, required=False
            )

    def profile(self):
        """{field: code or codes}, what is empty left out."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class AssessmentTermsForm(B2Form, forms.ModelForm):
    """Which scales, how long an assessment holds, when the ASST is asked again."""

    scales = forms.MultipleChoiceField(
        label=_("Scales"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("New assessments use them; those already begun keep theirs."),
    )

    class Meta:
        model = AssessmentTerms
        fields = ("scales", "valid_months", "sign_again", "reminder_days", "escalation_days")
        help_texts = {
            "valid_months": _(
                "Counted from the visit: until then it may be used again in another call. Empty: the call does not say."
            ),
            "reminder_days": _("From the day the case was sent."),
            "escalation_days": _("From the day the case was sent."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scales"].choices = [(code, scale.label) for code, scale in scales.newest().items()]
        for name, most in (("valid_months", 120), ("reminder_days", 90), ("escalation_days", 180)):
            self.fields[name].max_value = most
            self.fields[name].validators.append(_at_most(most))

    def changes(self):
        """Keyword arguments of the action."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def _at_most(most):
    def check(value):
        if value > most:
            raise forms.ValidationError(_("At most %(most)s.") % {"most": most})

    return check
