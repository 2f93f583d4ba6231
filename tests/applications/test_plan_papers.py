"""The paper of an approved plan: made once, the same ever after."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from applications import plan_papers, printed
from applications.models import PlanPaper
from applications.permissions import current_plan
from jobs.models import Job
from jobs.tasks import run as work
from tests.applications.factories import make_case, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def test_what_was_approved_is_what_is_downloaded_whatever_changes_later():
    w = world()
    case = make_case(w)
    plan = current_plan(case)
    path = reverse("applications:plan_pdf", args=[case.ref, plan.version])
    reader = enter(Client(), w.social_worker)
    assert reader.get(path).content.startswith(b"%PDF-")  # also before the worker came to it
    for _time in range(2):
        work(Job.objects.get(kind=plan_papers.PLAN_PAPER).pk)
    kept = PlanPaper.objects.get()
    first = reader.get(path)
    assert "no-store" in first["Cache-Control"]
    caregiver = case.caregivers.get()
    caregiver.first_name = "Un'altra"
    caregiver.save()
    assert reader.get(path).content == first.content == plan_papers.kept_paper(plan).render()

    plain = enter(Client(), w.nurse).get(path)  # who sees no money gets it without amounts
    assert plain.content != first.content

    [found] = printed.plans(w.manager, kept.stored.printed_code)
    assert case.ref in found.about
    assert printed.plans(w.officer, kept.stored.printed_code) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.delete()
