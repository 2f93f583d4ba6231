"""What a seal of the access log is made of. Who makes them and who looks at them again share only this."""

import hashlib

# The bytes of a row: every column, in this order, whatever the time zone or the language of the connection.
LEAF = """sha256(convert_to(jsonb_build_array(id, user_id, office_id, role, subject_id, reference, what, path,
    extract(epoch FROM at), host(address), reason)::text, 'UTF8'))"""
NOTHING_BEFORE = "0" * 64  # the digest before the first seal

ROWS = f"SELECT id, {LEAF} FROM accounts_accesslog WHERE id > %s AND id <= %s ORDER BY id LIMIT %s"  # noqa: S608


def digest_of(*, before, number, ids, leaves):
    """The digest of a seal, 64 hexadecimal signs; ``before``: that of the seal before it."""
    whole = hashlib.sha256(bytes.fromhex(before))
    whole.update(number.to_bytes(8, "big"))
    for one in ids:
        whole.update(one.to_bytes(8, "big", signed=True))
    whole.update(leaves)
    return whole.hexdigest()
