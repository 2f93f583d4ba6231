"""What the pages of two records of one person ask for: which datum holds, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from applications import unions
from applications.forms.life import reason

SIDES = [(unions.FIRST, unions.FIRST), (unions.SECOND, unions.SECOND)]
GROUP_LABELS = {
    "isee": _("ISEE of the same days"),
    "certificates": _("Certificates of the same days"),
    "household": _("The same person of the household"),
    "representatives": _("The same representative"),
}


class ReasonForm(B2Form, forms.Form):
    """Why, in words somebody else will read."""

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason(label)


class UniteForm(B2Form, forms.Form):
    """For each datum in which the two records differ, which holds. The first is the record that stays."""

    reason = reason(_("How do you know that it is one person?"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, kept, gone, **kwargs):
        super().__init__(*args, **kwargs)
        mine, theirs = unions.values(kept), unions.values(gone)
        self.names = [name for name in unions.FIELDS if mine[name] != theirs[name]]
        for name in self.names:
            first = unions.FIRST if mine[name] or not theirs[name] else unions.SECOND
            self.fields[name] = forms.ChoiceField(label=unions.label(name), choices=SIDES, initial=first)
        self.clashes = {group: found for group in unions.ROWS if (found := unions.clashes(group, kept, gone))}
        for group in self.clashes:
            self.fields[group] = forms.ChoiceField(
                label=GROUP_LABELS[group], choices=SIDES, initial=unions.FIRST
            )
        self.initial["seen"] = unions.digest(kept, gone)

    def choices(self):
        """``take``, ``rows``, ``reason``, ``seen`` of the action."""
        data = self.cleaned_data
        return {
            "take": {name for name in self.names if data[name] == unions.SECOND},
            "rows": {group: data[group] for group in self.clashes},
            "reason": data["reason"],
            "seen": data["seen"] or None,
        }

    def chosen(self, name):
        """ "first" or "second", as the page shows it."""
        return self[name].value()
