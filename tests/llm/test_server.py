from __future__ import annotations

from dataclasses import replace

import pytest

from components.core import settings
from components.core.errors import (
    AnswerCut,
    BadModelAnswer,
    BadModelServer,
    ModelAddressRefused,
    ModelBusy,
    ModelError,
    ModelRefused,
)
from components.llm.server import KEY, UNKNOWN_KIND, Server
from tests.llm.recorded import Recorded, Sent, error, recorded, streamed, whole

MESSAGES = ({"role": "user", "content": "[1] Troops left."},)
SCHEMA = {"type": "object"}
ANSWER = '{"events": []}'
PUBLIC = "93.184.216.34"


def ask(server: Server) -> str:
    return server.ask(MESSAGES, SCHEMA, max_tokens=500)  # type: ignore[arg-type]


@pytest.mark.parametrize("sent", [whole(ANSWER), streamed(ANSWER), streamed(ANSWER, size=1)])
def test_an_answer_comes_whole_or_in_pieces(sent: Sent) -> None:
    with recorded(sent) as held:
        assert ask(held.server) == ANSWER
    (question,) = held.asked
    assert question["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (question["temperature"], question["max_tokens"]) == (0, 500)


def test_letters_of_two_bytes_may_be_parted_between_pieces() -> None:
    (start, *pieces) = streamed("“Київ”", size=1).pieces
    body = b"".join([start, *pieces]).replace(b"\\u041a", "К".encode())
    parted = Sent(pieces=[body[at : at + 1] for at in range(len(body))], type="text/event-stream")
    with recorded(parted) as held:
        assert ask(held.server) == "“Київ”"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_line_separator_inside_a_piece_does_not_end_its_line(separator: str) -> None:
    (start, *pieces) = streamed(f"a{separator}b").pieces
    written = f"\\u{ord(separator):04x}".encode()
    body = b"".join([start, *pieces])
    assert written in body
    plain = Sent(pieces=[body.replace(written, separator.encode())], type="text/event-stream")
    with recorded(plain) as held:
        assert ask(held.server) == f"a{separator}b"


@pytest.mark.parametrize("status", [400, 422, 501])
def test_a_server_that_knows_no_schema_is_asked_without(status: int) -> None:
    with recorded(error(status, "response_format is not supported"), whole(ANSWER)) as held:
        assert ask(held.server) == ANSWER
    assert ["response_format" in question for question in held.asked] == [True, False]


@pytest.mark.parametrize(
    ("sent", "raised", "words"),
    [
        (error(401, "no key"), ModelRefused, f"answered 401: .*no key.*{KEY}"),
        (error(404, "no model recorded"), ModelRefused, "answered 404: .*no model recorded"),
        (error(500, "out of memory"), BadModelServer, "answered 500: .*out of memory"),
        (error(302, "moved", Location="http://127.0.0.1:1/"), BadModelServer, "answered 302"),
        (Sent(pieces=[b"<html>hello"], type="text/html"), BadModelAnswer, "no chat completion"),
        (Sent(pieces=[b""]), BadModelAnswer, "no chat completion: nothing more"),
        (Sent(pieces=[b"\xff\xfe"]), BadModelAnswer, "no chat completion"),
        (Sent(pieces=[b'{"choices": 5}']), BadModelAnswer, "no chat completion"),
        (whole(ANSWER, finish="length"), AnswerCut, r"breaks off \(length\)"),
        (whole(ANSWER, finish=None), AnswerCut, "the stream ended early"),
        (streamed(ANSWER, finish=None), AnswerCut, "the stream ended early"),
        (Sent(pieces=[b'{"choices": []}']), AnswerCut, "the stream ended early"),
        (Sent(pieces=[b'{"choices": ['], breaks=True), BadModelServer, "The connection broke"),
        (
            Sent(pieces=[b'data: {"error": "the slot died"}\n\n'], type="text/event-stream"),
            BadModelServer,
            "The server met an error: the slot died",
        ),
        (
            Sent(pieces=[b'data: {"choices": [{"del\n\n'], type="text/event-stream"),
            BadModelAnswer,
            "no chat completion",
        ),
    ],
)
def test_what_goes_wrong_is_told(sent: Sent, raised: type[ModelError], words: str) -> None:
    with recorded(sent) as held, pytest.raises(raised, match=words) as told:
        ask(held.server)
    assert held.url in str(told.value)


def test_a_server_that_falls_silent_is_left() -> None:
    stalled = Sent(pieces=[b'data: {"choices": []}\n\n'], type="text/event-stream", stalls=True)
    with recorded(stalled) as held, pytest.raises(BadModelServer, match=r"Nothing came for 0\.2 s"):
        ask(replace(held.server, silence_seconds=0.2))


def test_an_answer_that_takes_too_long_is_left() -> None:
    seconds = iter(range(0, 10_000, 50))
    with recorded(streamed(ANSWER)) as held, pytest.raises(BadModelServer, match="more than 40 s"):
        ask(replace(held.server, seconds=40, clock=lambda: float(next(seconds))))


def test_an_answer_without_end_is_left() -> None:
    flood = Sent(pieces=[b"x" * 1_000_000] * (settings.MAX_MODEL_ANSWER_BYTES // 1_000_000 + 1))
    with recorded(flood) as held, pytest.raises(BadModelServer, match="more than 5 MB"):
        ask(held.server)


@pytest.mark.parametrize(
    ("headers", "waited"), [({}, [1.0, 2.0]), ({"Retry_After": "7"}, [7.0, 7.0])]
)
def test_a_busy_server_is_asked_again_when_it_says(
    headers: dict[str, str], waited: list[float]
) -> None:
    busy = error(429, "slow down", **headers)
    with recorded(busy, error(503, "loading", **headers), whole(ANSWER)) as held:
        assert ask(held.server) == ANSWER
    assert held.waited == waited


@pytest.mark.parametrize(("headers", "turns"), [({}, 4), ({"Retry_After": "3600"}, 1)])
def test_a_server_that_stays_busy_is_left(headers: dict[str, str], turns: int) -> None:
    with recorded(error(429, "quota", **headers)) as held, pytest.raises(ModelBusy, match="quota"):
        ask(held.server)
    assert len(held.asked) == turns


def test_no_server_is_told_with_the_way_out() -> None:
    with recorded(whole(ANSWER)) as held:
        pass
    with pytest.raises(BadModelServer, match=r"No server answers there .* Start it"):
        ask(held.server)


@pytest.mark.parametrize(
    ("owner", "kind"),
    [("llamacpp", "llama.cpp"), ("library", "Ollama"), ("vllm", "vLLM"), ("x", UNKNOWN_KIND)],
)
def test_what_the_server_is(owner: str, kind: str) -> None:
    with recorded(whole(ANSWER), kind=owner) as held:
        assert held.server.kind == kind


@pytest.mark.parametrize(
    ("addresses", "here"),
    [
        (("127.0.0.1",), True),
        (("::1", "127.0.0.1"), True),
        (("127.9.9.9",), True),
        (("192.168.1.4",), False),
        ((PUBLIC,), False),
        (("127.0.0.1", PUBLIC), False),
    ],
)
def test_only_what_leads_back_alone_is_this_machine(addresses: tuple[str, ...], here: bool) -> None:
    server = Server(url="http://named/v1", model="m", resolve=lambda host, port: addresses)
    assert server.is_loopback is here


def test_a_name_is_looked_up_once_and_the_next_address_tried_where_one_is_deaf() -> None:
    looked_up = []
    with recorded(whole(ANSWER)) as held:

        def resolve(host: str, port: int) -> tuple[str, ...]:
            looked_up.append((host, port))
            return ("127.0.0.2", "127.0.0.1") if len(looked_up) == 1 else (PUBLIC,)

        server = Server(url=f"http://model.test:{held.port}/v1", model="m", resolve=resolve)
        assert server.is_loopback
        assert ask(server) == ANSWER
    assert looked_up == [("model.test", held.port)]


@pytest.mark.parametrize(
    "url", ["", "model", "ftp://127.0.0.1/v1", "http:///v1", "http://[::1", "file:///etc/passwd"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ModelAddressRefused):
        ask(Server(url=url, model="m"))


def test_a_key_in_the_address_is_refused_and_not_repeated() -> None:
    for url in ("https://user:secret@model.test/v1", "https://model.test/v1?key=secret"):
        with pytest.raises(ModelAddressRefused, match=KEY) as told:
            ask(Server(url=url, model="m", resolve=lambda host, port: (PUBLIC,)))
        assert "secret" not in str(told.value)


def test_the_key_goes_to_the_server_and_into_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret-1")
    with recorded(error(401, "secret-1 is no key")) as held, pytest.raises(ModelRefused) as told:
        ask(held.server)
    assert held.keys == ["Bearer secret-1"]
    assert "(the key) is no key" in str(told.value)
    assert "secret-1" not in str(told.value)


def test_a_key_is_not_sent_unencrypted_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "secret-1")
    server = Server(url="http://model.test/v1", model="m", resolve=lambda host, port: (PUBLIC,))
    with pytest.raises(ModelAddressRefused, match="unencrypted"):
        ask(server)


def test_an_address_of_the_chat_itself_is_taken_too() -> None:
    with recorded(whole(ANSWER)) as held:
        given = Recorded(port=held.port).url + "/chat/completions/"
        assert ask(Server(url=given, model="m")) == ANSWER
