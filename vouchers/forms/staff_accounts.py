"""Accounts of the staff, pasted or in a file."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.fields import B2Form
from accounts.models import User
from accounts.refusal import Refused
from applications import tax_code
from applications.forms.payment_details import IbanField
from papers import tables
from vouchers.staff_register import Entry

MOST = 2000  # lines


class StaffAccountsForm(B2Form, forms.Form):
    """Read into ``entries``; ``wrong`` are the lines that cannot be right, [(line, sentence)]: then nothing is loaded.

    ``people``: the users of the Ambito, who can be named by their e-mail.
    """

    mark_optional = False
    pasted = forms.CharField(
        label=_("Accounts"),
        required=False,
        max_length=150_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_(
            "One line for each account: codice fiscale, or the e-mail of a user, then the IBAN; "
            "between them a space, a semicolon or a tab."
        ),
    )
    file = forms.FileField(
        label=_("Or a file (CSV or Excel)"),
        required=False,
        help_text=_("First column: codice fiscale or e-mail. Second column: IBAN."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    how = forms.ChoiceField(
        label=_("What is there already"),
        choices=[
            ("people", _("Replace the accounts of these people, leave the others")),
            ("whole", _("This is the whole register: take out whoever is not here")),
        ],
        initial="people",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people, self.entries, self.wrong = people, [], []

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if bool(data.get("pasted")) == bool(data.get("file")):
            raise forms.ValidationError(_("Paste the accounts or choose a file: one of the two."))
        try:
            lines = _pasted(data["pasted"]) if data.get("pasted") else _in_file(data["file"])
        except Refused as refusal:
            self.add_error("file", str(refusal))
            return data
        if len(lines) > MOST:
            raise forms.ValidationError(_("At most %(n)s lines at once.") % {"n": MOST})
        self._read(lines)
        field = "pasted" if data.get("pasted") else "file"
        if self.wrong:
            words = ngettext(
                "%(n)s line cannot be right: nothing was loaded.",
                "%(n)s lines cannot be right: nothing was loaded.",
                len(self.wrong),
            )
            self.add_error(field, words % {"n": len(self.wrong)})
        elif not self.entries:
            self.add_error(field, _("There is no account in it."))
        return data

    def _read(self, lines):
        users = {one.email.casefold(): one for one in self.people}
        iban = IbanField()
        for number, who, account in lines:
            try:
                user, code = (users.get(who.casefold()), "") if "@" in who else (None, tax_code.clean(who))
                if "@" in who and user is None:
                    raise Refused(_("No user of this Ambito has this e-mail."))
                if code:
                    tax_code.read(code)
                elif user is None:
                    raise Refused(_("Write whose account it is: codice fiscale or e-mail."))
                self.entries.append(Entry(iban=iban.clean(account), user=user, tax_code=code))
            except Refused as refusal:
                self.wrong.append((number, str(refusal)))
            except forms.ValidationError as error:
                self.wrong.append((number, " ".join(error.messages)))


def _pasted(text):
    """[(line, who, account)]; the account may be written in groups of four."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        parts = [part.strip() for part in re.split(r"[;,\t]", line)]
        if len(parts) == 1:
            parts = line.split(None, 1)
        if any(parts):
            found.append((number, parts[0], "".join(parts[1:])))
    return _without_headings(found)


def _in_file(file):
    table = tables.read(file)
    lines = [(1, table.headers), *((number, cells) for number, cells, _formulas in table.rows)]
    return _without_headings(
        [(number, cells[0], cells[1] if len(cells) > 1 else "") for number, cells in lines]
    )


def _without_headings(lines):
    """The first line may name the columns: no account is written without a figure."""
    headed = lines and lines[0][2] and not any(sign.isdigit() for sign in lines[0][2])
    return lines[1:] if headed else lines


def people_of(plan_office):
    """The users with a role, today or before, in an office of the Ambito."""
    offices = plan_office.children.values("pk")
    rows = User.objects.filter(memberships__office=plan_office) | User.objects.filter(
        memberships__office__in=offices
    )
    return rows.distinct()
