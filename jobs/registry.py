"""Which function does the work of which kind of job, and who may look at it.

    @handler("payment_letters", read="payment.read", retry="payment.prepare", finished=letters_made)
    def write_letter(item): ...

The function gets one JobItem and runs inside its own database transaction. Because a worker can be killed
between the effect and the commit, an effect outside the database (a file, a message) must be harmless when
done twice. With `batch=50` it gets a list of up to 50 items and all of them share one transaction; when the
batch raises, each item is tried again alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

_HANDLERS: dict[str, "Handler"] = {}
BATCH_LIMIT = 50  # people or letters per transaction (security.md 3.2)


@dataclass(frozen=True)
class Handler:
    kind: str
    work: Callable
    read: str  # permission to see the progress of such a job
    retry: str  # permission to retry a failed item; "" = nobody from the screen
    batch: int  # 0 = one item per call
    stops: bool  # whoever may retry may also stop it half-way and start it again, from the screen
    finished: Callable | None  # called with the job, inside the transaction that closes it


def handler(kind, *, read, retry="", batch=0, stops=False, finished=None):
    """Register the decorated function for `kind`; ValueError when the kind is taken or the batch too long."""
    if not 0 <= batch <= BATCH_LIMIT:
        raise ValueError(f"batch of {kind} must be between 0 and {BATCH_LIMIT}, not {batch}")

    def register(work):
        known = _HANDLERS.get(kind)
        if known is not None and known.work.__qualname__ != work.__qualname__:
            raise ValueError(f"two handlers for jobs of kind {kind}: {known.work} and {work}")
        _HANDLERS[kind] = Handler(
            kind=kind, work=work, read=read, retry=retry, batch=batch, stops=stops, finished=finished
        )
        return work

    return register


def handler_of(kind) -> Handler | None:
    return _HANDLERS.get(kind)


def forget(kind):
    """Take a handler away again (tests register their own kinds)."""
    _HANDLERS.pop(kind, None)
