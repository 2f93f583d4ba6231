from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Background work")

    def ready(self):
        # Handlers are registered where the domain writes them, in each app's tasks.py (handlers.py where
        # the work goes through forms and actions, which stand above tasks); the web process
        # needs them too, to know who may look at a job and who may retry its items. What the calendar calls
        # (schedule.py) stands above tasks for the same reason.
        autodiscover_modules("tasks", "handlers", "schedule")
