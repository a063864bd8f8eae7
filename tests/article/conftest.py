"""The language model, read once."""

from __future__ import annotations

import pytest
from spacy.language import Language

from components.article.parse import load_language_model


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_language_model()
