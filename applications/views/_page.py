"""What the pages of the verbs share: the head with the person, and the answer to a refusal."""

from django.contrib import messages
from django.shortcuts import redirect, render

from applications.links import case_url
from applications.workflow import APPEARANCE


def show(request, template, case, *, status=200, **context):
    """The page of a verb, under the head of its case."""
    tone, icon = APPEARANCE[case.status]
    head = {"case": case, "person": case.person, "tone": tone, "icon": icon, "case_url": case_url(case)}
    return render(request, template, {**head, **context}, status=status)


def back_to_case(request, case, sentence, *, level=messages.SUCCESS, anchor=""):
    """To the case page, saying what happened."""
    messages.add_message(request, level, sentence)
    return redirect(case_url(case, anchor))
