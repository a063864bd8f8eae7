"""Whether a text is English. Refused only when sure, and then by the name of its language."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from components.core.drafts import writing_temporary
from components.core.errors import NotEnglish
from components.core.settings import MIN_LETTERS_FOR_LANGUAGE

MIN_PROBABILITY = 0.4
MAX_PROBABILITY_OF_ENGLISH = 0.001
"""Measured on windows of 200 letters: of 5,200 of English news none was taken for another language;
lists of foreign names score under 0.37 for any one language and over 0.002 for English; 17 other
languages score over 0.52 and under 0.0001."""

MIN_LETTERS_OF_OTHER_SCRIPT = 20
"""Where most letters are not Latin no list of names can mislead, so few suffice."""

SAMPLE_CHARACTERS = 20_000


def require_english(text: str, *, where: str = "") -> None:
    """Raises NotEnglish with the language's name where the text is surely in another one."""
    sample = text[:SAMPLE_CHARACTERS]
    letters = [character for character in sample if character.isalpha()]
    if not _is_enough(letters):
        return
    ranking = dict(_identifier().rank(sample))
    language, probability = max(ranking.items(), key=lambda item: item[1])
    if (
        language == "en"
        or probability < MIN_PROBABILITY
        or ranking.get("en", 0.0) > MAX_PROBABILITY_OF_ENGLISH
    ):
        return
    raise NotEnglish(
        f"The text is in {language_name(language)}; only English is read.",
        language=language,
        where=where,
        way_out=(
            "Give an English article or a translation, or read it with a language model of yours "
            "(--model)."
        ),
    )


def language_name(code: str) -> str:
    """The English name of an ISO 639 code, or the code itself."""
    return str(Locale("en").languages.get(code, code))


def _is_enough(letters: list[str]) -> bool:
    foreign = sum(not unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    is_other_script = 2 * foreign > len(letters)
    return len(letters) >= (
        MIN_LETTERS_OF_OTHER_SCRIPT if is_other_script else MIN_LETTERS_FOR_LANGUAGE
    )


@cache
def _identifier() -> LanguageIdentifier:
    with writing_temporary():  # where it is unpacked
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
