"""Reading a text of rules and its worked examples as somebody wrote them: a sentence instead of an exception."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.formats import euro
from accounts.refusal import Refused
from applications import fact_names, rule_page, rule_place, rule_problem, rule_words
from eligibility import canonical, cases
from eligibility.assess import assess
from eligibility.outcome import Quantity
from eligibility.ruleset import SHIPPED, RuleSetError, load

LONGEST = 400_000  # signs; the longest real one has fewer than 40,000
# what addresses below /regole/ already mean
TAKEN = frozenset({"bozze", "confronta", "simulazioni"})
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
BAD_NAME = gettext_lazy(
    "The name of the rules is made of small letters, figures and hyphens, for example valserena-2027."
)
NO_EXAMPLES = gettext_lazy(
    "There is no worked example: write at least one, so that everybody sees what the rules give."
)


@dataclass(frozen=True)
class Example:
    """One worked case under the draft. ``wrong``: [(what, expected, found)]; empty when the case holds."""

    name: str
    source: str
    wrong: tuple
    sentence: object = None


def read(text):
    """The RuleSet of a text. Refused, with line, key, what was found and what is allowed, when it has none."""
    if len(text) > LONGEST:
        raise Refused(_("The text is too long to be a rule set."))
    try:
        rules = load(text, file=_("text of the rules"))
    except RuleSetError as problem:
        raise Refused(_sentence(problem, text)) from None
    except RecursionError:
        raise Refused(_("The text is nested too deeply to be a rule set.")) from None
    except ArithmeticError:
        raise Refused(_("One of the figures has too many digits.")) from None
    if not NAME.fullmatch(rules.name) or rules.name in TAKEN:
        raise Refused(BAD_NAME)
    return rules


def _sentence(problem, text):
    """Line, place, what was found and what is allowed, in the words of the page."""
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        place, key, labels = _("text"), "", {}
        found = _("something that is not well written")
    else:
        path, labels = rule_place.path_of(problem.key, data), rule_problem.labels_of(data)
        place = rule_place.in_words(path, data)
        key = next((one for one in reversed(path) if isinstance(one, str)), "")
        found = rule_problem.in_words(problem.found, key, labels)
    said = {"key": place, "found": found, "allowed": rule_problem.in_words(problem.allowed, key, labels)}
    if problem.line:
        sentence = _("Line %(line)s, %(key)s: found %(found)s; allowed: %(allowed)s.")
        return sentence % {"line": problem.line, **said}
    return _("%(key)s: found %(found)s; allowed: %(allowed)s.") % said


def read_cases(text):
    """The worked examples of a text, () when it is empty. Refused when they cannot be read."""
    if len(text) > LONGEST:
        raise Refused(_("The text of the examples is too long."))
    try:
        data = tomllib.loads(text, parse_float=Decimal)
        return canonical.read(tuple[cases.Case, ...], data.get("cases", []), ("cases",))
    except tomllib.TOMLDecodeError as problem:
        raise Refused(
            _("Examples: the text is not well written (%(problem)s).") % {"problem": problem}
        ) from None
    except canonical.Misfit as problem:
        key = next((one for one in reversed(problem.path) if isinstance(one, str)), "")
        said = {
            "key": fact_names.in_words(problem.path),
            "found": rule_problem.in_words(problem.found, key),
            "allowed": rule_problem.in_words(problem.allowed, key),
        }
        raise Refused(_("Examples, %(key)s: found %(found)s; allowed: %(allowed)s.") % said) from None
    except RecursionError:
        raise Refused(_("The text of the examples is nested too deeply.")) from None
    except ArithmeticError:
        raise Refused(_("One of the figures has too many digits.")) from None


def examples(draft):
    """Every worked example of the draft, judged under its rules now."""
    rules = read(draft.text)
    done = []
    for case in read_cases(draft.cases):
        try:
            outcome = assess(case.facts, rules, case.on)
        except Exception as problem:
            done.append(Example(case.name, case.source, ((_("error"), "", str(problem)),)))
            continue
        labels = rule_page.labels_of(rules)
        wrong = tuple(
            (fact_names.in_words([what]), _said(one, labels), _said(other, labels))
            for what, (one, other) in case.differences(outcome).items()
        )
        done.append(Example(case.name, case.source, wrong, outcome.sentence))
    return done


def _said(value, labels):
    """What an example expects, or what the rules give: sums in euro, supports and data by their words."""
    if isinstance(value, tuple):
        return ", ".join(_said(one, labels) for one in value) or "–"
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return euro(value)
    if isinstance(value, Quantity):
        return f"{labels.get(value.code, value.code)}: {rule_words.total(value.number, value.unit)}"
    return labels.get(value) or fact_names.in_words(value.split("."))


def shipped_cases(name):
    """The examples that come with a shipped text, "" when there are none."""
    path = SHIPPED / f"{name}.cases.toml"
    return path.read_text(encoding="utf-8") if NAME.fullmatch(name) and path.exists() else ""


def why_not_ready(draft):
    """What keeps the draft from being sent, as one sentence; None when nothing does."""
    try:
        rules, done = read(draft.text), examples(draft)
    except Refused as refusal:
        return refusal.sentence
    if lacking := rules.without_source():
        return _("Every rule needs its source, the act where it is written. Without it: %(places)s.") % {
            "places": ", ".join(lacking[:5])
        }
    if not done:
        return NO_EXAMPLES
    if failing := [one.name for one in done if one.wrong]:
        return _("These examples do not give what they should: %(names)s.") % {
            "names": "; ".join(failing[:5])
        }
    return None
