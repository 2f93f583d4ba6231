"""The forms of drafts of rules and of calls."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from applications.models import Call, RuleSetVersion
from applications.rule_draft import LONGEST


class TextFile(forms.FileField):
    """An uploaded text, as text."""

    default_error_messages = {
        "too_long": _("The file is too long: at most 400 KB."),
        "not_text": _("The file is not UTF-8 text: save it as UTF-8 and choose it again."),
    }

    def clean(self, data, initial=None):
        """Raise for what is not UTF-8 or is too long; "" for no file."""
        file = super().clean(data, initial)
        if not file:
            return ""
        if file.size > LONGEST:
            raise ValidationError(self.error_messages["too_long"], code="too_long")
        try:
            return file.read().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise ValidationError(self.error_messages["not_text"], code="not_text") from None


def _toml(label, *, rows, **more):
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false", "autocomplete": "off"})
    field = forms.CharField(label=label, strip=False, max_length=LONGEST, widget=widget, **more)
    field.face = "source"
    return field


class CreateRuleDraftForm(B2Form, forms.Form):
    """From a published text, or from a file."""

    based_on = forms.ModelChoiceField(
        label=_("Start from"),
        queryset=RuleSetVersion.objects.none(),
        required=False,
        empty_label=_("A file of mine"),
    )
    name = forms.CharField(
        label=_("Name of the new rules"),
        max_length=60,
        required=False,
        help_text=_(
            "Small letters, figures and hyphens, for example valserena-2027. Empty: the name in the text."
        ),
    )
    file = TextFile(
        label=_("TOML file"),
        required=False,
        help_text=_("Only when you start from a file of yours."),
        widget=forms.FileInput(attrs={"accept": ".toml,text/plain"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["based_on"].queryset = RuleSetVersion.objects.visible_to(user)

    def clean(self):
        """One of the two is needed."""
        data = super().clean()
        if not self.errors and not data.get("based_on") and not data.get("file"):
            raise ValidationError(_("Choose the rules to start from, or a file."))
        return data


class RuleDraftTextForm(B2Form, forms.Form):
    """The whole text, its examples, the day it is meant for."""

    mark_optional = False
    text = _toml(_("Text of the rules (TOML)"), rows=30)
    cases = _toml(
        _("Worked examples (TOML)"),
        rows=12,
        required=False,
        help_text=_("Facts, and what the rules must give. All of them must hold before the draft is sent."),
    )
    file = TextFile(
        label=_("Take the text from a file"),
        required=False,
        help_text=_("It takes the place of the text above."),
        widget=forms.FileInput(attrs={"accept": ".toml,text/plain"}),
    )
    activates_on = ItalianDateField(
        label=_("In use from"),
        required=False,
        help_text=_("The day from which calls are meant to use it. A call uses it only when it names it."),
    )

    def clean_text(self):
        """Browsers send other ends of line than the files have."""
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_cases(self):
        return self.cleaned_data["cases"].replace("\r\n", "\n")


_PREFIX = RegexValidator(
    r"\A[A-Z0-9][A-Z0-9-]*\Z", _("Only capital letters, figures and hyphens, for example B2-2027.")
)


class CallForm(B2Form, forms.ModelForm):
    """A call before it is published. Hours are those of the clock in Rome."""

    opens_on = ItalianDateField(label=_("Applications from"))
    opens_time = forms.TimeField(label=_("Hour it opens"), help_text=_("For example 09:00."))
    closes_on = ItalianDateField(label=_("Applications until"))
    closes_time = forms.TimeField(
        label=_("Hour it closes"), help_text=_("From this minute on, no more applications.")
    )

    class Meta:
        model = Call
        fields = ("title", "programme", "number_prefix", "rule_set", "act", "act_date", "benefit_from", "benefit_to",
                  "review_office", "procedure_days", "documents_days", "reminder_days", "late_days",
                  "refusal_notice")  # fmt: skip
        field_classes = {
            "act_date": ItalianDateField,
            "benefit_from": ItalianDateField,
            "benefit_to": ItalianDateField,
        }
        widgets = dict.fromkeys(("act_date", "benefit_from", "benefit_to"), ItalianDateField.widget)
        labels = {
            "title": _("Title of the call"),
            "programme": _("Name of the measure"),
            "number_prefix": _("First letters of the protocol numbers"),
            "rule_set": _("Rules"),
            "act": _("Act"),
            "act_date": _("Date of the act"),
            "benefit_from": _("Benefit from"),
            "benefit_to": _("Benefit to"),
            "review_office": _("Review is asked for at"),
        }
        help_texts = {
            "programme": _("As it stands in letters and screens."),
            "number_prefix": _("For example B2-2027: the first case is B2-2027-0001."),
            "benefit_to": _("Last day, included."),
            "review_office": "",
            "procedure_days": _(
                "Empty: the call does not say. While documents are awaited they do not count."
            ),
        }

    field_order = (
        "title", "programme", "number_prefix", "act", "act_date", "rule_set", "opens_on", "opens_time", "closes_on",
        "closes_time", "benefit_from", "benefit_to", "review_office", "procedure_days", "documents_days",
        "reminder_days", "late_days", "refusal_notice",
    )  # fmt: skip

    def __init__(self, *args, user, instance, **kwargs):
        opens, closes = timezone.localtime(instance.opens_at), timezone.localtime(instance.closes_at)
        initial = {"opens_on": opens.date(), "opens_time": f"{opens:%H:%M}"}
        initial |= {"closes_on": closes.date(), "closes_time": f"{closes:%H:%M}"}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.fields["rule_set"].queryset = RuleSetVersion.objects.visible_to(user)
        for name in ("opens_time", "closes_time"):
            self.fields[name].face = "date"
        self.fields["number_prefix"].validators.append(_PREFIX)

    def _post_clean(self):
        """Nothing is written into the call here: the action does it, on the locked row, with its own sentences."""

    def changes(self):
        """What the action takes."""
        data = dict(self.cleaned_data)
        for name in ("opens", "closes"):
            local = datetime.combine(data.pop(f"{name}_on"), data.pop(f"{name}_time"))
            data[f"{name}_at"] = timezone.make_aware(local)
        return data
