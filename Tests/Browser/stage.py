"""Where the checks of the published site take place: a browser, web hosts, and a tally of what passed."""

import contextlib, functools, http.server, json, pathlib, threading, traceback

HERE = pathlib.Path(__file__).resolve().parent.parent.parent
PHONE, DESKTOP, NARROW = (360, 740), (1280, 900), (320, 640)
STRINGS = {language: json.loads((HERE / "Sources/Publisher/finder/strings" / f"{language}.json").read_text())
           for language in ("nl", "en")}


class Tally:
    """Counts cases, and says which failed."""

    passed = failed = 0

    @contextlib.contextmanager
    def case(self, name, counts=1):
        try:
            yield
        except Exception as failure:
            self.failed += 1
            reason = str(failure) if isinstance(failure, AssertionError) else traceback.format_exc()
            print(f"FAIL  {name}\n      {reason}", flush=True)
        else:
            self.passed += counts


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}

    def log_message(self, *_): pass


class Growing(Handler):
    """The folder as a page meets it that is published anew between two requests: of files in `older`, by name, the first
    answer is those bytes."""

    older = {}

    def do_GET(self):
        data = self.older.pop(self.path.rsplit("/", 1)[-1], None)
        if data is None:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextlib.contextmanager
def served(folder, handler=Handler):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


class Stage:
    """An engine, and the folders to look at: on a web host, in a sub-path of it, and as files."""

    def __init__(self, tally, engine, name, counted, questions, base, root, out):
        self.tally, self.engine, self.name, self.counted, self.questions = tally, engine, name, counted, questions
        self.sites, self.base, self.root, self.out = questions.sites, base, root, out
        self.code, self.receipt = questions.code, questions.receipt
        self.handed = counted.folder / "handed-over"
        self.handed.mkdir(exist_ok=True)

    def case(self, name): return self.tally.case(f"{self.name}: {name}")
    def file(self, path): return (self.sites / path).as_uri()

    def tidy(self, page, what):
        """Nothing over the edge, no violation that axe finds, no error, nothing asked of another host."""
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{what}: {over} px over the edge"
        if not page.scripts:
            return
        violations = [(violation["id"], [node["html"][:120] for node in violation["nodes"]]) for violation in page.axe()]
        assert not violations, f"{what}: {violations}"
        assert not page.errors(), f"{what}: {page.errors()}"
        hosts = page.evaluate("[location.href, ...performance.getEntriesByType('resource').map(e => e.name)]"
                              ".map(url => new URL(url)).map(url => url.protocol + url.host)")
        assert len(set(hosts)) == 1, f"{what}: asked {hosts}"
