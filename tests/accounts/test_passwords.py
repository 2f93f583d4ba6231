import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiopasdfgh",
        "password12345678",
        "Comune2026Comune",
        "aaaaaaaaaaaaaaaa",
        "1q2w3e4r5t6y7u8i9o0p"[:13],
        "PasswordPassword",
        "password-2026-password",
        "lombardia2026!!",
        "abcdefghijklmnop",
        "19501950195019501950",
    ],
)
def test_long_and_common_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "girasole lanterna tamburo nuvola",
        "la nonna è nata a Tirano nel 48",
        "🦊 volpe che salta il fosso",
        "kT9#vvQ2-pLw8xZ",
    ],
)
def test_uncommon_passes(password):
    validate_password(password)


def test_all_of_a_long_one_counts():
    validate_password("tarassaco " * 3 + "fra le pietre del sagrato " * 4)
