"""What all signed texts share: the hash of what is signed, and signatures that an edit voids and keeps."""

import hashlib
import json

LONGEST_REASON = 300


def digest(content):
    """SHA-256 of the canonical JSON of ``content``."""
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


def void(signed, *, by, at, reason):
    """The rows of ``signed`` no longer bind; they stay, with who voided them and why."""
    for signature in signed:
        signature.voided_at, signature.voided_by = at, by
        signature.void_reason = reason.strip()[:LONGEST_REASON]
        signature.save()
