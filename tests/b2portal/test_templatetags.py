"""The parts of the pages: markup that reads with the eyes, with a keyboard and with a screen reader."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from accounts.fields import B2Form, ItalianDateField
from b2portal.templatetags import b2

TODAY = date(2026, 11, 18)


def render(source, **context):
    with override("en"):
        return Template("{% load b2 crispy_forms_tags %}" + source).render(Context(context))


def test_an_icon_says_nothing_to_a_screen_reader_and_exists():
    assert 'aria-hidden="true"' in render('{% icon "check" %}')
    with pytest.raises(ValueError, match="No icon 'tick'"):
        render('{% icon "tick" %}')


def test_every_icon_named_in_a_template_or_in_the_sidebar_exists():
    wrong = {
        f"{path.name}: {name}"
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"|{% tag "\w+" "([^"]+)"', path.read_text())
        for name in name
        if name and name not in b2.ICONS
    }
    assert not wrong


def test_a_tag_is_never_colour_alone():
    html = render('{% tag "ok" "check-circle" label %}', label="<Paid>")
    assert 'class="tag tag-ok"' in html
    assert "<svg" in html
    assert "&lt;Paid&gt;" in html
    for tone, label in (("green", "Paid"), ("ok", "")):
        with pytest.raises(ValueError, match="A tag needs"):
            b2.tag(tone, "check", label)


@pytest.mark.parametrize(
    ("value", "css", "words"),
    [
        (date(2026, 11, 13), "due-bad", ("Fri 13 November", "5 days overdue")),
        (TODAY, "due-warn", ("today", "Wed 18 November")),
        (date(2026, 11, 20), '"due "', ("Fri 20 November", "in 2 days")),
        (date(2027, 5, 31), '"due "', ("Mon 31 May 2027", "in 194 days")),
    ],
)
def test_a_due_date_has_the_day_and_the_distance(value, css, words):
    html = render("{% due value today %}", value=value, today=TODAY)
    assert css in html
    assert all(word in html for word in words)


def test_crumbs_escape_and_end_here():
    html = render('{% crumbs "Cases" "/pratiche/" who %}', who="<b>Adele")
    assert '<a href="/pratiche/">Cases</a>' in html
    assert '<li aria-current="page">&lt;b&gt;Adele</li>' in html


def test_query_keeps_the_filters_and_forgets_the_page():
    request = RequestFactory().get("/pratiche/?stato=active&page=3")
    assert render("{% query comune=4 %}", request=request) == "?stato=active&amp;comune=4"
    assert render("{% query page=4 %}", request=request) == "?stato=active&amp;page=4"
    assert render("{% query stato=None %}", request=request) == "?"


def test_bilingual_texts_follow_the_language():
    text = SimpleNamespace(it="Spetta", en="Due")
    assert render("{{ text|in_language }}", text=text) == "Due"
    assert render("{% bilingual text %}", text={"it": "Spetta", "en": "Due"}) == "Due"
    with override("it"):
        assert b2.in_language(text) == "Spetta"
        assert b2.in_language({"it": "Spetta"}) == "Spetta"


def test_age_in_words():
    adele = SimpleNamespace(died_on=None, age_on=lambda today: 78)
    newborn = SimpleNamespace(died_on=None, age_on=lambda today: 1)
    unknown = SimpleNamespace(died_on=None, age_on=lambda today: None)
    assert render("{{ case|age:today }}", case=SimpleNamespace(person=adele), today=TODAY) == "78 years old"
    with override("it"):
        assert b2.age(adele, TODAY) == "78 anni"
        assert b2.age(newborn, TODAY) == "1 anno"
    assert b2.age(unknown, TODAY) == ""
    assert b2.age(SimpleNamespace(died_on=TODAY, age_on=lambda today: 94), TODAY) == "", (
        "gently: no age of the dead"
    )


class Sample(B2Form, forms.Form):
    name = forms.CharField(label="Name", help_text="As on the card")
    born = ItalianDateField(label="Born", required=False)
    home = forms.ChoiceField(
        label="Home", choices=[("a", "Own"), ("b", "Facility")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Agreed")


def test_a_form_says_hints_errors_and_what_is_optional():
    html = render("{{ form|crispy }}", form=Sample({"born": "x"}))
    name = re.search(r"<input[^>]*id_name[^>]*>", html)[0]
    assert 'aria-describedby="id_name_helptext id_name_error"' in name
    assert 'aria-invalid="true"' in name
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert re.search(r"<fieldset[^>]*aria-describedby=\"id_home_error\"[^>]*>\s*<legend>Home", html)
    assert html.count("(optional)") == 1
    summary = html[html.index("note-bad") : html.index("div_id_name")]
    assert "There are 4 problems" in summary
    assert 'tabindex="-1"' in summary
    # Every link of the summary reaches a control of the page
    for target in re.findall(r'href="#([^"]+)"', summary):
        assert f'id="{target}"' in html


def test_the_summary_covers_the_rows_of_a_formset():
    rows = forms.formset_factory(Sample, min_num=1, validate_min=True, extra=0)
    formset = rows({"r-TOTAL_FORMS": "1", "r-INITIAL_FORMS": "0", "r-0-name": "Adele"}, prefix="r")
    formset.non_form_errors().append("Two rows are needed")
    assert {target for target, _, _ in b2.errors_of(formset)} == {"", "id_r-0-home_0", "id_r-0-agreed"}
    assert b2.errors_of(rows(prefix="r")) == []


def test_a_draft_marks_nothing_as_optional():
    form = Sample()
    form.mark_optional = False
    assert "(optional)" not in render("{{ form|crispy }}", form=form)


def test_a_refused_action_is_a_disabled_button_with_its_reason():
    html = render(
        '{% include "components/_action.html" with label="Approve" refusal=why %}', why="You prepared it"
    )
    button = re.search(r"<button[^>]*>", html)[0]
    assert 'aria-disabled="true"' in button
    assert re.search(r'aria-describedby="([^"]+)"', button)[1] in re.findall(r'id="([^"]+)"', html)
    assert "You prepared it" in html
    assert "<form" not in html


@pytest.mark.parametrize("status", [400, 403, 404, 409, 429, 500, 503])
def test_error_pages_need_no_request_no_user_and_no_database(status):
    html = render_to_string(f"{status}.html", {"code": "7F3A"})
    assert "7F3A" in html
    assert "<h1>" in html
    assert 'href="/"' in html


def test_no_script_and_no_style_in_the_page():
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        if "letters" in path.parts or "papers" in path.parts:  # letters become PDF, they are never served
            continue
        text = re.sub(r"{[%{#].*?[#}%]}", "", path.read_text())  # what is left is markup
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", text), path


def test_every_template_can_be_read_by_the_engine():
    folder = settings.BASE_DIR / "templates"
    for path in folder.rglob("*.html"):
        get_template(str(path.relative_to(folder)))  # raises TemplateSyntaxError with the line
