"""What an office says of itself, and the terms it gives itself."""

import re
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Office

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})", re.ASCII)
LEAP_YEAR = 2024  # so that 29 February is a day


class PatronDayField(forms.CharField):
    """24/06 → "06-24", as the office keeps it; 24.6 and 24-06 too."""

    default_error_messages = {"invalid": _("Write the day and the month like this: 24/06")}

    def to_python(self, value):
        """Raise ValidationError for what is no day of the year."""
        text = super().to_python(value)
        if not text:
            return ""
        found = _DAY.fullmatch(text)
        try:
            day = date(LEAP_YEAR, int(found[2]), int(found[1])) if found else None
        except ValueError:
            day = None
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return f"{day:%m-%d}"

    def prepare_value(self, value):
        """24/06 again on the page; what was typed wrong comes back as typed."""
        month, _dash, day = str(value or "").partition("-")
        return f"{day}/{month}" if len(month) == len(day) == 2 and f"{month}{day}".isdecimal() else value


class EditOfficeForm(forms.ModelForm):
    """``expected`` says which version of the office the page showed."""

    mark_optional = True
    patron_day = PatronDayField(
        label=_("Patron saint"),
        max_length=5,
        required=False,
        help_text=_("Day and month, for example 24/06: no term of a case ends on that day."),
    )
    expected = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Office
        fields = ("address", "email", "phone", "patron_day", "control_days")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        at = self.instance.edited_at
        self.fields["expected"].initial = at.isoformat() if at else ""
        if self.instance.kind != Office.Kind.PLAN_OFFICE:
            del self.fields["control_days"]  # one term for the whole Ambito

    def _post_clean(self):
        """Nothing is written into the office here: the action does it, with its own sentences."""
