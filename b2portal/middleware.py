"""What is refused at the door, before any page."""

from django.http import HttpRequest, HttpResponse

from b2portal.errors import bad_request


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
