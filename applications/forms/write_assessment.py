"""One part of the assessment as a form: the items of its scales in words, then its free questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from applications import scales
from applications.forms._base import YesNoField
from applications.models import Part

YES_NO = frozenset({"severe_limitation"})  # questions answered by yes or no; the others are short texts


class AssessmentForm(B2Form, forms.Form):
    """Nothing is needed to save: what is missing is said before the signature.

    ``part``: whose form it is. ``signed``: a signature binds the content, so a change asks its reason.
    """

    mark_optional = False
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, part, today, signed=False, **kwargs):
        self.part, self.today = part, today
        super().__init__(*args, **kwargs)
        fields = {}
        if signed:
            fields["reason"] = forms.CharField(
                label=_("Why do you change a signed assessment?"),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=300,
                required=False,
            )
        if part == Part.SOCIAL:
            fields["visited_on"] = ItalianDateField(label=_("Visit on"), required=False)
        for scale in scales.of_part(part):
            for item in scale.items:
                fields[item.code] = forms.TypedChoiceField(
                    label=item.label,
                    choices=[(level.value, level.label) for level in item.levels],
                    widget=forms.RadioSelect,
                    coerce=int,
                    empty_value=None,
                    required=False,
                )
        for code, label, _needed in self.free():
            fields[code] = (
                YesNoField(label=label)
                if code in YES_NO
                else forms.CharField(
                    label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
                )
            )
        self.fields.update(fields)

    def free(self):
        """The questions of this part beside the scales: [(code, label, needed to sign)]."""
        return [
            (code, label, needed) for code, (part, label, needed) in scales.FREE.items() if part == self.part
        ]

    def clean_visited_on(self):
        """A visit that has been made."""
        value = self.cleaned_data["visited_on"]
        if value and value > self.today:
            raise forms.ValidationError(_("This date is in the future: check the year."))
        return value

    def content(self):
        """{item or question code: answer} as the assessment keeps it: what is not answered is left out."""
        codes = [item.code for scale in scales.of_part(self.part) for item in scale.items]
        codes += [code for code, _label, _needed in self.free()]
        found = {code: self.cleaned_data.get(code) for code in codes}
        return {code: value for code, value in found.items() if value not in (None, "")}
