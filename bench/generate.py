"""Synthetic disclosures with their truth: `python -m bench.generate --count 100 --seed 1 DIR`.

Beside each PDF stands a CSV of the same name with every printed figure of its statements.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from bench.budgets import BLANK, Budget, budgets, printed, yuan
from bench.typeset import write_pdf

TRUTH = ("statement", "section", "row_no", "code", "label", "project", "measure", "amount", "printed")


def truth_rows(budget: Budget) -> list[dict[str, str]]:
    """Every printed figure of the statements; a blank cell gives none."""
    rows = []
    for statement in budget.statements:
        counted: dict[str, int] = {}
        for line in statement.lines:
            counted[line.section] = counted.get(line.section, 0) + 1
            for measure, amount in line.amounts.items():
                if amount == BLANK:
                    continue
                told = (statement.name, line.section, str(counted[line.section]), line.code, line.label, line.project)
                rows.append(dict(zip(TRUTH, (*told, measure, str(yuan(amount)), printed(amount)), strict=True)))
    return rows


def write(count: int, seed: int, folder: Path) -> list[Path]:
    """Write `count` disclosures and their truth; the PDF files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for budget in budgets(count, seed):
        path = write_pdf(budget, folder)
        with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, TRUTH)
            writer.writeheader()
            writer.writerows(truth_rows(budget))
        paths.append(path)
    return paths


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    paths = write(given.count, given.seed, given.folder)
    print(f"{len(paths)} disclosures in {given.folder}")


if __name__ == "__main__":
    main()
