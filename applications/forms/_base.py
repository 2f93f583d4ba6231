"""What the forms of the intake share: fields made from the models, and a page of several forms as one.

Nothing is needed to save a draft: what is missing is said by the list of steps and refused at the submission.
"""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import ErrorDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField, ItalianMoneyField, ItalianMoneyInput
from accounts.refusal import Refused
from applications import tax_code


class YesNoField(forms.NullBooleanField):
    """Yes, no, or not asked yet: nothing chosen stays None, never "no"."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.RadioSelect(choices=[("true", _("Yes")), ("false", _("No"))]))
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def prepare_value(self, value):
        """The choice to mark; what was posted stays as it is."""
        return {True: "true", False: "false"}.get(value, value)


class HoursInput(ItalianMoneyInput):
    def format_value(self, value):
        """25,5 again when the page comes back."""
        if isinstance(value, Decimal):
            return (
                f"{value:f}".rstrip("0").rstrip(".").replace(".", ",")
                if "." in f"{value:f}"
                else f"{value:f}"
            )
        return value


class HoursField(ItalianMoneyField):
    """Hours in a week: 25 · 25,5 → Decimal with 2 places."""

    widget = HoursInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 6})
    default_error_messages = {
        "invalid": _("Write the hours with a comma, for example 25,5"),
        "too_big": _("A week has 168 hours: check the number."),
    }

    def __init__(self, **kwargs):
        super().__init__(limit=Decimal("168"), **kwargs)


class TaxCodeField(forms.CharField):
    """A codice fiscale, checked; the value is the code in capital letters."""

    face = "code"

    def __init__(self, **kwargs):
        super().__init__(max_length=32, **kwargs)
        self.widget.attrs.update(autocapitalize="characters", autocomplete="off", spellcheck="false")

    def to_python(self, value):
        return tax_code.clean(super().to_python(value))

    def validate(self, value):
        """Raise the sentence of the check that failed."""
        super().validate(value)
        if value:
            try:
                tax_code.read(value)
            except Refused as refusal:
                raise ValidationError(str(refusal), code="tax_code") from None


def italian(field, **kwargs):
    """Form field of a model field: dates, money and yes/no as Italian offices write them."""
    own = {"label": capfirst(field.verbose_name), "required": not field.blank, "help_text": field.help_text}
    if field.name == "weekly_hours":
        return HoursField(**own)
    if field.name.endswith("tax_code"):
        return TaxCodeField(**own)
    if isinstance(field, models.DateField):
        return ItalianDateField(**own)
    if isinstance(field, models.DecimalField):
        return ItalianMoneyField(**own)
    if isinstance(field, models.BooleanField) and field.null:
        return YesNoField(label=own["label"], help_text=own["help_text"])
    return field.formfield(**kwargs)


class IntakeForm(B2Form):
    """Base of the forms of a step. ``halves``: fields that stand two in a row on a wide screen."""

    mark_optional = False
    halves = frozenset()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.halves:
            self.fields[name].half = True
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4
            # those that read the database have their own empty_label
            if type(field) is forms.TypedChoiceField and field.choices and field.choices[0][0] == "":
                field.choices = [("", _("Choose…")), *field.choices[1:]]


class IntakeModelForm(IntakeForm, forms.ModelForm):
    """A form of a model; the constraints of the database answer here with their own sentence."""

    class Meta:
        formfield_callback = italian


class Rows(forms.BaseModelFormSet):
    """Several rows of one kind. ``legend`` names one row; a blank row counts for nothing."""

    legend = ""
    title = ""
    hint = ""
    default_error_messages = {
        "missing_management_form": _("A part of the page did not arrive: open it again and write once more."),
    }

    def validate_unique(self):
        """Nothing: uniqueness is the database's word, row by row."""

    def add_fields(self, form, index):
        """The key as plain text: one that names no row of ours is a new row, not an error nobody can mend."""
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name].initial
        form.fields[self._pk_field.name] = forms.CharField(
            initial="" if key is None else str(key), required=False, widget=forms.HiddenInput
        )
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this row")

    def values(self):
        """[(primary key or None, {field: value})] to keep; rows taken away are missing from it."""
        kept = []
        for form in self.forms:
            if (not form.has_changed() and not form.instance.pk) or form in self.deleted_forms:
                continue
            names = [name for name in form.fields if name not in ("DELETE", self._pk_field.name)]
            kept.append((form.instance.pk, {name: form.cleaned_data[name] for name in names}))
        return kept


def rows(model, form, base=Rows):
    """A formset class of ``model`` with ``base`` for its words."""
    return forms.modelformset_factory(
        model,
        form=form,
        formset=base,
        can_delete=True,
        can_delete_extra=False,
        extra=0,
        max_num=40,
        absolute_max=60,
    )


class Step:
    """One page of the intake: a form and perhaps rows, read and checked as one.

    Subclasses set ``code`` and build ``self.form`` and ``self.row_sets``; ``changes()`` gives the keyword
    arguments of the step's action.
    """

    code = ""

    def __init__(self, *, application, today, data=None, another=False):
        self.application = application
        self.today = today
        self.data = data
        self.row_sets = []
        self.another = another  # one blank row more than what is there
        self.form = self.build()

    is_bound = property(lambda self: self.data is not None)

    def build(self):
        """Make the form, and append row sets."""
        raise NotImplementedError

    def add_rows(self, formset, queryset, prefix):
        """One set of rows, with a blank one when there is none or when asked for another."""
        made = formset(self.data, queryset=queryset, prefix=prefix, form_kwargs={"today": self.today})
        if self.another or not queryset.exists():
            made.extra = 1
        self.row_sets.append(made)
        return made

    def is_valid(self):
        """Check everything, so that every problem is said at once; then what the parts mean together."""
        valid = all([self.form.is_valid(), *[one.is_valid() for one in self.row_sets]])
        return valid and self.check_together()

    def hush(self):
        """Show what was typed without saying what is wrong with it: nobody pressed save yet."""
        for form in (self.form, *(form for one in self.row_sets for form in one.forms)):
            form.full_clean()
            form._errors = ErrorDict()
        for one in self.row_sets:
            one._errors, one._non_form_errors = [ErrorDict() for _form in one.forms], one.error_class()

    def check_together(self):
        """Add errors about parts that contradict each other; False when there are some."""
        return True

    def changes(self):
        """Keyword arguments of the action: the form's own values, and the rows by their prefix."""
        return {"fields": self.form.cleaned_data} | {one.prefix: one.values() for one in self.row_sets}

    # what the error summary reads of a form
    def non_field_errors(self):
        """Problems of the page and of its rows that belong to no field."""
        found = list(self.form.non_field_errors())
        for one in self.row_sets:
            found += one.non_form_errors()
            found += [message for form in one.forms for message in form.non_field_errors()]
        return found

    def __iter__(self):
        yield from self.form
        for one in self.row_sets:
            for form in one.forms:
                yield from form


class NotInTheFuture:
    """Mixed into forms: the dates named in ``past`` may not come after today."""

    past = ()

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean(self):
        """Say the field whose date is still to come."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.past:
            value = cleaned.get(name)
            if value and value > self.today:
                self.add_error(name, _("This date is in the future: check the year."))
        return cleaned


def only_digits(value, length):
    """True when ``value`` is ``length`` digits."""
    return bool(re.fullmatch(rf"[0-9]{{{length}}}", value))
