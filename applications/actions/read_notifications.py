"""Mark one's notifications as read."""

from applications.models import Notification


def read_notifications(*, by, at, application=None, job=None):
    """Those of one case, of one job, or all that ``by`` sees. Returns how many were unread."""
    rows = Notification.objects.visible_to(by).unread()
    if application is not None:
        rows = rows.filter(application=application)
    if job is not None:
        rows = rows.filter(job=job)
    return rows.update(read_at=at)
