"""Which rules against which, on which day."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.fields import B2Form, ItalianDateField
from applications.models import Knowledge, RuleSetDraft, RuleSetVersion

MONTHS_BACK = (1, 3, 6, 12)


class SimulateRulesForm(B2Form, forms.Form):
    old = forms.ModelChoiceField(label=_("Rules to compare with"), queryset=RuleSetVersion.objects.none())
    new = forms.ChoiceField(label=_("Rules to try"))
    on = ItalianDateField(label=_("Applied on"), help_text=_("Ages and contracts are those of this day."))
    months = forms.TypedChoiceField(
        label=_("Past months too"),
        coerce=int,
        empty_value=0,
        required=False,
        choices=[
            (0, _("No, only that day")),
            *(
                (n, ngettext_lazy("the last %(n)s month", "the last %(n)s months", n) % {"n": n})
                for n in MONTHS_BACK
            ),
        ],
    )

    knowledge = forms.ChoiceField(
        label=_("Past months with"),
        choices=Knowledge.choices,
        initial=Knowledge.NOW,
        required=False,
        help_text=_(
            "Known now: what holds on the last day of the month, as the case files have it today, late papers too. "
            "Known then: the case files as they were that evening."
        ),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = RuleSetVersion.objects.visible_to(user)
        self.drafts = RuleSetDraft.objects.visible_to(user).filter(state__in=RuleSetDraft.OPEN)
        self.fields["old"].queryset = self.versions
        self.fields["new"].choices = [
            (_("Drafts"), [(f"draft-{one.pk}", one.name) for one in self.drafts]),
            (_("Published"), [(f"version-{one.pk}", str(one)) for one in self.versions]),
        ]

    def chosen(self):
        """The other text and the months, as arguments of the action."""
        kind, pk = self.cleaned_data["new"].split("-")
        rows, name = (self.drafts, "draft") if kind == "draft" else (self.versions, "new_version")
        return {
            "old": self.cleaned_data["old"],
            name: rows.get(pk=pk),
            "on": self.cleaned_data["on"],
            "knowledge": self.cleaned_data["knowledge"] or Knowledge.NOW,
            "months": months_before(self.cleaned_data["on"], self.cleaned_data["months"]),
        }


def months_before(on, count):
    """The first days of the ``count`` months before that of ``on``, the latest first."""
    last = on.year * 12 + on.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - 1, last - 1 - count, -1)]
