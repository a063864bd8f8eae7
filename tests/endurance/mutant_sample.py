"""Leaves a seeded sample of the mutants of a session: ``mutant_sample.py SESSION COUNT SEED``."""

from __future__ import annotations

import random
import sqlite3
import sys
from contextlib import closing

TABLES = ("work_items", "mutation_specs", "work_results")


def sample(session: str, count: int, seed: int) -> None:
    """The same for the same code; mutants that a filter has skipped are in none."""
    with closing(sqlite3.connect(session)) as connection, connection:
        left = connection.execute(
            "SELECT job_id FROM mutation_specs WHERE job_id NOT IN (SELECT job_id FROM work_results) "
            "ORDER BY module_path, start_pos_row, start_pos_col, operator_name, occurrence"
        ).fetchall()
        drawn = random.Random(seed).sample(left, min(count, len(left)))
        connection.execute("CREATE TEMP TABLE drawn (job_id VARCHAR PRIMARY KEY)")
        connection.executemany("INSERT INTO drawn VALUES (?)", drawn)
        for table in TABLES:
            connection.execute(
                f"DELETE FROM {table} WHERE job_id NOT IN (SELECT job_id FROM drawn)"
            )


if __name__ == "__main__":
    sample(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
