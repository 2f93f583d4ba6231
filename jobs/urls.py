from django.urls import path

from jobs.views.cancel import cancel
from jobs.views.progress import progress
from jobs.views.resume import resume
from jobs.views.retry import retry

app_name = "jobs"

urlpatterns = [
    path("lavori/<int:pk>/", progress, name="progress"),
    path("lavori/<int:pk>/ferma/", cancel, name="cancel"),
    path("lavori/<int:pk>/riprendi/", resume, name="resume"),
    path("lavori/voci/<int:pk>/riprova/", retry, name="retry"),
]
