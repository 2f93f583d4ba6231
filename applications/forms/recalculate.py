"""Other rules, other data: what to try on a case. Nothing chosen leaves the case as it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianMoneyField
from applications.forms.call_answers import FIGURE, REPLY, fields_of
from applications.models import RuleSetVersion

YES_NO = {"si": True, "no": False}


class RecalculateForm(B2Form, forms.Form):
    mark_optional = False

    regole = forms.ModelChoiceField(
        label=_("Rules"),
        queryset=RuleSetVersion.objects.none(),
        required=False,
        empty_label=_("Those of the case"),
    )
    isee = ItalianMoneyField(label=_("ISEE value"), required=False)
    caregiver = forms.ChoiceField(label=_("A family caregiver assists"), required=False)
    badante = ItalianMoneyField(
        label=_("Monthly cost of the carer"), required=False, help_text=_("0 for no carer.")
    )
    a_casa = forms.ChoiceField(label=_("Lives at home"), required=False)
    tutti = forms.BooleanField(label=_("Look at every support, asked for or not"), required=False)

    def __init__(self, *args, user, own, **kwargs):
        """``own``: what the rules of the case ask besides (``questions.own_of``)."""
        super().__init__(*args, **kwargs)
        self.fields |= fields_of(own, empty=_("As in the case"))
        self.fields["regole"].queryset = RuleSetVersion.objects.visible_to(user)
        for name in ("caregiver", "a_casa"):
            self.fields[name].choices = [("", _("As in the case")), ("si", _("Yes")), ("no", _("No"))]

    def changes(self):
        """What was chosen, as arguments of ``recalculation.changed``."""
        data = self.cleaned_data
        return {
            "isee": data["isee"],
            "caregiver": YES_NO.get(data["caregiver"]),
            "carer_cost": data["badante"],
            "at_home": YES_NO.get(data["a_casa"]),
            "all_supports": data["tutti"],
            "replies": self._own(REPLY),
            "figures": self._own(FIGURE),
        }

    def _own(self, kind):
        """{code: what was chosen} of the questions, or of the figures, of the call."""
        start = f"{kind}-"
        given = {name: value for name, value in self.cleaned_data.items() if name.startswith(start)}
        return {name.removeprefix(start): value for name, value in given.items() if value not in (None, "")}
