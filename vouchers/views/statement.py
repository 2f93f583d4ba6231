"""What one case received in a year, as a letter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.refusal import Refused
from accounts.roles import require
from applications.links import case_url
from papers import serve
from vouchers import year_statement
from vouchers.views._case import case_or_404
from vouchers.views.make_statements import FIRST_YEAR, LAST_YEAR


@require_GET
@require("money.read")
def statement(request, ref, year):
    """The PDF, made of what is known today; the case again, with a sentence, for a year in which nothing arrived."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    case = case_or_404(request, ref, what=_("statement of payments"))
    try:
        data = year_statement.render(case, year, on=timezone.localdate())
    except Refused as error:
        messages.warning(request, str(error))
        return redirect(case_url(case, "pagamenti"))
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="attestazione-{case.ref}-{year}.pdf"'
    return serve.harmless(answer)
