"""The privacy notice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianDateField
from applications.forms._base import IntakeForm, NotInTheFuture, Step


class ConsentForm(NotInTheFuture, IntakeForm, forms.Form):
    past = ("consent_given_on",)

    consent_given_on = ItalianDateField(
        label=_("Privacy notice signed on"),
        required=False,
        help_text=_("The day on which the person, or whoever represents them, signed the notice."),
    )


class ConsentStep(Step):
    """Step “consensi”."""

    code = "consensi"

    def build(self):
        initial = {"consent_given_on": self.application.consent_given_on}
        return ConsentForm(self.data, initial=initial, today=self.today)
