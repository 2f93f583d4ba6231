"""What no message, no address of a page and no work may say: who somebody is, and their account."""

from b2portal.verify.query import rows

TAX_CODE = "[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]"
IBAN = "[A-Z]{2}[0-9]{2}[A-Z][0-9]{10}[0-9A-Z]{12}"
PLAIN = f"{TAX_CODE}|{IBAN}"

# Texts that travel or stay where no permission is asked: (what, table, text). The reason somebody typed for a file is
# theirs: it stays in the database.
TEXTS = (
    ("work", "jobs_job", "(args - 'reason')::text || ' ' || key || ' ' || label"),
    ("item of a work", "jobs_jobitem", "args::text || ' ' || key || ' ' || label"),
    ("row of the access log", "accounts_accesslog", "path || ' ' || what"),
)


def plain(*, at):
    """A codice fiscale or an IBAN."""
    for what, table, text in TEXTS:
        for (pk,) in rows(f"SELECT id FROM {table} WHERE upper({text}) ~ %s ORDER BY 1", [PLAIN]):
            yield f"{what} {pk}: a codice fiscale or an IBAN in its words"


def names(*, at):
    """First and last name of somebody of the cases, side by side in any order."""
    for what, table, text in TEXTS:
        found = rows(f"""
            WITH words AS (
                SELECT DISTINCT ON (said) id, regexp_split_to_array(said, '[^[:alpha:]'']+') AS word
                FROM (SELECT id, lower({text}) AS said FROM {table}) one ORDER BY said, id
            ), pairs AS (
                SELECT id, word[place] AS one, word[place + 1] AS other
                FROM words, generate_series(1, cardinality(word) - 1) place
                WHERE word[place] <> '' AND word[place + 1] <> ''
            ), people AS (
                SELECT lower(regexp_replace(first_name, '^.*[[:space:]]', '')) AS end_of_first,
                    lower(split_part(first_name, ' ', 1)) AS first,
                    lower(split_part(last_name, ' ', 1)) AS last,
                    lower(regexp_replace(last_name, '^.*[[:space:]]', '')) AS end_of_last
                FROM applications_person WHERE first_name <> '' AND last_name <> ''
            )
            SELECT id FROM pairs JOIN people ON (one, other) = (end_of_first, last)
            UNION SELECT id FROM pairs JOIN people ON (one, other) = (end_of_last, first)
            ORDER BY 1
        """)
        for (pk,) in found:
            yield f"{what} {pk}: the name of a person in its words"
