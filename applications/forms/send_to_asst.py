"""Which ASST fills the health part."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from accounts.models import Office


class SendToAsstForm(B2Form, forms.Form):
    """The health authorities of the Ambito; already chosen when there is only one."""

    health_office = forms.ModelChoiceField(
        label=_("Which ASST?"),
        queryset=Office.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": _("Choose an ASST of this Ambito.")},
    )

    def __init__(self, *args, plan_office, **kwargs):
        super().__init__(*args, **kwargs)
        offices = Office.objects.filter(kind=Office.Kind.HEALTH_AUTHORITY, parent=plan_office)
        self.fields["health_office"].queryset = offices
        only = list(offices[:2])
        if len(only) == 1:
            self.fields["health_office"].initial = only[0].pk
