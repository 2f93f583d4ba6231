from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

pytestmark = pytest.mark.django_db
WHO = ("ada@example.test", "Ada", "Prima")
WHERE = {"ambito": "Ambito di Prova", "site": "http://testserver/"}


def test_a_new_installation_gets_its_administrator_once(client):
    out = StringIO()
    call_command("first_administrator", *WHO, **WHERE, stdout=out)
    user = User.objects.get()
    assert (user.role.key, user.office.ambito, user.has_usable_password()) == (
        "administrator",
        "Ambito di Prova",
        False,
    )
    link = out.getvalue().splitlines()[-1].removeprefix("http://testserver")
    assert "action_url" in client.get(link, follow=True).context
    with pytest.raises(CommandError, match="already"):
        call_command("first_administrator", "b@example.test", "B", "B", **WHERE, stdout=out)
