"""Forget a saved view."""


def delete_view(*, view, by):
    """Delete it; other people's views do not exist for ``by`` (``visible_to``), so there is nothing to check."""
    type(view).objects.visible_to(by).filter(pk=view.pk).delete()
