"""How servers of others are asked: what is waited for, asked again, refused; every failure comes from a server on the loopback."""

import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import __version__
from kg.errors import LookUpFailed, SourceUnusable, UsageError
from kg.links.fetching import Fetcher, Manners, read_json
from tests.links import servers
from tests.links.servers import Failing, redirects, says, status


class Clock:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.time, self.slept = 1000.0, list[float]()

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Iterator[Failing]:
    with servers.failing() as found:
        yield found


def fetcher(clock: Clock, **manners: float) -> Fetcher:
    return Fetcher(Manners("zhixia@example.org", **manners), clock.now, clock.sleep)  # type: ignore[arg-type]


def test_a_form_is_posted_and_says_who_asks(server: Failing, clock: Clock) -> None:
    reply = fetcher(clock).fetch(server.url, {"query": "岚溪县 & more"}, "application/sparql-results+json")
    assert (reply.type, reply.body) == ("application/json", b"{}")
    ((method, _, headers, body),) = server.asked
    assert (method, body) == ("POST", "query=%E5%B2%9A%E6%BA%AA%E5%8E%BF+%26+more")
    assert headers["User-Agent"] == f"whoclaims/{__version__} (https://w3id.org/whoclaims/; zhixia@example.org)"
    assert headers["Accept"] == "application/sparql-results+json"


@pytest.mark.parametrize("fault", [status(500), status(502), status(503), status(429), servers.breaks, servers.truncated])
def test_what_may_pass_is_asked_again_after_longer_and_longer(server: Failing, clock: Clock, fault: servers.Fault) -> None:
    server.faults = [fault, fault, says(b"[1]")]
    assert fetcher(clock).fetch(server.url).body == b"[1]"
    assert clock.slept == [2, 4]


@pytest.mark.parametrize("fault", [status(500), servers.breaks, servers.truncated])
def test_what_does_not_pass_is_a_failure_of_this_question(server: Failing, clock: Clock, fault: servers.Fault) -> None:
    server.faults = [fault] * 9
    with pytest.raises(LookUpFailed, match="asked 4 times") as caught:
        fetcher(clock).fetch(server.url)
    assert caught.value.where == server.url
    assert (len(server.asked), clock.slept) == (4, [2, 4, 8])


@pytest.mark.parametrize(("code", "said"), [(429, "7"), (503, "7")])
def test_a_server_is_left_alone_as_long_as_it_says(server: Failing, clock: Clock, code: int, said: str) -> None:
    server.faults = [status(code, Retry_After=said), says(b"[]")]
    fetcher(clock).fetch(server.url)
    assert clock.slept == [7]


def test_a_date_to_come_back_on_is_kept_and_nonsense_is_not(server: Failing, clock: Clock) -> None:
    server.faults = [status(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), status(429, Retry_After="soon"), says(b"[]")]
    fetcher(clock).fetch(server.url)
    assert clock.slept == [1, 4], "the date is past, so that only the pause between two questions is kept"


def test_a_server_that_wants_an_hour_is_not_waited_for(server: Failing, clock: Clock) -> None:
    server.faults = [status(429, Retry_After="3600")]
    with pytest.raises(SourceUnusable, match="3600 seconds"):
        fetcher(clock).fetch(server.url)
    assert clock.slept == []


def test_attempts_end_with_the_time_for_all_of_them(server: Failing, clock: Clock) -> None:
    server.faults = [status(503, Retry_After="100")] * 9
    with pytest.raises(LookUpFailed, match="asked 2 times"):
        fetcher(clock).fetch(server.url)
    assert clock.slept == [100]


@pytest.mark.parametrize("code", [401, 403, 404, 410, 405, 204, 304])
def test_a_server_that_refuses_is_not_asked_again(server: Failing, clock: Clock, code: int) -> None:
    server.faults = [status(code)]
    with pytest.raises(SourceUnusable, match=f"answers {code}"):
        fetcher(clock).fetch(server.url)
    assert len(server.asked) == 1


@pytest.mark.parametrize("code", [400, 413, 414, 422])
def test_a_question_that_is_not_taken_fails_alone(server: Failing, clock: Clock, code: int) -> None:
    server.faults = [status(code)]
    with pytest.raises(LookUpFailed, match=f"does not take this question .{code}"):
        fetcher(clock).fetch(server.url)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            '{"error": {"zh": "没有属性“cod”", "en": "there is no property \\"cod\\"", "next_en": "code, within"}}',
            'there is no property "cod"; code, within',
        ),
        ('{"status": "error", "message": "no \\u001b[31m such"}', "no [31m such"),
        ("parse error\r\nat 1:1\n", "parse error at 1:1"),
        ("\x00" + "县" * 100_000, "县" * 200),
        ("<html><body>no</body></html>", ""),
        ('{"error": []}', ""),
        ("[" * 9_999, "[" * 200),
        ("", ""),
    ],
)
def test_why_a_question_is_not_taken_is_told_in_a_short_line(server: Failing, clock: Clock, body: str, said: str) -> None:
    server.faults = [status(400, body.encode())]
    with pytest.raises(LookUpFailed) as told:
        fetcher(clock).fetch(server.url)
    assert told.value.en == f"it does not take this question (400){': ' if said else ''}{said}"


def test_a_refusal_that_breaks_off_is_a_refusal(server: Failing, clock: Clock) -> None:
    def half(handler: servers.Handler) -> None:
        handler.send_response(400)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"no such")
        handler.close_connection = True

    server.faults = [half]
    with pytest.raises(LookUpFailed, match=r"this question .400.: no such"):
        fetcher(clock).fetch(server.url)


def test_two_questions_to_one_host_lie_a_pause_apart(server: Failing, clock: Clock) -> None:
    polite = fetcher(clock, pause=1.5)
    for _ in range(3):
        polite.fetch(server.url)
    assert clock.slept == [1.5, 1.5]


@pytest.mark.parametrize("fault", [servers.drips, servers.drips_headers, servers.hangs])
def test_an_answer_ends_at_its_deadline_however_it_comes(server: Failing, clock: Clock, fault: servers.Fault) -> None:
    server.faults = [fault, fault]
    began = time.monotonic()
    with pytest.raises(LookUpFailed, match=r"asked 2 times, it did not finish|time limit"):
        fetcher(clock, deadline=0.3, attempts=2).fetch(server.url)
    assert 0.5 < time.monotonic() - began < 5


def test_an_answer_without_end_is_cut_off(server: Failing, clock: Clock) -> None:
    server.faults = [servers.endless]
    with pytest.raises(LookUpFailed, match="more than 1000000 bytes"):
        fetcher(clock, largest=1_000_000).fetch(server.url)


def test_a_redirect_within_the_server_is_followed_with_the_form(server: Failing, clock: Clock) -> None:
    server.faults = [redirects(308, "/there"), says(b"[2]")]
    assert fetcher(clock, pause=0).fetch(server.url, {"a": "b"}).body == b"[2]"
    assert [(method, path, body) for method, path, _, body in server.asked] == [("POST", "/", "a=b"), ("POST", "/there", "a=b")]
    server.faults = [redirects(303, "/see"), says(b"[3]")]
    fetcher(clock, pause=0).fetch(server.url, {"a": "b"})
    assert server.asked[-1][:2] == ("GET", "/see")


@pytest.mark.parametrize("steps", [["/"], ["/a", "/b", "/a"], [f"/{n}" for n in range(9)]])
def test_redirects_without_end_are_refused(server: Failing, clock: Clock, steps: list[str]) -> None:
    server.faults = [redirects(302, step) for step in steps]
    with pytest.raises(SourceUnusable, match="no end"):
        fetcher(clock, pause=0).fetch(server.url)
    assert len(server.asked) <= 6


@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://a:b@example.org/", "http://[::1"]
)
def test_a_redirect_to_what_is_no_address_is_refused(server: Failing, clock: Clock, where: str) -> None:
    server.faults = [redirects(302, where)]
    with pytest.raises(SourceUnusable):
        fetcher(clock, pause=0).fetch(server.url)
    assert len(server.asked) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_redirect_into_a_private_network_is_refused_before_anything_is_sent(server: Failing, clock: Clock, host: str) -> None:
    with servers.failing() as inner:
        server.faults = [redirects(307, f"http://{host}:{inner.server_port}/admin")]
        with pytest.raises(SourceUnusable, match="private network"):
            fetcher(clock, pause=0).fetch(server.url, {"a": "b"})
        assert inner.asked == []


def test_nobody_at_home_makes_the_source_unusable(clock: Clock) -> None:
    with servers.failing() as gone:
        pass
    with pytest.raises(SourceUnusable, match="asked 4 times, it cannot be reached") as told:
        fetcher(clock).fetch(gone.url)
    assert told.value.__suppress_context__, "its message says all there is to say"
    assert clock.slept == [2, 4, 8]


@pytest.mark.parametrize(
    "url", ["", "example.org", "ftp://example.org/", "http://", "https://a:b@c.example/", "http://a.example/ b", "http://a:99999/"]
)
def test_what_is_no_address_is_a_mistake_of_the_call(clock: Clock, url: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        fetcher(clock).fetch(url)


def test_compressed_answers_are_read_and_bombs_are_not(server: Failing, clock: Clock) -> None:
    import gzip

    def zipped(body: bytes) -> servers.Fault:
        return lambda handler: handler.say(200, gzip.compress(body), Content_Encoding="gzip")

    server.faults = [zipped(b'{"a": 1}'), zipped(b"[" * 50_000_000)]
    polite = fetcher(clock, largest=1_000_000)
    assert read_json(server.url, polite.fetch(server.url)) == {"a": 1}
    with pytest.raises(LookUpFailed, match="bytes"):
        polite.fetch(server.url)


def test_broken_json_fails_alone_and_a_page_is_no_service(server: Failing, clock: Clock) -> None:
    for body, kind, error in (
        (b'{"a": ', "application/json", LookUpFailed),
        (b'{"a": ', "text/html", LookUpFailed),
        (b"", "application/json", LookUpFailed),
        (b"\xff\xfe{", "application/sparql-results+json", LookUpFailed),
        (b"[" * 100_000, "application/json", LookUpFailed),
        (b"<html>", "text/html", SourceUnusable),
        (b"", "", SourceUnusable),
    ):
        server.faults = [says(body, kind)]
        with pytest.raises(error):
            read_json(server.url, fetcher(clock, pause=0).fetch(server.url))


def test_over_tls_certificates_are_checked_and_the_deadline_holds(clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("没有 openssl，不能签发证书 · no openssl to issue a certificate with: not run")
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
    ]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    with servers.failing() as secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        url = f"https://localhost:{secure.server_port}/"
        with pytest.raises(SourceUnusable, match="certificate is not accepted"):
            fetcher(clock).fetch(url)
        assert secure.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetcher(clock).fetch(url).body == b"{}"
        secure.faults = [servers.drips, redirects(302, f"http://localhost:{secure.server_port}/")]
        with pytest.raises(LookUpFailed, match=r"did not finish|time limit"):
            fetcher(clock, deadline=0.3, attempts=1).fetch(url)
        with pytest.raises(SourceUnusable, match="from https to http"):
            fetcher(clock).fetch(url)


def test_a_proxy_of_the_environment_is_used_and_leads_nowhere_private(
    server: Failing, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    assert fetcher(clock, pause=0).fetch("http://atlas.example/sparql", {"a": "b"}).body == b"{}"
    assert server.asked[-1][:2] == ("POST", "http://atlas.example/sparql")
    for host in ("10.0.0.8", "169.254.169.254", "intranet", "db.internal", "[::1]"):
        server.faults = [redirects(307, f"http://{host}/latest/")]
        before = len(server.asked)
        with pytest.raises(SourceUnusable, match="private network"):
            fetcher(clock, pause=0).fetch("http://atlas.example/sparql")
        assert len(server.asked) == before + 1, host
