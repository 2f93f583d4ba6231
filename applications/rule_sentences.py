"""What the engine says is wrong with a text of rules (in English, whole sentences), and the same for who reads a page.

Of the groups: n, m, r, t are taken as they are, w and v are short names, d is a day, l a list of short names.
"""

from django.utils.translation import pgettext_lazy

SENTENCES = (
    (r"an empty list", pgettext_lazy("problem", "an empty list")),
    (r"an unknown key", pgettext_lazy("problem", "a name that the rules do not have")),
    (r"nothing", pgettext_lazy("problem", "nothing")),
    (r"none", pgettext_lazy("problem", "none")),
    (r"no limit", pgettext_lazy("problem", "no limit")),
    (r"no scores", pgettext_lazy("problem", "no scores")),
    (r"no step", pgettext_lazy("problem", "no step")),
    (r"a table", pgettext_lazy("problem", "a group of values")),
    (r"a value", pgettext_lazy("problem", "a single value")),
    (r"a list", pgettext_lazy("problem", "a list, in square brackets")),
    (r"at least one", pgettext_lazy("problem", "at least one")),
    (r"at least one band", pgettext_lazy("problem", "at least one band")),
    (r"at least one line", pgettext_lazy("problem", "at least one line of money")),
    (r"at least one target group", pgettext_lazy("problem", "at least one target group")),
    (r"at least one ordering criterion", pgettext_lazy("problem", "at least one ordering criterion")),
    (r"at least two possible answers", pgettext_lazy("problem", "at least two possible answers")),
    (r"this key must be there", pgettext_lazy("problem", "it must be there")),
    (
        r"more than zero, with at most two decimals",
        pgettext_lazy("problem", "more than zero, with at most two decimals"),
    ),
    (r"more than zero and at most 100", pgettext_lazy("problem", "more than zero and at most 100")),
    (r"at most 100", pgettext_lazy("problem", "at most 100")),
    (r"one of the two", pgettext_lazy("problem", "one of the two")),
    (r"one or two", pgettext_lazy("problem", "one or two")),
    (r"1, 2 or 3", pgettext_lazy("problem", "1, 2 or 3")),
    (r"a code used once", pgettext_lazy("problem", "a short name used once")),
    (r"a code once for each age", pgettext_lazy("problem", "a short name once for each age")),
    (r"each figure once", pgettext_lazy("problem", "each figure once")),
    (r"limits that cover every age", pgettext_lazy("problem", "limits that cover every age")),
    (r"classes that cover every age", pgettext_lazy("problem", "classes that cover every age")),
    (r"no more limits", pgettext_lazy("problem", "no more limits")),
    (r"no more bands", pgettext_lazy("problem", "no more bands")),
    (r"nothing after a class without .*", pgettext_lazy("problem", "no more classes")),
    (r"a band after one without an end", pgettext_lazy("problem", "a band after one without an end")),
    (r"0, from which the first band starts", pgettext_lazy("problem", "0, from which the first band starts")),
    (
        r"holds_at alone, which says every moment",
        pgettext_lazy("problem", "only the moments at which it must hold"),
    ),
    (
        r"nothing here: this rule decides the line",
        pgettext_lazy("problem", "nothing here: this rule decides the target group"),
    ),
    (
        r"true, since something is asked of the caregiver",
        pgettext_lazy("problem", "yes, since something is asked of the caregiver"),
    ),
    (
        r"true, since something is asked of the carer",
        pgettext_lazy("problem", "yes, since something is asked of the carer"),
    ),
    (
        r"at least one of min, max \(included\) and under \(not included\)",
        pgettext_lazy(
            "problem", "at least one limit: at least, at most (included), less than (not included)"
        ),
    ),
    (
        r"one of certificate, all_of, any_of, at_least with among",
        pgettext_lazy(
            "problem", "one only: a certificate, all of these, one of these, or at least so many among these"
        ),
    ),
    (
        r"the certificate that min_percent and recognised_by are of",
        pgettext_lazy("problem", "the certificate that the percentage and the day of recognition are of"),
    ),
    (
        r"only one of under_age \(not included\) and to_age \(included\)",
        pgettext_lazy("problem", "only one of the two: under an age (not included), up to an age (included)"),
    ),
    (
        r'figure and figure_label with "figure", and only with it',
        pgettext_lazy("problem", "a figure of this call with its short name and its words, and only there"),
    ),
    (
        r'figure = "(?P<n>.+)" without figure_label',
        pgettext_lazy("problem", "the figure “%(n)s” without its words"),
    ),
    (
        r'figure = "(?P<n>.+)" with figure_label',
        pgettext_lazy("problem", "the figure “%(n)s” with its words"),
    ),
    (r"no figure without figure_label", pgettext_lazy("problem", "no figure")),
    (r"no figure with figure_label", pgettext_lazy("problem", "words without a figure")),
    (r"both or neither of value and of", pgettext_lazy("problem", "both or neither of a sum and a cost")),
    (
        r"both or neither of amount and percent",
        pgettext_lazy("problem", "both or neither of a sum and a share"),
    ),
    (
        r"both or neither of the two ways",
        pgettext_lazy("problem", "both or neither of the two ways to give points"),
    ),
    (
        r"base with divide_by, or bands with points",
        pgettext_lazy(
            "problem", "starting points with one less for each so many, or bands with their points"
        ),
    ),
    (
        r"base and divide_by, which is not zero",
        pgettext_lazy("problem", "starting points and one less for each so many, not zero"),
    ),
    (r"the limit: a sum \(value\) or a cost \(of\)", pgettext_lazy("problem", "the limit: a sum or a cost")),
    (r"the codes of the measures to take off", pgettext_lazy("problem", "the measures to take off")),
    (
        r"a first step of kind fixed, documented_cost or table, which sets the sum",
        pgettext_lazy("problem", "a first step that sets the sum: fixed sum, documented cost or table"),
    ),
    (
        r"each kind of step once, or a code of its own",
        pgettext_lazy("problem", "each kind of step once, or a short name of its own"),
    ),
    (r"scores that no order uses", pgettext_lazy("problem", "scores that no ordering criterion uses")),
    (
        r'at least one, since an order has by = "points"',
        pgettext_lazy("problem", "at least one, since an ordering criterion looks at the points"),
    ),
    (
        r'an order with by = "points", or no scores',
        pgettext_lazy("problem", "an ordering criterion that looks at the points, or no scores"),
    ),
    (r"some sums and some shares", pgettext_lazy("problem", "some sums and some shares")),
    (r"all sums \(amount\) or all shares \(percent\)", pgettext_lazy("problem", "all sums or all shares")),
    (r"shares that make 100 together", pgettext_lazy("problem", "shares that make 100 together")),
    (r"shares that make (?P<n>.+)", pgettext_lazy("problem", "shares that make %(n)s")),
    (r"sums that make (?P<n>.+), the total", pgettext_lazy("problem", "sums that make %(n)s, the total")),
    (r"sums that make (?P<n>.+)", pgettext_lazy("problem", "sums that make %(n)s")),
    (
        r"nothing, or after_report = true",
        pgettext_lazy("problem", "nothing, or payment only after the expense report"),
    ),
    (
        r'nothing, or recovery = "next_payments_first"',
        pgettext_lazy("problem", "nothing, or money asked back from the next payments first"),
    ),
    (
        r'1 to 28 with proration = "whole_month_if", nothing otherwise',
        pgettext_lazy("problem", "1 to 28 with “the whole month, with enough days”, nothing otherwise"),
    ),
    (r'(?P<n>.+) with proration = "(?P<w>.*)"', pgettext_lazy("problem", "%(n)s with %(w)s")),
    (r"(?P<n>\d+) years", pgettext_lazy("problem", "%(n)s years")),
    (r"no limit from (?P<n>.+) years", pgettext_lazy("problem", "no limit from %(n)s years")),
    (r"no class from (?P<n>.+) years", pgettext_lazy("problem", "no class from %(n)s years")),
    (r"(?P<n>\d+): no gap, no overlap", pgettext_lazy("problem", "%(n)s: no gap, no overlap")),
    (r"over = (?P<n>.+): no gap, no overlap", pgettext_lazy("problem", "over %(n)s: no gap, no overlap")),
    (r"start = (?P<n>.+): no gap, no overlap", pgettext_lazy("problem", "from %(n)s: no gap, no overlap")),
    (r"a band from (?P<n>.+)", pgettext_lazy("problem", "a band from %(n)s")),
    (
        r"more than the start, which is (?P<n>.+)",
        pgettext_lazy("problem", "more than the start, which is %(n)s"),
    ),
    (
        r"only one of (?P<w>\w+) \(counts\) and (?P<v>\w+) \(does not\)",
        pgettext_lazy("problem", "only one of %(w)s and %(v)s"),
    ),
    (
        r"more than from_age, which is (?P<n>.+)",
        pgettext_lazy("problem", "more than the first age, which is %(n)s"),
    ),
    (
        r"from_age or more, which is (?P<n>.+)",
        pgettext_lazy("problem", "the first age or more, which is %(n)s"),
    ),
    (
        r"1 to (?P<n>\d+), the needs listed in among",
        pgettext_lazy("problem", "1 to %(n)s, as many as are listed"),
    ),
    (r"(?P<m>\d+) to (?P<n>\d+)", pgettext_lazy("problem", "%(m)s to %(n)s")),
    (r"later than (?P<d>\S+)", pgettext_lazy("problem", "later than %(d)s")),
    (
        r'(?P<d>\S+), inside the window "(?P<n>.+)"',
        pgettext_lazy("problem", "%(d)s, inside the window “%(n)s”"),
    ),
    (
        r"(?P<d>\d{4}-\S+) or later, or other lines",
        pgettext_lazy("problem", "%(d)s or later, or other target groups"),
    ),
    (r"(?P<d>\d{4}-\S+) or later", pgettext_lazy("problem", "%(d)s or later")),
    (
        r"(?P<d>\d{4}-\S+), which makes (?P<n>\d+) months",
        pgettext_lazy("problem", "%(d)s, which makes %(n)s months"),
    ),
    (r"(?P<n>[\d.]+) or more", pgettext_lazy("problem", "%(n)s or more")),
    (r"a row of (?P<n>\d+)", pgettext_lazy("problem", "a row of %(n)s")),
    (
        r"(?P<n>\d+) in each row, one for each band of (?P<w>\w+)",
        pgettext_lazy("problem", "%(n)s in each row, one for each band of %(w)s"),
    ),
    (r"(?P<n>\d+) in each row", pgettext_lazy("problem", "%(n)s in each row")),
    (r"(?P<n>\d+) rows", pgettext_lazy("problem", "%(n)s rows")),
    (r"(?P<n>\d+) answers", pgettext_lazy("problem", "%(n)s answers")),
    (r"(?P<n>\d+) figures", pgettext_lazy("problem", "%(n)s figures")),
    (r"(?P<n>\d+) axes", pgettext_lazy("problem", "%(n)s figures looked at")),
    (
        r"(?P<n>\d+), one for each band of (?P<w>\w+)",
        pgettext_lazy("problem", "%(n)s, one for each band of %(w)s"),
    ),
    (r"(?P<n>\d+), one for each band", pgettext_lazy("problem", "%(n)s, one for each band")),
    (
        r"at most the ceiling, which is (?P<n>.+)",
        pgettext_lazy("problem", "at most the ceiling, which is %(n)s"),
    ),
    (
        r"at most (?P<n>\S+), the ceiling “(?P<t>.+)”",
        pgettext_lazy("problem", "at most %(n)s, the ceiling “%(t)s”"),
    ),
    (r"a second (?P<w>\w+)", pgettext_lazy("problem", "a second step “%(w)s”")),
    (r"(?P<w>\w+) after another step", pgettext_lazy("problem", "%(w)s after another step")),
    (r"(?P<w>\w+) as the first step", pgettext_lazy("problem", "%(w)s as the first step")),
    (
        r"steps that count (?P<w>\w+): what other measures pay is euros",
        pgettext_lazy("problem", "steps that count %(w)s: what other measures pay is euros"),
    ),
    (
        r"a project or service, of which (?P<w>\w+) are planned",
        pgettext_lazy("problem", "a project or service, of which %(w)s are planned"),
    ),
    (
        r'"direct": (?P<w>\w+) are services, not money',
        pgettext_lazy("problem", "“services”: %(w)s are not money"),
    ),
    (r'"(?P<n>.+)" again', pgettext_lazy("problem", "“%(n)s” again")),
    (r'"(?P<w>\w+)" with (?P<l>.+)', pgettext_lazy("problem", "%(w)s with %(l)s")),
    (
        r'a limit with "compatible_up_to" and only there: .*',
        pgettext_lazy("problem", "a limit with “compatible up to”, and only there"),
    ),
    (r"tables such as \[sources\.my_call\]", pgettext_lazy("problem", "acts, each under a short name")),
    (
        r"a source declared as \[sources\.name\]",
        pgettext_lazy("problem", "an act declared among the sources"),
    ),
    (r"nothing: none is declared", pgettext_lazy("problem", "nothing: none is declared")),
    (r"a table with it, en", pgettext_lazy("problem", "the words in Italian and in English")),
    (
        r"the words in quotes, in this language too",
        pgettext_lazy("problem", "the words in quotes, in this language too"),
    ),
    (r"a table with .*", pgettext_lazy("problem", "a group of values")),
    (r"a date such as 2026-11-20", pgettext_lazy("problem", "a date such as 20/11/2026")),
    (
        r"a day and an hour, such as 2025-03-18T10:00:00, without an offset at the end: it is the hour in Italy",
        pgettext_lazy(
            "problem", "a day and an hour, without a difference from Greenwich: it is the hour in Italy"
        ),
    ),
    (
        r"a day and an hour, such as 2025-03-18T10:00:00",
        pgettext_lazy("problem", "a day and an hour, for example 18/03/2025 10:00"),
    ),
    (r'a number such as "400.00"', pgettext_lazy("problem", "a number, for example 400,00")),
    (r"text in quotes", pgettext_lazy("problem", "text in quotes")),
    (r"true or false", pgettext_lazy("problem", "yes or no")),
    (r"a whole number", pgettext_lazy("problem", "a whole number")),
    (r"values that agree with each other", pgettext_lazy("problem", "values that agree with each other")),
    (r"a set that exists: (?P<r>.+)", pgettext_lazy("problem", "rules that exist: %(r)s")),
    (
        r"a well-written TOML file",
        pgettext_lazy("problem", "a text with its quotes, brackets and equals signs in place"),
    ),
)
