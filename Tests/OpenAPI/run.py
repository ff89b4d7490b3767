#!/usr/bin/env python3
"""Holds a running ballot box against spec/openapi.yaml, and against those who keep to nothing.

    Tests/OpenAPI/run.py PROGRAMS [--examples N]

PROGRAMS is the folder with the built programs; N is how many random requests schemathesis makes of each operation.
"""

import argparse, concurrent.futures, hashlib, http.client, json, os, pathlib, re, shutil, subprocess, sys, tempfile, types
import urllib.error, urllib.parse, urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "Browser"), str(HERE.parent / "Log")]

import wire
from election import Election, Service
from interface import Interface
from tiles import bundled

# What a healthy box of an open vote does not answer; Tests/BallotBoxHTTPTests has these.
ELSEWHERE = {("/v1/ballots", "post", 409), ("/v1/ballots", "post", 422), ("/", "get", 404), ("/check", "get", 404)}


class From(urllib.request.HTTPHandler):
    """A client with this address."""

    def __init__(self, address):
        super().__init__()
        self.address = address

    def http_open(self, request):
        return self.do_open(http.client.HTTPConnection, request, source_address=(self.address, 0))


def send(url, method, path, body=None, headers={}, address=wire.CLIENT):
    request = urllib.request.Request(url + path, data=body, method=method.upper(), headers=headers)
    try:
        answer = urllib.request.build_opener(From(address)).open(request, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return types.SimpleNamespace(status=answer.status, headers=answer.headers, body=answer.read())


class Polls:
    """The election, its witness and its box, and what residents and officials have in their hands."""

    def __init__(self, programs, folder):
        self.election = Election(programs, folder)
        record = self.election.record
        self.key = (record / "keys" / "witness-1.vkey").read_text().strip()
        self.witness = Service(
            self.election, "stembus-witness", "serve", "--key", record / "private" / "witness-1.key", "--state", "witness-1",
            "--log", (record / "keys" / "log.vkey").read_text().strip())

    def box(self, *options):
        return Service(self.election, "stembus-box", "serve", self.election.record, "--log-level", "trace", *options,
                       "--witness", f"{self.key.split('+')[0]}={self.witness.url}")

    def ballots(self, *codes):
        """A sealed ballot of each code, blank."""
        folder = self.election.folder
        (folder / "batch.csv").write_text("code,projects\n" + "".join(f"{code},\n" for code in codes))
        (folder / "sealed").unlink(missing_ok=True)
        self.election.run("stembus", "seal", self.election.record, "--batch", "batch.csv", "--out", "sealed")
        return bundled((folder / "sealed").read_bytes())

    def keys(self, ballot):
        return ballot[38:38 + 33 * ballot[37]]


def answered(polls, interface):
    """Everything that the box answers, by the requests that lead to it."""
    used, lost, late = (polls.election.code() for _ in range(3))
    ballot, again, revoked, waiting = polls.ballots(used, used, lost, late)
    altered = ballot[:-1] + bytes([ballot[-1] ^ 1])
    with polls.witness, polls.box("--rate", "0") as box:

        def ask(method, path, status, body=None, headers={}, **parts):
            answer = send(box.url, method, path.format(**parts), body, headers)
            assert answer.status == status, f"{method} {path}: expected {status}, found {answer.status}: {answer.body[:200]}"
            interface.require_answer(method, path, answer)
            return answer.body

        ask("get", "/health/live", 200)
        ask("get", "/health/ready", 200)
        ask("post", "/v1/eligibility", 200, polls.keys(ballot))
        ask("post", "/v1/eligibility", 400, b"no key")
        ask("post", "/v1/eligibility", 404, b"\2" * 33)
        ask("post", "/v1/eligibility", 413, b"\2" * 1025)
        cast = json.loads(ask("post", "/v1/ballots", 200, ballot))
        assert json.loads(ask("post", "/v1/ballots", 200, ballot)) == cast
        ask("post", "/v1/ballots", 403, again)
        ask("post", "/v1/ballots", 400, ballot[:-1])
        ask("post", "/v1/ballots", 400, altered)
        ask("post", "/v1/ballots", 413, bytes(40_000))
        code = cast["tracking_code"]
        assert ask("get", "/v1/receipts/{tracking_code}", 200, tracking_code=code).decode() == cast["receipt"]
        ask("get", "/v1/receipts/{tracking_code}", 400, tracking_code="none")
        ask("get", "/v1/receipts/{tracking_code}", 404, tracking_code="0" * 16)
        turnout = json.loads(ask("get", "/v1/turnout", 200))
        assert sum(district["ballots"] for district in turnout["districts"]) == 1

        (polls.election.folder / "lost.csv").write_text(f"code\n{lost}\n")
        polls.election.run("stembus", "revoke", polls.election.record, "--codes", "lost.csv", "--reason", "lost", "--box", box.url)
        ask("post", "/v1/ballots", 403, revoked)
        ask("post", "/v1/acts", 400, b"{}")
        for stray in ([], ["aGVsbG8="]):
            ask("post", "/v1/acts", 400, acts_body(artifacts=stray))
        ask("get", "/log/artifacts/{sha256}", 404, sha256=hashlib.sha256(b"hello").hexdigest())
        ask("get", "/health/ready", 200)
        ask("post", "/v1/acts", 422, acts_body(notice(polls, box)))
        ask("post", "/v1/acts", 413, bytes((4 << 20) + 1))

        election = json.loads(ask("get", "/v1/election", 200))
        assert election["phase"] == "voting" and len(election["notices"]) == 1
        checkpoint = ask("get", "/log/checkpoint", 200)
        size = int(checkpoint.split(b"\n")[1])
        ask("get", "/log/tile/{level}/{tile}.p/{width}", 200, level=0, tile="000", width=size)
        ask("get", "/log/tile/{level}/{tile}.p/{width}", 404, level=0, tile="000", width=size + 1)
        entries = ask("get", "/log/tile/entries/{tile}.p/{width}", 200, tile="000", width=size)
        assert ballot in entries and again not in entries
        ask("get", "/log/tile/entries/{tile}.p/{width}", 404, tile="000", width=size + 1)
        ask("get", "/log/tile/{level}/{tile}", 404, level=0, tile="000")
        ask("get", "/log/tile/entries/{tile}", 404, tile="000")
        artifact = next(path.name for path in (polls.election.record / "artifacts").iterdir())
        ask("get", "/log/artifacts/{sha256}", 200, sha256=artifact)
        ask("get", "/log/artifacts/{sha256}", 404, sha256="0" * 64)
        tag = {file["path"]: {"If-None-Match": f'"{file["sha256"]}"'} for file in election["page"]}
        for status, have in ((200, lambda path: {}), (304, tag.get)):
            ask("get", "/", status, headers=have("index.html"))
            ask("get", "/check", status, headers=have("check.html"))
            for path in tag:
                ask("get", "/{file}", status, file=path, headers=have(path))
        ask("get", "/{file}", 404, file="log.key")

        # The same acts again, as if the answer had been lost.
        known = next(entry.decode() for entry in bundled(entries) if entry.startswith(b"stembus/v1 notice"))
        assert json.loads(ask("post", "/v1/acts", 200, acts_body(known))) == {"size": size}

        # Without its witness the box keeps a ballot, and gives no receipt.
        polls.witness.stop()
        ask("post", "/v1/ballots", 503, waiting)
        assert measured(box, "stembus_log_size") == size + 1
        polls.witness.start()
        ask("post", "/v1/ballots", 200, waiting)
        ask("get", "/metrics", 200)
        for path in ("/v1/election", "/v1/ballots"):
            answer = send(box.url, "delete", path)
            assert (answer.status, json.loads(answer.body)["error"]) == (404, "not-found")

    with polls.witness, polls.box("--rate", "1") as box:
        for method, path in (("post", "/v1/eligibility"), ("post", "/v1/ballots"), ("post", "/v1/acts"),
                             ("get", "/v1/receipts/{tracking_code}")):
            send(box.url, "post", "/v1/eligibility", b"")
            interface.require_answer(method, path, send(box.url, method, path.format(tracking_code=code), b"" if method == "post" else None))
    return ballot, used, code


def acts_body(*acts, artifacts=[]):
    return json.dumps({"acts": acts, "artifacts": artifacts}, separators=(",", ":"), ensure_ascii=False).encode()


def measured(box, name):
    """A metric that has no labels; 0 before it was set."""
    lines = send(box.url, "get", "/metrics").body.decode().splitlines()
    return next((float(line.split()[1]) for line in lines if line.startswith(f"{name} ")), 0)


def notice(polls, box):
    """Has the officials say something; their act with another word in it, which they did not sign."""
    polls.election.run("stembus", "notice", polls.election.record, "--text", "nl=Dag", "en=Hello", "--box", box.url)
    size = int(send(box.url, "get", "/log/checkpoint").body.split(b"\n")[1])
    last = bundled(send(box.url, "get", f"/log/tile/entries/000.p/{size}").body)[-1]
    return last.decode().replace("Hello", "Hullo")


def slow(polls, interface):
    """Those who take their time, side by side, and one request of each kind whose body does not come."""
    with polls.witness, polls.box("--rate", "0") as box:
        for attempt in wire.QUICK:
            attempt(box.url)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            waits = [pool.submit(attempt, box.url) for attempt in wire.SLOW]
            waits += [pool.submit(late_body, box.url, interface, path) for path in ("/v1/eligibility", "/v1/ballots", "/v1/acts")]
            for wait in waits:
                wait.result()
        assert send(box.url, "get", "/health/ready").status == 200


def crowded(polls):
    """Large requests of strangers, all at once, and made to take as much memory as they can, take little more than their bytes."""
    body = b'{"acts":[' + b"[]," * 1_390_000 + b'[]],"artifacts":[]}'
    with polls.witness, polls.box("--rate", "0") as box:
        before = megabytes(box)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            asked = [pool.submit(send, box.url, "post", "/v1/acts", body, address=f"127.0.0.{number}") for number in range(2, 10)]
            assert [answer.result().status for answer in asked] == [400] * len(asked)
        grown = megabytes(box) - before
        assert grown < 100, f"8 requests of 4 MiB took {grown:.0f} MB"


def megabytes(box):
    """The most memory that the box has had."""
    status = pathlib.Path(f"/proc/{box.process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def late_body(url, interface, path):
    with wire.connected(url) as connection:
        connection.sendall(wire.head("POST", path, "Content-Length: 200", "Connection: close"))
        said = b""
        while more := connection.recv(65_536):
            said += more
    top, _, body = said.partition(b"\r\n\r\n")
    status, *fields = top.decode().split("\r\n")
    headers = {name.title(): value for name, value in (field.split(": ", 1) for field in fields)}
    interface.require_answer("post", path, types.SimpleNamespace(status=int(status.split()[1]), headers=headers, body=body))


def ended(polls):
    """Told to end while a ballot waits, the box answers it first; nobody else can serve the election meanwhile."""
    ballot, = polls.ballots(polls.election.code())
    with polls.witness, polls.box("--rate", "0", "--gather", "10000") as box:
        second = subprocess.run([*polls.box().command, "--port", "0"], cwd=polls.election.folder, env=polls.election.environment,
                                capture_output=True, text=True, timeout=60)
        assert second.returncode == 2 and "another box is writing to this election" in second.stderr, second
        with concurrent.futures.ThreadPoolExecutor() as pool:
            with wire.connected(box.url) as connection:
                connection.sendall(wire.head("POST", "/v1/ballots", f"Content-Length: {len(ballot)}") + ballot)
                answer = pool.submit(wire.told, connection)
                while measured(box, "stembus_ballots_waiting") < 1:
                    assert not answer.done(), "the ballot was not seen waiting"
                box.process.terminate()
                assert b" 200 " in answer.result().split(b"\r\n")[0], answer.result()
        assert box.process.wait(timeout=30) == 0


def refused(polls):
    """A page that is not the manifest's keeps the box from serving."""
    page = polls.election.record / "page" / "vote.js"
    kept = page.read_bytes()
    for change, reason in ((lambda: page.write_bytes(kept + b"\n"), "vote.js of the voting page: expected the manifest's SHA-256"),
                           (page.unlink, "vote.js: can't be read")):
        change()
        with polls.witness:
            end = subprocess.run([*polls.box().command, "--port", "0"], cwd=polls.election.folder, env=polls.election.environment,
                                 capture_output=True, text=True, timeout=60)
        assert end.returncode == 2 and reason in end.stderr and not end.stdout, end
    page.write_bytes(kept)


def silent_log(polls, ballot, code, tracking_code):
    """What the box logged, at its most talkative, is JSON and names nobody and nothing secret."""
    lines = (polls.election.folder / "stembus-box.log").read_text().splitlines()
    assert lines and all({"time", "level", "message"} <= json.loads(line).keys() for line in lines)
    text = "\n".join(lines)
    assert '"route":"\\/v1\\/ballots"' in text or '"route":"/v1/ballots"' in text
    for secret in (code, code.replace("-", ""), tracking_code, tracking_code.replace("-", ""), ballot[71:].hex()[:40], polls.keys(ballot).hex()):
        assert secret.lower() not in text.lower(), f"the log holds {secret[:8]}…"
    # The box's own and its witness's; clients have another.
    addresses = set(re.findall(r"\b\d+\.\d+\.\d+\.\d+\b", text)) - {"127.0.0.1"}
    assert not addresses, addresses
    return len(lines)


def random_requests(polls, examples):
    """Schemathesis makes requests up, and holds each answer against the document."""
    program = pathlib.Path(sys.executable).with_name("schemathesis")
    with polls.witness, polls.box("--rate", "0", "--gather", "0") as box:
        subprocess.run(
            [program, "run", HERE.parent.parent / "spec" / "openapi.yaml", "--url", box.url, "--phases", "examples,coverage,fuzzing",
             "--max-examples", str(examples), "--seed", "1", "--generation-database", "none", "--suppress-health-check", "all",
             "--warnings", "off", "--continue-on-failure", "--no-color", "--checks",
             "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance"],
            check=True, cwd=polls.election.folder)
        assert send(box.url, "get", "/health/ready").status == 200


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--examples", type=int, default=15)
    options = parser.parse_args()
    interface = Interface(HERE.parent.parent / "spec" / "openapi.yaml")
    print(f"{interface.require_examples()} examples have their form")
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        polls = Polls(options.programs, folder / "e")
        ballot, code, tracking_code = answered(polls, interface)
        crowded(polls)
        slow(polls, interface)
        ended(polls)
        refused(polls)
        print(f"{silent_log(polls, ballot, code, tracking_code)} lines of the log name nobody")
        every = {(path, method, status) for path, method, status, _ in interface.answers() if status != 503} - ELSEWHERE
        full = {answer for answer in every if answer[0] in ("/log/tile/{level}/{tile}", "/log/tile/entries/{tile}") and answer[2] == 200}
        assert every - interface.seen == full, f"never seen: {every - interface.seen - full}"
        print(f"{len(interface.seen)} kinds of answers are as documented")
        random_requests(polls, options.examples)
    except (AssertionError, subprocess.CalledProcessError) as error:
        sys.exit(f"OpenAPI: {error}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
