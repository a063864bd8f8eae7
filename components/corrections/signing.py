"""Who has checked a reading: a sign-off has the digest of the reading and the decisions."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from components.core.records import Analysis, Signature
from components.corrections.files import write
from components.corrections.records import Corrections, SignOff, text_id
from components.tables.rows import events_table
from components.wording.phrases import row_dicts

UNSIGNED = ("event_id", "doc_id", "title", "publisher", "url", "confidence", "sent_back")
"""Columns that a signature does not cover: the article, confidence, and what decisions hold."""


def digest_of(analysis: Analysis, own: Corrections) -> str:
    """sha256, hexadecimal, of the events as they are and of the corrections in force."""
    rows = row_dicts(events_table(analysis).drop(columns=list(UNSIGNED)))
    decided = write(Corrections(corrections=own.in_force()))
    return hashlib.sha256(json.dumps([rows, decided]).encode()).hexdigest()


def sum_of(own: Corrections) -> str:
    """sha256, hex, of the corrections in force and random checks; "" for none."""
    decided = Corrections(corrections=own.in_force(), spot_checks=own.spot_checks)
    is_empty = decided == Corrections()
    return "" if is_empty else hashlib.sha256(write(decided).encode()).hexdigest()


def sign_off(
    analysis: Analysis,
    corrections: Corrections,
    *,
    name: str,
    day: date,
    time: datetime,
    note: str = "",
) -> Corrections:
    """With a sign-off of the corrected ``analysis``. Raises ValueError without a name."""
    article = text_id(analysis.article)
    digest = digest_of(analysis, corrections.of(article))
    return corrections.signed(
        SignOff(article=article, name=name.strip(), day=day, time=time, digest=digest, note=note)
    )


def signature(own: Corrections, analysis: Analysis) -> Signature | None:
    """The last sign-off of exactly this reading, else None; ``own`` are of its article."""
    if not own.sign_offs:
        return None
    last = max(own.sign_offs, key=lambda one: one.time)
    if last.digest != digest_of(analysis, own):
        return None
    return Signature(name=last.name, day=last.day, note=last.note)


def is_void(own: Corrections, analysis: Analysis) -> bool:
    """Whether somebody signed, and the reading changed since."""
    return bool(own.sign_offs) and signature(own, analysis) is None
