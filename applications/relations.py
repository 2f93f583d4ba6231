"""Relations of a caregiver in the words people type: which of them say of themselves what the rules ask."""

# the relation is free text; these words say of themselves whether it is a parent, and that it is a relative
PARENTS = {"madre", "padre", "mamma", "papà", "genitore", "mother", "father", "parent"}
RELATIVES = {
    "figlia", "figlio", "marito", "moglie", "coniuge", "sorella", "fratello", "nipote", "nuora", "genero", "nonna",
    "nonno", "zia", "zio", "cugina", "cugino", "suocera", "suocero", "cognata", "cognato", "daughter", "son",
    "husband", "wife", "spouse", "sister", "brother", "niece", "nephew", "grandmother", "grandfather", "aunt", "uncle",
}  # fmt: skip
FAMILY = PARENTS | RELATIVES


def is_parent(relation):
    """None for a relation in words we do not know."""
    word = relation.strip().lower()
    return True if word in PARENTS else False if word in RELATIVES else None
