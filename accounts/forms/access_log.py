from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LONGEST = 31  # days, first and last included: a longer answer would be too slow, and too much to look at
DATE_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]


def _date_field(label):
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DATE_FORMATS,
        error_messages={"invalid": _("Write the date like this: 12/07/1948")},
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "ctl", "inputmode": "numeric", "size": 10}),
    )


class AccessLogFilter(forms.Form):
    """The names of the fields are the words of the address: /accessi/?persona=&utente=&dal=&al="""

    persona = forms.CharField(
        label=_("Case"), required=False, max_length=40, widget=forms.TextInput(attrs={"class": "ctl"})
    )
    utente = forms.ModelChoiceField(
        label=_("Who"),
        required=False,
        queryset=User.objects.none(),
        empty_label=_("Everybody"),
        widget=forms.Select(attrs={"class": "ctl"}),
    )
    dal = _date_field(_("From"))
    al = _date_field(_("To"))

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["utente"].queryset = User.objects.visible_to(user)

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        last = data.get("al") or self.today
        first = data.get("dal") or last - timedelta(days=LONGEST - 1)
        if first > last:
            self.add_error("al", _("The last day comes before the first."))
        elif (last - first).days >= LONGEST:
            self.add_error("dal", _("At most 31 days at a time: bring the two dates closer."))
        return data | {"dal": first, "al": last}
