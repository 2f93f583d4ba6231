"""Compiles the catalogues of locale/ into what the pages read, without gettext's tools."""

import os
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, **options):
        for folder in settings.LOCALE_PATHS:
            for messages in sorted(folder.glob("*/LC_MESSAGES")):
                compile_folder(messages)


def compile_folder(messages: Path) -> None:
    """django.mo of one language, from django.po and the parts beside it; nothing when it is newer."""
    sources = [*messages.glob("django.po"), *sorted(messages.glob("parts/*.po"))]
    target = messages / "django.mo"
    newest = max((source.stat().st_mtime_ns for source in sources), default=0)
    if target.exists() and target.stat().st_mtime_ns >= newest:
        return
    whole = Catalog(locale=messages.parent.name)
    for source in sources:
        with source.open("rb") as handle:
            for message in read_po(handle, locale=messages.parent.name):
                known = message.id and whole.get(message.id, message.context)
                # The same words with and without a plural: the entry with the plural serves both.
                if message.id and not (known and known.pluralizable):
                    whole.delete(message.id, message.context)
                    whole[message.id] = message
    unfinished = target.with_suffix(f".{os.getpid()}.new")
    with unfinished.open("wb") as handle:
        write_mo(handle, whole)
    unfinished.replace(target)
