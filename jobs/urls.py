from django.urls import path

from jobs.views.progress import progress
from jobs.views.retry import retry

app_name = "jobs"

urlpatterns = [
    path("lavori/<int:pk>/", progress, name="progress"),
    path("lavori/voci/<int:pk>/riprova/", retry, name="retry"),
]
