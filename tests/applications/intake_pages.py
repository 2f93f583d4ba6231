"""Filling the pages of the intake in tests, with what a browser would send back."""

from django.test import Client

from tests.applications.pages import enter


def client_of(user):
    """A client signed in as ``user``."""
    return enter(Client(), user)


def sent_back(response):
    """{name: value} of the step just shown, hidden fields, versions and rows included."""
    page = response.context["page"]
    sent = {"version": str(response.context["application"].edit_version), "step": page.code}
    forms = [page.form, *[one for rows in page.row_sets for one in (rows.management_form, *rows.forms)]]
    for form in forms:
        for field in form:
            value = field.value()
            if value is None or value is False or value in ("", []):
                continue
            if isinstance(value, list | tuple):
                sent[field.html_name] = [str(one) for one in value]
            elif value is True:
                sent[field.html_name] = "on"
            else:
                shown = (
                    value
                    if hasattr(field.field.widget, "choices")
                    else field.field.widget.format_value(value)
                )
                sent[field.html_name] = str(shown)
    return sent
