"""What one case received in a year, as a letter."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.refusal import Refused
from accounts.roles import require
from papers import serve
from vouchers import year_statement
from vouchers.views._case import case_or_404


@require_GET
@require("money.read")
def statement(request, ref, year):
    """The PDF, made of what is known today; 404 for a year in which nothing arrived."""
    case = case_or_404(request, ref, what=_("statement of payments"))
    try:
        data = year_statement.render(case, year, on=timezone.localdate())
    except Refused as error:
        raise Http404(str(error)) from error
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="attestazione-{case.ref}-{year}.pdf"'
    return serve.harmless(answer)
