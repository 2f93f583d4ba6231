"""Reading the PDFs a person downloads."""

import io
import subprocess

import pikepdf


def text_of(data):
    """The words of a PDF in reading order, single spaces."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def is_tagged(data):
    """Tagged, with a language and a title of its own."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return bool(
            pdf.Root.get("/StructTreeRoot") is not None and pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang)
        )


def fonts_of(data, tmp_path):
    """Names of the fonts, each with True when it is embedded."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    lines = subprocess.run(
        ["pdffonts", str(path)], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    return {line.split()[0].split("+")[-1]: "yes" in line.split()[-5] for line in lines}
