"""The box as somebody meets it who keeps to no rule of HTTP, or to all of them slowly."""

import contextlib
import socket
import time
import urllib.parse


# Who asks has an address of its own, so that the box's log can be searched for it.
CLIENT = "127.0.0.2"


def connected(url):
    address = urllib.parse.urlsplit(url)
    return socket.create_connection((address.hostname, address.port), timeout=60, source_address=(CLIENT, 0))


def told(connection):
    """All that the other side says until it closes, or has said a whole answer's head."""
    said = b""
    try:
        while b"\r\n\r\n" not in said and (more := connection.recv(65_536)):
            said += more
    except ConnectionResetError:
        pass
    return said


def head(method, path, *fields):
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: box", *fields, "", ""]).encode()


def silent_body(url):
    """A body of which one byte comes."""
    with connected(url) as connection:
        connection.sendall(head("POST", "/v1/ballots", "Content-Length: 200") + b"\1")
        assert b" 408 " in told(connection).split(b"\r\n")[0], "a body that does not come"


def dripping_body(url):
    """A body that comes, a byte a second."""
    with connected(url) as connection:
        connection.sendall(head("POST", "/v1/ballots", "Content-Length: 200"))
        connection.settimeout(1)
        for _ in range(45):
            try:
                assert b" 408 " in connection.recv(1000).split(b"\r\n")[0], "a body that drips"
                return
            except TimeoutError:
                connection.sendall(b"\1")
        raise AssertionError("a body that drips is waited for")


def dripping_head(url):
    """A head that never ends."""
    with connected(url) as connection:
        connection.sendall(b"GET /v1/election HTTP/1.1\r\n")
        try:
            for number in range(60):
                connection.sendall(f"X-{number}: 1\r\n".encode())
                time.sleep(1)
        except (BrokenPipeError, ConnectionResetError):
            return
        raise AssertionError("a head that drips is waited for")


def silence(url):
    """A connection on which nothing is said."""
    with connected(url) as connection:
        begun = time.monotonic()
        assert told(connection) == b"" and time.monotonic() - begun < 50, "silence is waited for"


def unread(url):
    """Answers that nobody reads: when they are looked for at last, the box has given up."""
    count = 150
    with connected(url) as connection:
        connection.sendall(head("GET", "/vote.js", "Connection: close"))
        size = len(whole(connection))
    with connected(url) as connection:
        connection.sendall(head("GET", "/vote.js") * count)
        time.sleep(50)
        assert len(whole(connection, count * size // 2)) < count * size // 2, "answers that nobody reads are waited for"


def whole(connection, most=1 << 30):
    """All that the other side says until it closes, or has said so much."""
    said = bytearray()
    try:
        while len(said) < most and (more := connection.recv(65_536)):
            said += more
    except ConnectionResetError:
        pass
    return said


def waiting_acts(url):
    """Acts that are announced and do not come keep nobody out."""
    with contextlib.ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(connected(url)).sendall(head("POST", "/v1/acts", "Content-Length: 1000") + b"{")
        with connected(url) as connection:
            connection.sendall(head("POST", "/v1/acts", "Content-Length: 2") + b"{}")
            assert b" 400 " in told(connection).split(b"\r\n")[0], "acts wait for others that do not come"


def large_heads(url):
    for fields in (["X-Large: " + "a" * 9000], [f"X-{n}: {'a' * 200}" for n in range(90)], [f"X-{n}: 1" for n in range(101)]):
        with connected(url) as connection:
            connection.sendall(head("GET", "/v1/election", *fields))
            assert b" 400 " in told(connection).split(b"\r\n")[0], "a head that is too large"


def no_http(url):
    for said in (b"\x16\x03\x01\x02\0\1\0\1\xfc\3\3" + bytes(500), b"hello\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
        with connected(url) as connection:
            connection.sendall(said)
            assert b" 200 " not in told(connection), "what is no HTTP"


def outside(url):
    """Paths that lead elsewhere, as no client that tidies them would send them."""
    for path in ("/../box.sqlite", "/log/../box.sqlite", "/log/artifacts/../../private/log.key", "/log//etc/passwd",
                 "/%2e%2e/private/log.key", "/log/%2e%2e%2fbox.sqlite", "/log/artifacts/%00", "//etc/passwd", "/log/tile/0/\\..\\"):
        with connected(url) as connection:
            connection.sendall(head("GET", path))
            assert b" 404 " in told(connection).split(b"\r\n")[0], path


SLOW = [silent_body, dripping_body, dripping_head, silence, unread]
QUICK = [large_heads, no_http, outside, waiting_acts]
