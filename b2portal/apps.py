from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class B2PortalConfig(AppConfig):
    name = "b2portal"
    verbose_name = _("B2 Portal")
