"""Several PDF one after the other, to be printed together. The originals stay as they were issued."""

import io

import pikepdf


def one_after_another(parts) -> bytes:
    """The pages of every PDF in ``parts`` (bytes), in order. An empty list gives an empty file of no pages."""
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as one:
                whole.pages.extend(one.pages)
        whole.save(out)
    return out.getvalue()
