"""Files on disk: written once, named by a UUID, checked against their hash at every reading.

Files are not transactional (on a full disk a plain save leaves a cut file under the final name), so:
temporary name, fsync, hash, rename, and only then the row. A transaction rolled back leaves a file without a
row, which `orphans` finds.
"""

import hashlib
import os
import tempfile
import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from papers.models import StoredFile

TEMPORARY = ".part"


def keep(
    data: bytes,
    *,
    name,
    content_type,
    kind,
    by,
    at,
    office,
    printed_code="",
    scan_state=StoredFile.ScanState.NOT_NEEDED,
) -> StoredFile:
    """Store `data` and return its row. Refused when it is empty or the disk does not take it.

    `printed_code`: the code at the foot of a paper of ours.
    """
    if not data:
        raise Refused(_("The file is empty."))
    file_id = uuid.uuid4()
    try:
        _write(path_of(file_id), data)
    except OSError as error:
        raise Refused(
            _("The file could not be saved: the archive is full or cannot be reached. Try again later.")
        ) from error
    return StoredFile.objects.create(
        id=file_id,
        name=name[:200],
        kind=kind,
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        office=office,
        printed_code=printed_code,
        created_at=at,
        created_by=by,
        scan_state=scan_state,
    )


def read(stored: StoredFile) -> bytes:
    """The bytes that were stored; Refused when they are gone or are no longer the same."""
    try:
        data = path_of(stored.pk).read_bytes()
    except OSError as error:
        raise Refused(_("The file is not in the archive. Tell the person who runs the system.")) from error
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise Refused(_("The file was altered after it was stored. Tell the person who runs the system."))
    return data


def forget_bytes(stored: StoredFile) -> bool:
    """Remove the bytes of a copy nobody needs any more; its row and hash stay. False when they were gone already."""
    path = path_of(stored.pk)
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def path_of(file_id: uuid.UUID) -> Path:
    """aa/bb/<uuid> below the archive: no folder grows beyond what a file system likes."""
    digits = file_id.hex
    return Path(settings.DOCUMENTS_DIR) / digits[:2] / digits[2:4] / str(file_id)


def orphans(*, older_than: datetime) -> list[Path]:
    """Files without a row, and temporary ones, last touched before `older_than` (aware)."""
    old = [path for path in Path(settings.DOCUMENTS_DIR).glob("??/??/*") if _touched_before(path, older_than)]
    known = {str(pk) for pk in StoredFile.objects.values_list("pk", flat=True)}
    return [path for path in old if path.name not in known]


def _touched_before(path: Path, moment: datetime) -> bool:
    return path.is_file() and path.stat().st_mtime < moment.timestamp()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=TEMPORARY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the new name must survive a power cut, not only the bytes
    finally:
        os.close(folder)
