"""Form fields that read what Italian offices type, and the base of every form.

Errors say how to write the value, not that it is wrong (WCAG 3.3.3).
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

# re.ASCII: the digits of other scripts look right to a machine and to nobody in the office
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_ITALIAN = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", re.ASCII)
# 1.142,60 · 1142,60 · 1142.60 · 1.142 (thousands) · 1,142.60 is refused: it could be one euro
_COMMA = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?", re.ASCII)
_POINT = re.compile(r"(\d+)\.(\d{1,2})", re.ASCII)


class ItalianDateInput(forms.TextInput):
    """A date as text: native pickers differ, and people copy from paper."""

    def format_value(self, value: Any) -> Any:
        """12/07/1948 again when the page comes back."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class ItalianDateField(forms.Field):
    """12/07/1948, 12.7.1948 or 1948-07-12 → a date. Two-digit years are refused: 26 is not a century."""

    widget = ItalianDateInput(attrs={"inputmode": "text", "autocomplete": "off", "maxlength": 10})
    face = "date"
    default_error_messages = {"invalid": _("Write the date like this: 12/07/1948")}

    def to_python(self, value: Any) -> date | None:
        """Raise ValidationError for what is not a day of the calendar."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        text = str(value).strip()
        if found := _ISO.fullmatch(text):
            year, month, day = map(int, found.groups())
        elif found := _ITALIAN.fullmatch(text):
            day, month, year = map(int, found.groups())
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            result = date(year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if result.year < 1890:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return result

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare days, not spellings."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class ItalianMoneyInput(forms.TextInput):
    """Euro as text, with the comma."""

    def format_value(self, value: Any) -> Any:
        """1.142,60 again when the page comes back; what was typed wrong comes back as typed."""
        if isinstance(value, Decimal):
            return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
        return value


class ItalianMoneyField(forms.Field):
    """1.142,60 · 1142,60 · 1142.60 → Decimal with 2 places, in euro; no minus, no third decimal."""

    widget = ItalianMoneyInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 20})
    face = "money"
    default_error_messages = {
        "invalid": _("Write the amount with a comma, for example 1.142,60"),
        "too_big": _("The amount is over %(limit)s: check that the comma is in its place"),
    }

    def __init__(self, *, limit: Decimal = Decimal("999999.99"), **kwargs: Any) -> None:
        """`limit` in euro guards against a forgotten comma."""
        self.limit = limit
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """Raise ValidationError for letters, three decimals or mixed marks."""
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        text = re.sub(r"[\s\u00a0\u202f]|€|EUR", "", str(value), flags=re.IGNORECASE)
        found = _COMMA.fullmatch(text) or _POINT.fullmatch(text)
        if not found:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        whole, cents = found.groups()
        result = Decimal(f"{whole.replace('.', '')}.{(cents or '').ljust(2, '0')}")
        if result > self.limit:
            limit = ItalianMoneyInput().format_value(self.limit)
            raise ValidationError(self.error_messages["too_big"], code="too_big", params={"limit": limit})
        return result

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare amounts, not spellings."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class KeptChoices(forms.models.ModelChoiceIterator):
    """The rows to choose from are asked for once: a required select looks at its first choice before it is drawn."""

    def __iter__(self) -> Any:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from (self.choice(row) for row in self.queryset)


DASHES = BLANK_CHOICE_DASH[0][1]


def _say_choose(field: forms.Field) -> None:
    """The empty choice in words, in place of Django's dashes, which a screen reader reads one by one."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = _("Choose…")
    elif isinstance(field, forms.ChoiceField):
        choices = list(field.choices)
        if choices and choices[0] == ("", DASHES):
            field.choices = [("", _("Choose…")), *choices[1:]]


class B2Form:
    """Mixed into every form, before forms.Form or forms.ModelForm: no colon after labels, plain messages.

    `mark_optional = False` drops the word «optional» where nothing is needed to save, as in a draft.
    """

    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Set what crispy and the templates read."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        standard = forms.Field.default_error_messages["required"]
        for field in self.fields.values():  # type: ignore[attr-defined]
            if isinstance(field, forms.ModelChoiceField):
                field.iterator = KeptChoices
                field.queryset = field.queryset  # its choices are made anew by the iterator
            _say_choose(field)
            if isinstance(field, forms.BooleanField):
                message = _("Tick this to go on")
            elif isinstance(field, forms.FileField):
                message = _("Choose a file")
            elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
                message = _("Choose one of the answers")
            else:
                message = _("Write this: it is needed to go on")
            if isinstance(field.widget, forms.Textarea) and str(field.widget.attrs.get("rows")) == "10":
                field.widget.attrs["rows"] = 4  # Django's own default fills a screen
            # A message of the form's own is kept
            if str(field.error_messages.get("required", "")) == str(standard):
                field.error_messages["required"] = message
