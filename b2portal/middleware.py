"""What is refused at the door, before any page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from b2portal.errors import answer, bad_request


class NoNullBytes:
    """400 for an address with a null byte: no text of ours holds one, and PostgreSQL refuses to look for it.

    What forms send is checked field by field, with a sentence beside the field.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        return self.get_response(request)


class Maintenance:
    """503 with the time of the return while ``MAINTENANCE_UNTIL`` is set; the health of the process is still told."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE_UNTIL and request.path not in ("/healthz", "/readyz"):
            response = answer(request, 503, until=settings.MAINTENANCE_UNTIL)
            response["Retry-After"] = "300"
            return response
        return self.get_response(request)
