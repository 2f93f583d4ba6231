"""The example of a list of cases: headings the import recognises by itself, and two people who do not exist."""

import csv
import io

HEADINGS = (
    "N.", "Comune", "Codice fiscale", "Cognome", "Nome", "Telefono", "Indirizzo", "CAP", "Residente", "Vive a casa",
    "Tipo ISEE", "ISEE", "Data ISEE", "Scadenza ISEE", "Caregiver", "Cognome caregiver", "Nome caregiver",
    "Parentela", "Ore caregiver", "IBAN", "Intestatario",
)  # fmt: skip
ROWS = (
    (
        "1", "Borgolungo", "BRMDLA48L52X104B", "Brambati", "Adele", "030 1234567", "Via delle Querce 14", "25010", "sì",
        "sì", "ISEE sociosanitario", "18.400,50", "12/01/2026", "31/12/2026", "sì", "Ferrandi", "Laura", "figlia", "25",
        "IT60X0542811101000000123456", "Adele Brambati",
    ),
    (
        "2", "Torrealba", "SCLRNT41B03X104T", "Scalvini", "Renato", "", "Piazza Nuova 2", "25020", "sì", "sì",
        "ISEE ordinario", "9.870,00", "03/02/2026", "31/12/2026", "no", "", "", "", "", "", "",
    ),
)  # fmt: skip


def example():
    """The file, as Excel in Italian opens it: semicolons, a BOM, lines of Windows."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows((HEADINGS, *ROWS))
    return "\ufeff" + out.getvalue()
