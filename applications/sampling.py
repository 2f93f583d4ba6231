"""Drawing cases by lot so that anybody can draw the same again. Pure: the seed and the list are arguments.

Each case is put in order by SHA-256 of ``seed:number``; the first ones are drawn. The same seed and the same list give
the same draw on any machine, with no library to trust.
"""

import hashlib


def list_hash(numbers) -> str:
    """SHA-256 of the sorted case numbers, one per line: what was drawn from."""
    return hashlib.sha256("\n".join(sorted(numbers)).encode()).hexdigest()


def size_of(population, *, percent=None, count=None) -> int:
    """How many to draw: ``count``, or ``percent`` of the population rounded up; never more than there are."""
    wanted = count if percent is None else -(-population * percent // 100)
    return min(wanted, population)


def draw(numbers, *, seed, size) -> list[str]:
    """The ``size`` numbers that come first by their hash, in that order."""
    ordered = sorted(set(numbers), key=lambda one: (hashlib.sha256(f"{seed}:{one}".encode()).digest(), one))
    return ordered[:size]
