"""What is asked before a list leaves the system."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from papers.table_writer import CSV, XLSX


class ExportForm(B2Form, forms.Form):
    """``health``: the file has health data, so the reason is needed."""

    formato = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[(XLSX, _("Excel (XLSX)")), (CSV, _("Text (CSV)"))],
        widget=forms.RadioSelect,
        initial=XLSX,
    )
    motivo = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("It stays in the access log, beside your name. No names and no health data in it."),
        error_messages={"required": _("Write why you need the health data of these people.")},
    )

    def __init__(self, *args, health, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["motivo"].required = health
