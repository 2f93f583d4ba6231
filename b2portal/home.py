"""The bare address: everybody's first page is the one their role works on."""

from django.conf import settings
from django.shortcuts import redirect

from accounts.adapters import first_page


def home(request):
    """My work for whoever opens cases, else the first page the role may open."""
    first = first_page(request.user)
    return redirect("applications:work" if first == settings.LOGIN_REDIRECT_URL else first)
