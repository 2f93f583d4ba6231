"""The figures, dates and choices of a draft of rules, each in a field of its own."""

import re
import tomllib
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from accounts.formats import day, number
from applications import rule_place, rule_text

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?", re.ASCII)
_TYPED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\s+(\d{1,2})[:.](\d\d))?", re.ASCII)
_DECIMALS = re.compile(r"\d{1,12}\.\d+", re.ASCII)


def shown(value):
    """400.00 as 400,00 and 2027-03-18T10:00:00 as 18/03/2027 10:00; anything else as the text has it."""
    if _DECIMALS.fullmatch(value):
        return number(Decimal(value), len(value.partition(".")[2]))
    if found := _ISO.fullmatch(value):
        return " ".join(filter(None, (day(date.fromisoformat(found[1])), found[2])))
    return value


def written(typed, *, like):
    """What was typed as texts of rules write it; ``like``: what was there, which stays when it says the same.

    Raises ValidationError for a day that does not exist, where there was a day.
    """
    typed = typed.strip()
    if typed == shown(like):
        return like
    before = _ISO.fullmatch(like)
    if before is None:
        return typed
    if _ISO.fullmatch(typed):
        return typed
    found = _TYPED.fullmatch(typed)
    try:
        on = date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        on = None
    if on is None:
        raise ValidationError(_("Write the date like this: 12/07/1948"), code="invalid")
    if before[2] is None:
        return on.isoformat()
    hour = f"{int(found[4] or 0):02}:{found[5] or '00'}"
    return like if (on.isoformat(), hour) == (before[1], before[2]) else f"{on.isoformat()}T{hour}:00"


class RuleDraftFiguresForm(B2Form, forms.Form):
    """One short field for each figure of the text; a choice is chosen in words."""

    mark_optional = False

    def __init__(self, *args, text, **kwargs):
        super().__init__(*args, **kwargs)
        self.parameters, source = [], tomllib.loads(text, parse_float=Decimal)
        for one in rule_text.parameters(text):
            options = rule_place.options(one.path, source)
            if options == []:
                continue  # a short name that only ties two rules together: it is changed in the text
            name, (labels, rest) = f"p-{one.id}", rule_place.split(one.path, source)
            key = ", ".join(rest)
            said = ": ".join(filter(None, (", ".join(labels), key)))
            self.fields[name] = forms.CharField(
                initial=one.value if options else shown(one.value),
                label=said,
                max_length=2000,
                strip=True,
                widget=self._widget(name, said, options, one.value),
            )
            self.parameters.append((one, labels, key, name, options))

    def _widget(self, name, said, options, value):
        attrs = {"class": "ctl", "autocomplete": "off", "id": f"id_{name}", "aria-label": said}
        if not options:
            return forms.TextInput(attrs=attrs)
        # what was sent stays on the page, also when it is none of the choices
        sent = self.data.get(self.add_prefix(name), value) if self.is_bound else value
        known = {code for code, _words in options}
        return forms.Select(attrs=attrs, choices=[*options, *((one, one) for one in {sent, value} - known)])

    def rows(self):
        """[(labels, key, bound field, sources, what it says now)] in the order of the text."""
        return [
            (labels, key[:1].upper() + key[1:], self[name], one.sources, self._said(one, options))
            for one, labels, key, name, options in self.parameters
        ]

    @staticmethod
    def _said(one, options):
        return dict(options).get(one.value, one.value) if options else shown(one.value)

    def clean(self):
        """A sum stays a sum and a day a day; everything else is judged by the rules themselves."""
        data = super().clean()
        for one, _labels, _key, name, _options in self.parameters:
            if name not in data:
                continue
            try:
                data[name] = written(data[name], like=one.value)
            except ValidationError as problem:
                self.add_error(name, problem)
                continue
            if rule_text.is_sum(one.value) and not rule_text.is_figure(data[name]):
                self.add_error(name, _("Write the amount with a comma, for example 1.142,60"))
        return data

    def changes(self):
        """{id of the figure: what was typed, as texts of rules write it}"""
        return {one.id: self.cleaned_data[name] for one, _labels, _key, name, _options in self.parameters}
