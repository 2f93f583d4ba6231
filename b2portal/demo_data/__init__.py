"""An invented Ambito that looks alive. Same seed, size and day: same data. Nobody in it exists:
every codice fiscale carries a place code (X104) that no municipality has."""
