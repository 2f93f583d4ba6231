from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from accounts.roles import ROLE_CHOICES


class InviteForm(forms.Form):
    """Who is invited, where and as what. The action decides whether role and office go together."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    email = forms.EmailField(label=_("Work e-mail"), max_length=254)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose…")), *ROLE_CHOICES])

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = Office.objects.visible_to(user)
