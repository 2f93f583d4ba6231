"""`make bench`: every benchmark in turn. ARGS="rules 1000 50000" runs one of them with figures of its own."""

import sys
from pathlib import Path

# A benchmark finds what stands beside it also when it is run as a file of its own.
sys.path.append(str(Path(__file__).parent))

from benchmarks import rules

BENCHMARKS = {"rules": rules.main}


def main(names):
    chosen, figures = (names[:1], names[1:]) if names else (list(BENCHMARKS), [])
    if chosen and chosen[0] not in BENCHMARKS:
        sys.exit(f'"{chosen[0]}" is no benchmark: {", ".join(BENCHMARKS)}.')
    for name in chosen:
        print(f"== {name}")
        BENCHMARKS[name](*(int(one) for one in figures))


if __name__ == "__main__":
    main(sys.argv[1:])
