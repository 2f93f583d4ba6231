from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.second_factor import next_code, spend
from tests.accounts.factories import make_user


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["totp", "recovery_codes"])
def test_the_same_code_sent_eight_times_at_once_opens_once(kind):
    user = make_user()
    reserve = user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    code = next_code(user) if kind == "totp" else reserve

    def send(_):
        try:
            return spend(user=user, code=code)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        opened = [one for one in pool.map(send, range(8)) if one]
    assert [one.type for one in opened] == [kind]
