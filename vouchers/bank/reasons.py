"""Why a payment is refused or comes back: the ISO 20022 codes banks use, as people read them in Italian papers."""

REASONS = {
    "AC01": "IBAN sbagliato", "AC02": "IBAN di chi paga sbagliato", "AC03": "IBAN sbagliato", "AC04": "Conto chiuso",
    "AC06": "Conto bloccato", "AC13": "Tipo di conto sbagliato", "AG01": "Operazione non permessa su questo conto",
    "AG02": "Operazione non permessa", "AM04": "Fondi insufficienti sul conto che paga", "AM05": "Pagamento doppio",
    "BE01": "Intestatario diverso dal conto", "BE04": "Indirizzo dell’intestatario mancante",
    "BE05": "Chi paga non è riconosciuto", "CNOR": "Banca non raggiungibile", "CUST": "Richiesto da chi ha pagato",
    "DUPL": "Pagamento doppio", "ED05": "Regolamento non riuscito", "FF01": "Formato del file non valido",
    "FOCR": "Restituito su richiesta", "MD07": "Titolare del conto deceduto", "MS02": "Rifiutato da chi riceve",
    "MS03": "La banca non dice il motivo", "NARR": "Motivo scritto dalla banca", "RC01": "BIC sbagliato",
    "RR01": "Dati di chi paga mancanti", "RR02": "Nome di chi paga mancante", "RR03": "Nome di chi riceve mancante",
    "RR04": "Motivo regolamentare", "TM01": "File arrivato dopo l’orario", "NOAS": "Nessuna risposta da chi riceve",
}  # fmt: skip
UNSAID = "La banca non dice il motivo"


def in_words(code, words=""):
    """«Conto chiuso (AC04)», with what the bank wrote beside it; at most 300 characters."""
    said = f"{REASONS[code]} ({code})" if code in REASONS else code
    return ": ".join(part for part in (said, words) if part)[:300] or UNSAID
