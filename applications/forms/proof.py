"""How a piece of evidence was checked; what INPS says of a contract; what was found of another measure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms._base import IntakeForm, IntakeModelForm, NotInTheFuture
from applications.forms.support import OTHER_MEASURES
from applications.models import Document, InpsReport, MeasureCheck, Verification
from applications.permissions import may_open


def _documents_of(application, user):
    """The files somebody brought that this person may open."""
    kept = application.documents.exclude(kind__in=Document.ISSUED_KINDS)
    return kept.filter(pk__in=[row.pk for row in kept if may_open(user, row) is None])


class VerifyForm(IntakeForm, forms.Form):
    """Source, note and file of a check."""

    mark_optional = True
    verification = forms.ChoiceField(
        label=_("Verification"), choices=Verification.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("How it was checked"),
        max_length=200,
        required=False,
        help_text=_("For example the number of the report."),
    )
    document = forms.ModelChoiceField(
        label=_("Document attached"), queryset=Document.objects.none(), required=False, empty_label=_("None")
    )

    def __init__(self, *args, application, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = _documents_of(application, user)


class _ProofForm(NotInTheFuture, IntakeModelForm):
    """A form whose row carries its own check."""

    mark_optional = True

    def __init__(self, *args, application, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = _documents_of(application, user)
        self.fields["document"].empty_label = _("None")

    def clean(self):
        """The two days in order."""
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end comes before the start: check the two dates."))
        return cleaned

    def _post_clean(self):
        """Nothing is written into a row here: the action does it, with its own sentences."""


class InpsReportForm(_ProofForm):
    past = ("starts_on",)
    halves = frozenset({"kind", "reference", "starts_on", "ends_on", "amount", "verification"})

    class Meta(IntakeModelForm.Meta):
        model = InpsReport
        fields = (
            "contract", "kind", "reference", "starts_on", "ends_on", "amount", "verification",
            "verification_note", "document",
        )  # fmt: skip

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, application=application, **kwargs)
        self.fields["contract"].queryset = application.carer_contracts.all()
        self.fields["contract"].label = _("Contract of the carer")
        self.fields["contract"].empty_label = _("Choose…")
        self.fields["amount"].help_text = _("In euro, only for contributions.")


class RemoveProofForm(IntakeForm, forms.Form):
    """Why a row is taken away."""

    reason = forms.CharField(
        label=_("Why it is taken away"),
        max_length=200,
        help_text=_("For example: written on the wrong case. It stays among the versions."),
    )

    def __init__(self, *args, application, user, today, **kwargs):
        super().__init__(*args, **kwargs)


class MeasureForm(_ProofForm):
    past = ("renounced_on",)
    halves = frozenset({"starts_on", "ends_on", "monthly_amount", "renounced_on"})
    code = forms.ChoiceField(label=_("Measure"), choices=[("", _("Choose…")), *OTHER_MEASURES.items()])
    receives = forms.TypedChoiceField(
        label=_("Does the person receive it?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    class Meta(IntakeModelForm.Meta):
        model = MeasureCheck
        fields = (
            "code", "receives", "starts_on", "ends_on", "monthly_amount", "renounced_on", "verification",
            "verification_note", "document",
        )  # fmt: skip

    def __init__(self, *args, instance=None, **kwargs):
        if instance is not None and instance.pk:
            said = {"receives": "yes" if instance.receives else "no"}
            kwargs["initial"] = {**said, **(kwargs.get("initial") or {})}
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["code"].disabled = instance is not None and bool(
            instance.pk
        )  # another measure is another row
