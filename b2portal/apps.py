from django.apps import AppConfig


class B2PortalConfig(AppConfig):
    name = "b2portal"
    verbose_name = "B2 Portal"
