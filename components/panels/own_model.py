"""A language model of the person, which reads the open article or articles in other languages: off
at first, and nothing is sent to another machine before the person agrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.core.errors import DatelineError, InputError
from components.core.records import Analysis
from components.core.safe_html import element
from components.evaluation.readers import TwoReadings, readers_report, two_readings
from components.llm.server import KEY, Server
from components.panels import articles, history, request_context, session
from components.panels.elements import error_notice, expander, say
from components.panels.reading import Reading, read_by, sentences
from components.wording.phrases import counted

LEAVES = (
    "Off: Dateline reads by its own parts. A model on this machine gets the sentences and nothing "
    "leaves it; for any other, every sentence of the article goes there, and you are asked first."
)
ON = "On: {model} at {host} reads what is not in English."
FORM = (
    "Any server with the chat interface of OpenAI will do: llama.cpp, Ollama, vLLM, LM Studio. A "
    f"key is taken from the environment variable {KEY}."
)
READ_OPEN = "Read the open article with it"


def panel(reading: Reading | None) -> None:
    """The box in the sidebar, or without an article under the error for one that is not in English.

    Only for the person at the machine: others could reach servers through it.
    """
    is_refused = bool(articles.session_articles().foreign)
    if is_refused is not (reading is None) or not request_context.is_local():
        return
    start = "Read it with a" if is_refused else "A"
    if box := expander(f"{start} language model of your own", key="own_model"):
        with box:
            _panel(reading)


def _panel(reading: Reading | None) -> None:
    state, here = st.session_state, articles.session_articles()
    waiting = len(here.foreign)
    model = here.model
    say(ON.format(model=model.model, host=model.host) if model else LEAVES)
    if model:
        st.button(
            "Switch it off", key="own_model_off", on_click=partial(setattr, here, "model", None)
        )
    with st.form("own_model_form", border=False):
        url = st.text_input("Address", key="own_model_url", placeholder="http://127.0.0.1:8080/v1")
        name = st.text_input("Name of the model there", key="own_model_name", help=FORM)
        refused = f"Read {counted(waiting, 'refused article')} with it"
        asked = st.form_submit_button(refused if waiting else READ_OPEN, width="stretch")
    progress = st.empty()
    server = Server(url=url.strip(), model=name.strip())
    try:
        if asked:
            state.pop("own_model_waits", None)
            if not server.model:
                raise InputError("The model has no name.", way_out="Give its name at the server.")
            if server.is_loopback or server.host in state.get("own_model_agreed", ()):
                _read(reading, server, progress)
            else:
                state.own_model_waits = server
        if (waits := state.get("own_model_waits")) and _is_agreed(waits):
            _read(reading, waits, progress)
    except DatelineError as error:
        error_notice(error)
    if reading:
        _shown(reading)


def _is_agreed(server: Server) -> bool:
    """Asks for permission to send articles to another machine, once for each host and session."""
    state = st.session_state
    say(server.leaving, look="dl-alert", role="alert")
    with st.container(horizontal=True):
        agrees = st.button("Send them", key="own_model_send")
        st.button("Do not", key="own_model_keep", on_click=state.pop, args=("own_model_waits",))
    if agrees:
        state.own_model_agreed = {*state.get("own_model_agreed", ()), server.host}
        del state.own_model_waits
    return agrees


def _read(reading: Reading | None, server: Server, progress: DeltaGenerator) -> None:
    """Let the next run read the refused articles, else read the open article now. From then on the
    model reads what is not in English. Raises ModelError."""
    here = articles.session_articles()
    if here.foreign:
        here.model = server
        articles.enqueue(here.foreign)
    elif reading:
        read = read_by(
            server, reading.article, lambda line: progress.html(element("p", line, role="status"))
        )
        here.model = server
        before = _both(reading)
        rules = before.rules if before else reading.as_read
        if not rules.read_by:
            st.session_state.setdefault("own_model_both", {})[reading.article.id] = two_readings(
                rules, read, sentences=sentences(reading.article)
            )
        _show(reading, read)
    st.rerun()


def _show(reading: Reading, analysis: Analysis) -> None:
    """Show this reading of the article, with the person's corrections; a review starts again."""
    st.session_state.review_at = None
    one = history.applied(replace(reading, as_read=analysis))
    here = articles.session_articles()
    here.read, here.open = here.read | {one.article.id: one}, one
    session.set_camera(one)


def _both(reading: Reading) -> TwoReadings | None:
    """The readings of the article by rules and model, if the page shows one of them."""
    both: TwoReadings | None = st.session_state.get("own_model_both", {}).get(reading.article.id)
    is_shown = both and (reading.as_read is both.rules or reading.as_read is both.model)
    return both if is_shown else None


def disagreements(reading: Reading) -> Mapping[str, str]:
    """How events of the shown reading differ from the other one, or are missing there, by event
    id."""
    both = _both(reading)
    return both.disagreements(of_model=reading.as_read is both.model) if both else {}


def other_alone(reading: Reading) -> str:
    """Events that only the other reading has, in words; empty if none."""
    if (both := _both(reading)) is None:
        return ""
    shows_model = reading.as_read is both.model
    alone = both.alone(of_model=not shows_model)
    if not alone:
        return ""
    reader = "Dateline's own reading" if shows_model else "The model's reading"
    text = reading.article.text
    listed = ", ".join(f"{event.label} “{event.trigger.quote(text)}”" for event in alone)
    return f"{reader} alone has {counted(len(alone), 'event')}: {listed}."


def _shown(reading: Reading) -> None:
    """Who read what the page shows, and where the readings agree."""
    if not reading.as_read.read_by:
        return
    say(f"The page shows what {reading.as_read.read_by} read.", look="", role="status")
    if (both := _both(reading)) is None:
        return
    st.button(
        "Show Dateline's own reading",
        key="own_model_back",
        on_click=_show,
        args=(reading, both.rules),
    )
    with st.expander("Where the two readers agree"):
        st.text(readers_report([both]))
