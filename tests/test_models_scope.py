"""Every model answers "does this row exist for my office?", and says who decided what it says was decided."""

import pytest
from django.apps import apps
from django.db import models

from accounts.roles import ROLES
from tests.sweep.scene import APPS, nobody, standing

pytestmark = pytest.mark.django_db

# Rows of history are written by triggers and read by no page: model name without its suffix is the model itself.
HISTORY = "History"
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in APPS and not model.__name__.endswith(HISTORY)
]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)

# Public law, the same text for every Ambito: shown to whoever reads rules. Seals go over the log of all Ambiti, with
# nothing of anybody in them.
FOR_EVERYBODY = {"applications.RuleSetVersion", "accounts.AccessSeal"}
# Moments that nobody decides.
NOBODY_DECIDES = {
    "accounts.AccessLog.at": "the row is an event: its person is `user`",
    "accounts.AccessSeal.created_at": "the machine's: when the calendar sealed the log",
    "applications.Event.at": "the row is an event: its person is `by`, the machine when empty",
    "applications.Notification.at": "the row tells of an event or of a job, which have their person",
    "applications.Notification.read_at": "only its `user` reads it",
    "applications.Call.opens_at": "a limit written in the call, not an act",
    "applications.Call.closes_at": "a limit written in the call, not an act",
    "applications.CallAddition.opens_at": "a limit written in its act",
    "applications.CallAddition.closes_at": "a limit written in its act",
    "jobs.Job.woken_at": "the machine's: when a worker was last called",
    "jobs.Job.finished_at": "the machine's: when the last item was done",
    "jobs.Job.lease_until": "the machine's: until when a worker has the job",
}


@pytest.fixture(scope="module")
def documents_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, documents_dir):
    with standing(django_db_blocker, documents_dir) as made:
        yield made


def test_the_histories_are_histories():
    """The suffix hides no model of ours from these tests."""
    histories = [model for model in apps.get_models() if model.__name__.endswith(HISTORY)]
    for model in histories:
        assert {"pgh_id", "pgh_created_at"} <= {field.name for field in model._meta.fields}, model
    assert len(MODELS) > 25


@each_model
def test_the_default_manager_scopes(model):
    assert callable(getattr(model._default_manager.all(), "visible_to", None)), f"{model} has no visible_to"


@each_model
def test_who_has_no_office_sees_no_row(scene, model):
    assert not model._default_manager.visible_to(nobody()).exists()


@each_model
def test_another_ambito_sees_no_row_of_ours(scene, model):
    """Whatever the role: the rows each side sees are apart, and together they are not the same."""
    label = model._meta.label
    assert model._default_manager.exists(), f"the scene has no {label}: nothing is proved"
    seen = set()
    for role in ROLES:
        ours, theirs = (
            set(model._default_manager.visible_to(side.person(role)).values_list("pk", flat=True))
            for side in (scene.ours, scene.theirs)
        )
        if label not in FOR_EVERYBODY:
            assert not ours & theirs, f"{label}: {role} of both Ambiti see the same rows"
        seen |= ours
    assert seen, f"nobody ever sees a {label}"


def decisions():
    """Every ``*_at`` field, and the bare ``at`` of events."""
    for model in MODELS:
        for field in model._meta.fields:
            if isinstance(field, models.DateTimeField) and (field.name == "at" or field.name.endswith("_at")):
                yield model, field.name


@pytest.mark.parametrize(("model", "name"), list(decisions()), ids=lambda one: getattr(one, "__name__", one))
def test_what_was_decided_says_by_whom(model, name):
    full = f"{model._meta.label}.{name}"
    if full in NOBODY_DECIDES:
        pytest.skip(NOBODY_DECIDES[full])
    pair = f"{name.removesuffix('_at')}_by"
    fields = {field.name: field for field in model._meta.fields}
    assert pair in fields, f"{full}: who? add {pair}, or a reason to NOBODY_DECIDES"
    assert fields[pair].related_model._meta.label == "accounts.User"


def test_the_exceptions_exist():
    known = {f"{model._meta.label}.{field.name}" for model in MODELS for field in model._meta.fields}
    assert not NOBODY_DECIDES.keys() - known
    assert not FOR_EVERYBODY - {model._meta.label for model in MODELS}
