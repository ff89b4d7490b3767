"""Somebody who sits between the page and the box: counts what is asked, and answers in the box's place."""

import base64, contextlib, dataclasses, hashlib, http.server, json, threading, urllib.error, urllib.request


@dataclasses.dataclass
class Answer:
    """What came back: the box's own, or another's."""

    status: int
    type: str
    body: bytes
    headers: dict = dataclasses.field(default_factory=dict)

    @property
    def json(self): return json.loads(self.body)
    def changed(self, **members): return dataclasses.replace(self, body=json.dumps({**self.json, **members}).encode())


def html(status, **headers):
    """A proxy's answer, or a hotel's, which the box knows nothing of."""
    return Answer(status, "text/html", b"<!doctype html><title>Sorry</title><h1>Access denied</h1>", headers)


def said(status, error, **headers):
    """An answer in the box's form."""
    return Answer(status, "application/json", json.dumps({"error": error, "message": error}).encode(), headers)


class Meddler:
    """`rules` gives for a path, or what it begins with (`/log/*`), what becomes of the box's answer: a function makes
    another one of it, or None for a broken connection. A rule that is no function answers itself: the box is not asked."""

    def __init__(self, box, rules, host):
        self.box, self.rules, self.asked = box, dict(rules), []
        meddler = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self): meddler.answer(self, "GET")
            def do_POST(self): meddler.answer(self, "POST", self.rfile.read(int(self.headers["Content-Length"])))
            def log_message(self, *_): pass

        self.server = http.server.ThreadingHTTPServer((host, 0), Handler)
        self.url = f"http://{host}:{self.server.server_address[1]}"

    def count(self, path): return sum(asked == path for asked in self.asked)

    def answer(self, handler, method, body=None):
        self.asked.append(f"{method} {handler.path}")
        found = [rule for path, rule in self.rules.items()
                 if handler.path == path or path.endswith("*") and handler.path.startswith(path[:-1])]
        rule = found[0] if found else (lambda answer: answer)
        try:
            answer = rule(self.forward(handler.path, body)) if callable(rule) else rule
        except OSError:
            answer = None
        if answer is None:
            handler.close_connection = True
            return
        handler.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Type": answer.type, "Content-Length": len(answer.body)}.items():
            handler.send_header(name.replace("_", "-"), str(value))
        handler.end_headers()
        handler.wfile.write(answer.body)

    def forward(self, path, body):
        request = urllib.request.Request(self.box.url + path, data=body)
        try:
            response = urllib.request.urlopen(request, timeout=20)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            names = ("Content-Security-Policy", "Cache-Control", "Retry-After", "Referrer-Policy")
            headers = {name: response.headers[name] for name in names if response.headers[name]}
            return Answer(response.status, response.headers["Content-Type"], response.read(), headers)


@contextlib.contextmanager
def meddling(box, rules, host="127.0.0.1"):
    """A running meddler."""
    meddler = Meddler(box, rules, host)
    threading.Thread(target=meddler.server.serve_forever, daemon=True).start()
    try:
        yield meddler
    finally:
        meddler.server.shutdown()
        meddler.server.server_close()


def prelude(box, lines, script="vote.js", page="/"):
    """The rules that put lines before the page's script: a browser in which something is amiss. The hashes fit."""
    honest = box.get(f"/{script}")[1].encode()
    changed = lines.encode() + b"\n" + honest

    def fitting(answer): return dataclasses.replace(answer, body=answer.body.replace(digest(honest), digest(changed)))

    return {f"/{script}": lambda answer: dataclasses.replace(answer, body=changed), page: fitting}


def digest(content): return b"sha256-" + base64.b64encode(hashlib.sha256(content).digest())
