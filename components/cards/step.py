"""A step of the walk: what and where, status and time, and the article's sentence."""

from __future__ import annotations

from components.core.safe_html import Html, element
from components.view.walk import Step


def step_html(step: Step, *, number: int, total: int) -> Html:
    """``number`` counts from 1."""
    return element(
        "section",
        element("p", f"Step {number} of {total}", class_="dl-hint"),
        element("h2", f"{step.what}: {step.where}", class_="dl-step-what"),
        element(
            "p",
            element("strong", step.status, class_="dl-status"),
            f" · {step.when}",
            class_="dl-step-status",
        ),
        element("blockquote", element("p", step.sentence), dir="auto"),
        class_="dl-step",
        aria_label=f"Step {number} of {total}",
    )
