"""Locking people and their cases: the cases first, in one order, as whoever edits a case does; then the people."""

from applications.models import Application, Person


def lock_people(keys):
    """[Person] of the primary keys ``keys``, oldest first, each locked with its cases until the transaction ends."""
    list(Application.objects.select_for_update().only("pk").filter(person__in=keys).order_by("pk"))
    return list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
