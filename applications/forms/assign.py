"""Who follows these cases from now on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from accounts.models import User
from applications.bulk_permissions import who_may_follow


class AssignForm(B2Form, forms.Form):
    """``cases``: those to give; only who may follow all of them is offered."""

    to = forms.ModelChoiceField(
        label=_("Who follows them"),
        queryset=User.objects.none(),
        empty_label=_("Choose a person"),
        error_messages={
            "required": _("Choose who follows the cases."),
            "invalid_choice": _("Choose a person of the list."),
        },
    )

    def __init__(self, *args, cases, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = who_may_follow(cases, on=on)
        self.fields["to"].label_from_instance = lambda user: user.full_name
