"""Stories of a store are those of all its events in one go."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from components.columns import EVENTS
from components.corpus.folder import begin, parts
from components.corpus.parts import write_documents
from components.corpus.reading import read_batch
from components.corpus.stories import TYPES, link_store, stories_path
from components.knowledge import Knowledge
from components.linking.stories import link
from tests.corpus.given import documents


def frames(paths: tuple[Path, ...]) -> pd.DataFrame:
    return pd.concat([pq.read_table(path, partitioning=None).to_pandas(types_mapper=TYPES.get) for path in paths])


def test_they_are_made_anew_from_all_events(knowledge: Knowledge, tmp_path: Path) -> None:
    run = begin(tmp_path, resume=False)
    assert link_store(tmp_path) == 0
    batch = tuple(documents(60, seed=2))
    for at in range(0, len(batch), 20):
        write_documents(tmp_path, read_batch(batch[at : at + 20], knowledge), run=run)
    heard: list[tuple[int, int]] = []
    count = link_store(tmp_path, tell=lambda done, of: heard.append((done, of)))
    events = frames(parts(tmp_path, "events")).reset_index(drop=True)
    assert list(events.columns) == [column.name for column in EVENTS]
    found = frames((stories_path(tmp_path),)).sort_values("story_id", ignore_index=True)
    pd.testing.assert_frame_equal(found, link(events))
    assert len(found) == count > 3
    assert heard == [(at, len(heard)) for at in range(len(heard))]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
