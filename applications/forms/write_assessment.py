"""One part of the assessment as a form: the visit, the items of its scales in words, then its free questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from applications import scales
from applications.forms._base import YesNoField
from applications.models import Part

YES_NO = frozenset({"severe_limitation"})  # questions answered by yes or no; the others are short texts


class AssessmentForm(B2Form, forms.Form):
    """Nothing is needed to save: what is missing is said before the signature.

    ``part``: whose form it is. ``chosen``: {code: version} of the scales. ``before``: the answers of the previous
    assessment, said beside each item. ``signed``: a signature binds the content, so a change asks its reason.
    """

    mark_optional = False
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, part, today, chosen, before=None, signed=False, **kwargs):
        self.part, self.today = part, today
        self.scales = scales.of_part(part, chosen)
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
            fields |= _visit()
        for scale in self.scales:
            for item in scale.items:
                fields[item.code] = _radios(item, (before or {}).get(item.code))
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

    def visit(self):
        """Keyword arguments of the visit, for the part that has them."""
        names = ("visited_on", "visited_from", "present") if self.part == Part.SOCIAL else ()
        return {name: self.cleaned_data[name] for name in names}

    def content(self):
        """{item or question code: answer} as the assessment keeps it: what is not answered or asked is left out."""
        given = self.cleaned_data
        codes = [item.code for scale in self.scales for item in scale.asked(given)]
        codes += [code for code, _label, _needed in self.free()]
        found = {code: given.get(code) for code in codes}
        return {code: value for code, value in found.items() if value not in (None, "")}


def levels_typed(data, chosen, part):
    """{item code: level} of what a page has marked so far; anything else sent is left out."""
    found = {}
    for scale in scales.of_part(part, chosen):
        for item in scale.items:
            known = {str(level.value): level.value for level in item.levels}
            if data.get(item.code) in known:
                found[item.code] = known[data[item.code]]
    return found


def _visit():
    fields = {
        "visited_on": ItalianDateField(label=_("Visit on"), required=False),
        "visited_from": forms.TimeField(
            label=_("At what time"),
            required=False,
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off", "maxlength": 5}),
            error_messages={"invalid": _("Write the hour like this: 10:30")},
        ),
        "present": forms.CharField(
            label=_("Who was present"),
            required=False,
            max_length=300,
            help_text=_("For example: the daughter, the carer."),
        ),
    }
    for field in (fields["visited_on"], fields["visited_from"]):
        field.half = True
    return fields


def _radios(item, before):
    level = next((one for one in item.levels if one.value == before), None)
    return forms.TypedChoiceField(
        label=item.label,
        choices=[(one.value, one.label) for one in item.levels],
        widget=forms.RadioSelect,
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Before: %(level)s") % {"level": level.label} if level else "",
    )
