"""Filling the pages of the intake in tests, with what a browser would send back."""

from django.test import Client
from django.urls import reverse

from tests.applications.pages import enter


def client_of(user):
    """A client signed in as ``user``."""
    return enter(Client(), user)


def sent_back(response):
    """{name: value} of the step just shown, hidden fields, versions and rows included."""
    page, reading = response.context["page"], response.context["reading"]
    sent = {"version": str(reading.version), "base": reading.base_json, "step": page.code}
    sent |= {"ask": [one["name"] for one in reading.conflicts]} if reading.conflicts else {}
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


def url(application, step):
    return reverse("applications:step", args=[application.ref, step])


def save(client, application, step, **changes):
    """Open the step, change something, press the filled button."""
    shown = client.get(url(application, step))
    assert shown.status_code == 200
    return client.post(url(application, step), {**sent_back(shown), **changes})


def errors_of(response):
    page = response.context["page"]
    return " ".join(str(message) for field in page for message in field.errors) + " ".join(
        map(str, page.non_field_errors())
    )
