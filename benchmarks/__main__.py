"""`make bench`: every benchmark in turn. ARGS="rules 1000 50000" or ARGS="database --cases 50000" runs one of them."""

import sys
from importlib import import_module
from pathlib import Path

# A benchmark finds what stands beside it also when it is run as a file of its own.
sys.path.append(str(Path(__file__).parent))

BENCHMARKS = (
    "rules",
    "database",
    "find",
    "ranking",
)  # imported when run: each needs packages the other does not


def main(names):
    chosen, figures = (names[:1], names[1:]) if names else (BENCHMARKS, [])
    if chosen[0] not in BENCHMARKS:
        sys.exit(f'"{chosen[0]}" is no benchmark: {", ".join(BENCHMARKS)}.')
    for name in chosen:
        print(f"== {name}")
        import_module(f"benchmarks.{name}").main(*(int(one) for one in figures if one != "--cases"))


if __name__ == "__main__":
    main(sys.argv[1:])
