"""The file of an import, and what its columns hold."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from accounts.refusal import Refused
from applications.import_columns import DATA
from applications.models import Call
from papers import tables


class UploadImportForm(B2Form, forms.Form):
    call = forms.ModelChoiceField(label=_("Call"), queryset=Call.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Excel (.xlsx) or CSV, at most 5 MB and 2.000 rows; the first row has the names of the columns."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty: choose another one."),
        },
    )

    def __init__(self, *args, user, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = Call.objects.visible_to(user).open_at(at)

    def clean_file(self):
        """Read by another process; ``cleaned_data["file"]`` is a ``papers.tables.Table``, ``file_name`` its name."""
        file = self.cleaned_data["file"]
        self.file_name = "".join(sign for sign in file.name if sign.isprintable())
        try:
            return tables.read(file)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class MapImportForm(B2Form, forms.Form):
    """One choice for each column of the file."""

    mark_optional = False

    def __init__(self, *args, batch, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = {column: code for code, column in batch.mapping.items()}
        sample = batch.rows[0][1] if batch.rows else []
        choices = [("", _("Do not import")), *[(code, one.label) for code, one in DATA.items()]]
        for column, heading in enumerate(batch.headers):
            self.fields[f"column-{column}"] = forms.ChoiceField(
                label=heading or _("Column %(n)s") % {"n": column + 1},
                choices=choices,
                initial=chosen.get(column, ""),
                required=False,
                help_text=(
                    _("For example: %(value)s") % {"value": sample[column]} if sample[column:] else ""
                ),
            )
            self.fields[f"column-{column}"].half = True

    def clean(self):
        """Each datum once, and those without which no case can be opened."""
        cleaned = super().clean()
        taken = {}
        for name, code in list(cleaned.items()):
            if code in taken:
                self.add_error(name, _("Another column already holds this: choose one of the two."))
            elif code:
                taken[code] = int(name.removeprefix("column-"))
        lacking = [str(one.label) for code, one in DATA.items() if one.needed and code not in taken]
        if lacking:
            self.add_error(None, _("Say which column holds: %(data)s.") % {"data": ", ".join(lacking)})
        self.mapping = taken
        return cleaned
