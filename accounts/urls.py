from django.urls import path

from accounts.views.access_log import access_log
from accounts.views.deactivate import deactivate
from accounts.views.delegate import delegate
from accounts.views.edit_office import edit_office
from accounts.views.end_delegation import end_delegation
from accounts.views.invite import invite
from accounts.views.left_typing import left_typing
from accounts.views.offices import offices
from accounts.views.profile import profile
from accounts.views.single_keys import single_keys
from accounts.views.switch_role import switch_role

app_name = "accounts"

urlpatterns = [
    path("profilo/", profile, name="profile"),
    path("profilo/ruolo/<int:pk>/", switch_role, name="switch_role"),
    path("profilo/tasti/", single_keys, name="single_keys"),
    path("riprendi/", left_typing, name="left_typing"),
    path("uffici/", offices, name="offices"),
    path("uffici/<int:pk>/modifica/", edit_office, name="edit_office"),
    path("utenti/invita/", invite, name="invite"),
    path("utenti/<int:pk>/disattiva/", deactivate, name="deactivate"),
    path("deleghe/", delegate, name="delegate"),
    path("deleghe/<int:pk>/togli/", end_delegation, name="end_delegation"),
    path("accessi/", access_log, name="access_log"),
]
