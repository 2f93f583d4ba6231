"""Give a published call other rules from a day on."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.change_call_rules import change_call_rules as change
from applications.affected import by_rules
from applications.forms.call_addition import ChangeCallRulesForm
from applications.models import RuleSetVersion
from applications.views._addition import prepare
from applications.views._law import call_or_404


@require("call.write")
def change_call_rules(request, prefix):
    """The texts there are, whom another one touches, the form. ``?regole=``: the text to propose, by its hash."""
    call = call_or_404(request, prefix)
    sha8 = request.GET.get("regole", "")
    chosen = RuleSetVersion.objects.visible_to(request.user).filter(sha256__startswith=sha8).first()
    initial = {"rule_set": chosen.pk, "rules_from": chosen.activates_on} if sha8 and chosen else None
    data = request.POST if request.method == "POST" else None
    return prepare(
        request,
        call,
        form=ChangeCallRulesForm(data, user=request.user, initial=initial),
        refusal=law_permissions.on_published_call(request.user, call, "change_call_rules"),
        act=lambda **changes: change(call=call, by=request.user, at=timezone.now(), **changes),
        template="applications/change_call_rules.html",
        said=_("Prepared. It counts when somebody else confirms it."),
        texts=call.texts(),
        affected=by_rules(call, user=request.user),
    )
