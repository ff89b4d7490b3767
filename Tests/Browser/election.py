"""A small election whose vote is open, with its ballot box and a witness, for the browsers to vote in."""

import base64, contextlib, csv, hashlib, http.server, json, os, pathlib, shutil, subprocess, threading
import urllib.error, urllib.request

HERE = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = HERE / "Sources" / "VotingPage" / "files"


class Election:
    """The election in a folder, made by tools/open-election with the programs of a folder."""

    def __init__(self, programs, folder, page=PAGE):
        self.folder, self.record = folder, folder / "election"
        self.environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
        self.run(HERE / "tools" / "open-election", folder, "--open-now", "--quorum", "1", "--page", page)
        codes = {path.stem: [row["code"] for row in csv.DictReader(path.open())]
                 for path in sorted((self.record / "codes").glob("*.csv"))}
        batch = [row for row in csv.DictReader((folder / "input" / "ballots.csv").open())]
        self.free = {district: codes[district][sum(row["district"] == district for row in batch):] for district in codes}

    def run(self, *command):
        return subprocess.run([str(part) for part in command], cwd=self.folder if self.folder.exists() else None,
                              env=self.environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def code(self, district="noord-oost"):
        """A code that nobody has used."""
        if not self.free[district]:
            raise RuntimeError(f"{district} has no unused codes left: tools/generate-noord --small says how many it gets")
        return self.free[district].pop()

    @contextlib.contextmanager
    def served(self):
        """The running box, with its witness."""
        log = (self.record / "keys" / "log.vkey").read_text().strip()
        key = (self.record / "keys" / "witness-1.vkey").read_text().strip()
        with Service(self, "stembus-witness", "serve", "--key", self.record / "private" / "witness-1.key",
                     "--state", "witness-1", "--log", log) as witness:
            with Service(self, "stembus-box", "serve", self.record, "--rate", "0", "--witness",
                         f"{key.split('+')[0]}={witness.url}") as box:
                yield box


class Service:
    """One of the programs that answer over HTTP, on a port that is free: it can be stopped and started again on it."""

    def __init__(self, election, *command):
        self.election, self.command, self.url = election, [str(part) for part in command], "http://127.0.0.1:0"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        log = (self.election.folder / f"{self.command[0]}.log").open("a")
        self.process = subprocess.Popen(
            [*self.command, "--port", self.url.rsplit(":")[-1]], cwd=self.election.folder, stdout=subprocess.PIPE,
            stderr=log, env=self.election.environment, text=True)
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise RuntimeError(f"{self.command[0]} did not start: see {log.name}")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)

    def get(self, path):
        """Status and text of an answer."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=20) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@contextlib.contextmanager
def between(box, alter):
    """The address of somebody who sits between the page and the box, and gives the page what `alter` makes of the
    box's answers to ballots: other JSON, or None for no answer."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self): self.forward()
        def do_POST(self): self.forward(self.rfile.read(int(self.headers["Content-Length"])))
        def log_message(self, *_): pass

        def forward(self, body=None):
            request = urllib.request.Request(box.url + self.path, data=body)
            try:
                with urllib.request.urlopen(request, timeout=20) as response:
                    status, headers, answer = response.status, response.headers, response.read()
            except urllib.error.HTTPError as error:
                status, headers, answer = error.code, error.headers, error.read()
            if self.path == "/v1/ballots" and status == 200:
                altered = alter(json.loads(answer))
                if altered is None:
                    self.close_connection = True
                    return
                answer = json.dumps(altered).encode()
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() not in ("content-length", "connection", "transfer-encoding", "date"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def cheating(folder, change):
    """The voting page with its script changed: `change` gives the lines to replace. Its hashes fit all the same."""
    shutil.copytree(PAGE, folder)
    script = (folder / "vote.js").read_text()
    for line, other in change.items():
        assert script.count(line) == 1, line
        script = script.replace(line, other)
    old, new = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
                for text in ((PAGE / "vote.js").read_text(), script))
    (folder / "vote.js").write_text(script)
    page = (folder / "index.html").read_text()
    assert page.count(old) == 1
    (folder / "index.html").write_text(page.replace(old, new))
    return folder


def unknown_code():
    """A code that is typed correctly and was never issued (but for one in 2^95)."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    values = [byte % 32 for byte in os.urandom(19)]
    for check in range(32):
        total = 0
        for value in reversed([*values, check]):
            total = (total ^ value) << 1
            total ^= 37 * (total >= 32)
        if total == 0:
            return "".join(alphabet[value] for value in [*values, check])
