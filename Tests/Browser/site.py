#!/usr/bin/env python3
"""Holds the published site to its promises in real browsers: every page, and the ballot finder's every answer.

    Tests/Browser/site.py PROGRAMS [--engine NAME]… [--check NAME]… [--out DIR]

PROGRAMS is the folder with the built programs. Screenshots go to DIR (.build/screenshots/site). Ends with the number of
cases that passed and failed.
"""

import argparse, base64, contextlib, filecmp, functools, http.server, json, pathlib, shutil, signal, sys, tempfile, threading, traceback

from engines import launch
from folders import HERE, Counted, bad_folders, edited
from links import faults
from log import Log

PHONE, DESKTOP, NARROW = (360, 740), (1280, 900), (320, 640)
STRINGS = {language: json.loads((HERE / "Sources/Publisher/finder/strings" / f"{language}.json").read_text()) for language in ("nl", "en")}
HEAVIEST = 200_000


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
    """The folder as a page meets it that is published anew between two requests: the first checkpoint is an older one."""

    older = []

    def do_GET(self):
        if self.path.endswith("/checkpoint") and self.older:
            data = self.older.pop()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        else:
            super().do_GET()


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

    def __init__(self, tally, engine, name, counted, sites, base, root, out, material):
        self.tally, self.engine, self.name, self.counted = tally, engine, name, counted
        self.sites, self.base, self.root, self.out = sites, base, root, out
        self.questions, self.code, self.receipt = material
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


def pages(stage):
    """Every page, at both sizes, in both schemes, with and without script, on a web host and as files."""
    looks = [(PHONE, "light", True, stage.root), (DESKTOP, "dark", True, stage.sites.as_uri() + "/honest"),
             (PHONE, "dark", False, stage.sites.as_uri() + "/honest"), (DESKTOP, "light", False, stage.base + "/honest"),
             (PHONE, "dark", True, stage.base + "/voting"), (DESKTOP, "light", True, stage.base + "/voting")]
    for size, scheme, scripts, place in looks:
        page = stage.engine.page(*size, scheme, scripts)
        folder = stage.sites / ("voting" if place.endswith("voting") else "honest")
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder)
            what = f"{folder.name}/{name} {size[0]} px, {scheme}{'' if scripts else ', no script'}, {place.split(':')[0]}"
            with stage.case(what):
                page.goto(f"{place}/{name}")
                shot = f"{stage.name}-{folder.name}-{str(name).replace('/', '-')[:-5]}-{size[0]}-{scheme}{'' if scripts else '-noscript'}.png"
                page.screenshot(stage.out / shot)
                stage.tidy(page, what)
                assert page.evaluate("document.querySelectorAll('h1').length") == 1, "expected one h1"
                if size == PHONE and scripts:
                    page.size(*NARROW)
                    stage.tidy(page, "320 px")
                    page.size(*PHONE)
        page.close_tab()


def answers(stage):
    """Every question has its answer, with the steps that hold and those that don't."""
    page = stage.engine.page(*PHONE)
    shown = set()
    for number, question in enumerate(stage.questions):
        with stage.case(f"{question.name}: {question.answer}"):
            language = ("", "en/")[number % 2]
            page.goto(f"{stage.base}/{question.folder}/{language}find.html")
            ask(page, question, stage.handed)
            told(page, question)
            if question.near:
                assert page.text("#near-0").strip() == question.near, page.text("#near-0")
            if question.answer not in shown:
                shown.add(question.answer)
                page.screenshot(stage.out / f"{stage.name}-find-{question.answer}.png")
                if question.answer == "damaged":
                    page.seen.clear()  # the browser itself tells of a file that is not found
                stage.tidy(page, question.answer)
                assert page.evaluate("document.activeElement.id") == "verdict-title", "the answer does not get the focus"
    page.close_tab()


def ask(page, question, handed):
    if question.receipt:
        path = handed / question.file
        path.write_bytes(question.receipt.encode())
        page.set_files("#receipt", [path])
    else:
        page.fill("#tracking", question.code)
        page.click("#find")


def told(page, question, timeout=20):
    """Waits for the answer, and holds it to the question's."""
    page.wait("#verdict, #error:not(:empty)", timeout)
    assert page.exists("#verdict"), page.text("#error")
    found = page.on("#verdict", "e.dataset.answer")
    steps = page.evaluate("[...document.querySelectorAll('.steps li')].map(e => [e.dataset.step, e.dataset.result])")
    assert found == question.answer, f"expected {question.answer}, found {found}: {steps}"
    bad = tuple(step for step, result in steps if result in ("fails", "few"))
    assert bad == question.fails, f"expected {question.fails} not to hold, found {bad}"
    assert len(steps) > len(bad) or question.answer in ("other", "malformed", "forged", "damaged"), "nothing was checked"


def form(stage):
    """What people type: forgiven, or told at once what is wrong with it."""
    code = stage.code
    page = stage.engine.page(*PHONE)
    for path, language in (("find.html", "nl"), ("en/find.html", "en")):
        text = STRINGS[language]
        page.goto(f"{stage.base}/honest/{path}")
        wrong = [("", text["code.empty"]), (code[:-1], text["code.short"]["one"]), (code[:-4], text["code.short"]["other"].replace("{n}", "4")),
                 (code + "0", text["code.long"]["one"]), (code[:-1] + "U", text["code.stranger"].replace("{symbol}", "U")),
                 ("0123-4567-89AB-CDEF-GHJW", text["code.voting"])]
        for typed, expected in wrong:
            with stage.case(f"typed “{typed}” in {language}"):
                page.fill("#tracking", typed)
                page.click("#find")
                page.wait_text(expected)
                assert not page.exists("#verdict") and page.on("#tracking", "e.getAttribute('aria-invalid')") == "true"
                assert page.evaluate("document.activeElement.id") == "tracking"
        with stage.case(f"a voting code does not stay on the page, in {language}"):
            assert page.on("#tracking", "e.value") == "", page.on("#tracking", "e.value")
        with stage.case(f"what is wrong with a code looks right, in {language}"):
            page.screenshot(stage.out / f"{stage.name}-find-mistake-{language}.png")
            stage.tidy(page, "mistake")
        with stage.case(f"a scanned link in {language}"):
            page.goto(f"{stage.base}/honest/{path}#{code}")
            page.wait('#verdict[data-answer="found"]')
        with stage.case(f"a pasted link in {language}"):
            page.goto(f"{stage.base}/honest/{path}")
            page.on("#tracking", f"(e.value = 'https://stem.example/find.html#{code}', true)")
            page.click("#find")
            page.wait('#verdict[data-answer="found"]')
    with stage.case("the near code, pressed, is found"):
        page.goto(f"{stage.base}/honest/find.html")
        page.fill("#tracking", next(question.code for question in stage.questions if question.near == code))
        page.click("#find")
        page.click("#near-0")
        page.wait('#verdict[data-answer="found"]')
        assert page.text("#found-code").strip() == code
    with stage.case("the page in the other language goes on with the code"):
        page.click('a[hreflang="en"]')
        page.wait_text(STRINGS["en"]["found.title"])
        assert page.text("#found-code").strip() == code
    with stage.case("a file that is too large, or not text, is no receipt"):
        for name, data in (("large.txt", b"x" * (1 << 20) + b"x"), ("picture.png", b"\x89PNG\r\n\xff\xfe")):
            path = stage.counted.folder / name
            path.write_bytes(data)
            page.goto(f"{stage.base}/honest/find.html")
            page.set_files("#receipt", [path])
            page.wait_text(STRINGS["nl"]["receipt.none"])
    page.close_tab()


def keyboard(stage):
    """The finder with the keyboard alone."""
    page = stage.engine.page(*DESKTOP)
    page.goto(f"{stage.base}/honest/find.html")

    def to(css):
        for _ in range(60):
            if page.evaluate(f"document.activeElement.matches({json.dumps(css)})"):
                return
            page.press("Tab")
        raise AssertionError(f"Tab does not lead to {css}")

    with stage.case("keyboard: a tracking code, to its answer, to the receipt's field"):
        to("#tracking")
        for key in stage.code.replace("-", ""):
            page.press(key)
        page.press("Enter")
        page.wait('#verdict[data-answer="found"]')
        assert page.evaluate("document.activeElement.id") == "verdict-title"
        to("#print")
        page.goto(f"{stage.base}/honest/find.html")
        to("#receipt")
    page.close_tab()


def as_files(stage):
    """From file://: the page asks for the folder, or for its files one by one, and checks the same."""
    page = stage.engine.page(*PHONE)
    for path, language in (("honest/find.html", "nl"), ("honest/en/find.html", "en")):
        with stage.case(f"file: one by one, {language}"):
            page.goto(stage.file(path))
            stage.tidy(page, "as a file")
            page.fill("#tracking", stage.code)
            page.click("#find")
            one_by_one(stage, page, stage.sites / "honest")
            told_found(page, stage.code)
            page.screenshot(stage.out / f"{stage.name}-find-file-{language}.png")
    with stage.case("file: a receipt, one by one"):
        page.goto(stage.file("honest/find.html"))
        receipt = stage.counted.folder / "mine.tlog-proof"
        receipt.write_text(stage.receipt)
        page.set_files("#receipt", [receipt])
        one_by_one(stage, page, stage.sites / "honest")
        told_found(page, stage.code)
    with stage.case("file: a file of another folder is told, and asked for again"):
        page.goto("about:blank")
        page.goto(stage.file("honest/find.html") + f"#{stage.code}")
        one_by_one(stage, page, stage.sites / "a changed tile")
        page.wait('#verdict[data-answer="damaged"]')
        page.fill("#tracking", stage.code)
        page.press("Enter")
        one_by_one(stage, page, stage.sites / "honest")
        told_found(page, stage.code)
    for number, question in enumerate(stage.questions):
        if number % 3 and question.answer == "found" or question.folder in ("large", "another list"):
            continue
        with stage.case(f"file: the whole folder, {question.name}"):
            page.goto("about:blank")
            page.goto(stage.file(f"{question.folder}/find.html"))
            hand_over(stage, page, stage.sites / question.folder, question.name)
            if question.folder == "no checkpoint":
                page.wait_text(STRINGS["nl"]["folder.none"])
                continue
            page.wait_text(STRINGS["nl"]["folder.there"]["other"].split("{n}")[0])
            ask(page, question, stage.handed)
            told(page, question)
    with stage.case("file: a folder that is no election's"):
        page.goto("about:blank")
        page.goto(stage.file("honest/find.html"))
        hand_over(stage, page, stage.sites / "honest" / "tile")
        page.wait_text(STRINGS["nl"]["folder.none"])
    with stage.case("a receipt that is dropped"):
        page.goto(f"{stage.base}/honest/find.html")
        drop(page, {"receipt.tlog-proof": stage.receipt.encode()})
        told_found(page, stage.code)
    page.close_tab()


def hand_over(stage, page, folder, name=""):
    """Chooses the folder, where the engine's automation can, or drops it."""
    if stage.name == "chromium" and len(name) % 2:
        return page.set_files("#folder-files", [folder])
    drop(page, {f"{folder.name}/{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*")
                if path.is_file() and path.relative_to(folder).parts[0] in ("checkpoint", "checkpoints", "tile", "tracking", "0")})


DROP = """(files => {
    const file = (path, name) => new File([Uint8Array.from(atob(files[path]), c => c.charCodeAt(0))], name);
    const entry = (name, above) => {
        const path = above + name;
        if (path in files) return {name, isFile: true, file: done => done(file(path, name))};
        const inside = [...new Set(Object.keys(files).filter(other => other.startsWith(path + "/"))
            .map(other => other.slice(path.length + 1).split("/")[0]))].map(each => entry(each, path + "/"));
        return {name, isFile: false, createReader: () => { let at = 0; return {readEntries: done => done(inside.slice(at, at += 3))}; }};
    };
    const tops = [...new Set(Object.keys(files).map(path => path.split("/")[0]))];
    const event = new Event("drop", {bubbles: true, cancelable: true});
    event.dataTransfer = {types: ["Files"], items: tops.map(name => ({webkitGetAsEntry: () => entry(name, "")}))};
    document.querySelector("main").dispatchEvent(event);
    return event.defaultPrevented;
})(%s)"""


def drop(page, files):
    """Drops files and folders on the page, by the entries that browsers give a page for them."""
    data = {path: base64.b64encode(content).decode() for path, content in files.items()}
    assert page.evaluate(DROP % json.dumps(data)), "the page let the browser open what was dropped"


def one_by_one(stage, page, folder):
    """Hands over the files that the page asks for, until it asks no more."""
    for _ in range(12):
        page.wait("#wanted-0, #verdict")
        if page.exists("#verdict"):
            return
        path = page.text('label[for="wanted-0"]').strip()
        count = page.evaluate("document.querySelectorAll('.wanted li').length")
        if count == 2:
            page.screenshot(stage.out / f"{stage.name}-find-wanted.png")
            stage.tidy(page, "the files that are wanted")
        page.set_files("#wanted-0", [folder / path])
        page.wait(f'.wanted:not(:has([data-path="{path}"])), #verdict')
    raise AssertionError("the page goes on asking for files")


def told_found(page, code):
    page.wait("#verdict")
    assert page.on("#verdict", "e.dataset.answer") == "found", page.text("#verdict")
    assert page.text("#found-code").strip() == code


def limits(stage):
    """Where a browser can't check, or the folder can't be reached, the page says so."""
    text = STRINGS["nl"]
    no_ed25519 = "(SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError')), true)"
    page = stage.engine.page(*PHONE)
    for name, folder, expected in [("honest", "honest", "unsigned"), ("forked", "forked", "contradicted"), ("removed", "removed", "contradicted")]:
        with stage.case(f"no Ed25519: {name}"):
            page.goto(f"{stage.base}/{folder}/find.html")
            page.evaluate(no_ed25519)
            (stage.handed / "mine.txt").write_text(stage.receipt)
            page.set_files("#receipt", [stage.handed / "mine.txt"])
            page.wait("#verdict")
            assert page.on("#verdict", "e.dataset.answer") == expected, page.text("#verdict")
            assert page.exists('.steps [data-result="skipped"]'), "nothing says that signatures were not checked"
            page.screenshot(stage.out / f"{stage.name}-find-{expected}.png")
            stage.tidy(page, expected)
    with stage.case("no Ed25519: another log's checkpoint"):
        page.goto(f"{stage.base}/another log's checkpoint/find.html")
        page.evaluate(no_ed25519)
        page.fill("#tracking", stage.code)
        page.click("#find")
        page.wait('#verdict[data-answer="damaged"]')
    with stage.case("no witnesses: nothing is said of what everybody sees"):
        page.goto(f"{stage.base}/alone/find.html#{stage.code}")
        page.wait_text(text["found.proves.alone"])
        assert text["found.proves"] not in page.text("#verdict")
    with stage.case("no WebCrypto, as on http://"):
        page.goto(f"{stage.base}/honest/find.html")
        page.evaluate("(Object.defineProperty(crypto, 'subtle', {value: undefined}), true)")
        page.fill("#tracking", stage.code)
        page.click("#find")
        page.wait_text(text["insecure"][:60])
    with stage.case("a log's key of small order"):
        page.goto(f"{stage.base}/small-order/find.html#{stage.code}")
        page.wait_text("small order")
        assert not page.exists("#verdict")
    with stage.case("a folder that is published anew while it is read"), served(stage.sites, Growing) as base:
        Growing.older.append(Log(stage.counted.entries[:200], stage.counted.keys).checkpoint().encode())
        page.goto(f"{base}/honest/find.html#{stage.code}")
        told_found(page, stage.code)
        assert not Growing.older, "the older checkpoint was not read"
        page.seen.clear()  # the browser itself tells of the tile that the newer folder has no more
    with stage.case("the folder can't be reached, and then it can"):
        with served(stage.sites) as base:
            page.goto(f"{base}/honest/find.html")
        page.fill("#tracking", stage.code)
        page.click("#find")
        page.wait_text(text["offline"])
        page.screenshot(stage.out / f"{stage.name}-find-offline.png")
    page.close_tab()


def layout(stage):
    """Nothing shifts: neither while a page loads, nor when the answer comes. Paper has the answer alone."""
    if stage.name != "chromium":
        return
    shifts = """new Promise(done => { let sum = 0; new PerformanceObserver(list => {
        for (const entry of list.getEntries()) sum += entry.value; }).observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 300); })"""
    for size in (PHONE, DESKTOP):
        page = stage.engine.page(*size)
        for path in sorted((stage.sites / "honest").rglob("*.html")):
            name = path.relative_to(stage.sites)
            with stage.case(f"no layout shift: {name}, {size[0]} px"):
                page.goto(f"{stage.base}/{name}")
                assert page.evaluate(shifts) < 0.001, page.evaluate(shifts)
        with stage.case(f"no layout shift: a scanned code, {size[0]} px"):
            page.goto(f"{stage.base}/honest/find.html#{stage.code}")
            page.wait("#verdict")
            assert page.evaluate(shifts) < 0.001, page.evaluate(shifts)
        page.close_tab()
    with stage.case("the answer, printed"):
        page = stage.engine.page(*DESKTOP)
        page.goto(f"{stage.base}/honest/find.html#{stage.code}")
        page.wait("#verdict")
        page.tab.emulate_media(media="print")
        page.screenshot(stage.out / "print-find-found.png")
        assert not page.on("#tracking", "e.checkVisibility()") and page.on("#verdict", "e.checkVisibility()")
        page.close_tab()


def vectors(stage):
    """The finder's cryptography, held to vectors/ in this browser."""
    with stage.case("vectors"), served(HERE) as base:
        page = stage.engine.page(800, 600)
        page.goto(f"{base}/Tests/Browser/vectors.html")
        page.wait("#done", 60)
        assert page.text("#failures").strip() == "", page.text("#failures")
        assert "Ed25519 is there" in page.text("#done"), page.text("#done")
        page.close_tab()


CHECKS = [vectors, pages, form, answers, keyboard, as_files, limits, layout]


FAULTS = {
    '<a href="b.html">b</a>': "no such file", '<a href="#x">x</a>': "no such anchor", '<a href="/a.html">a</a>': "root of a host",
    '<a href="../x/a.html">a</a>': "leads out", '<img src="https://c2sp.org/a.png" alt="">': "loaded from elsewhere",
    '<a href="http://c2sp.org/">c</a>': "not known", '<p id="a"></p><p id="a"></p>': "stands twice", '<p id="a b"></p>': "white space",
    '<label for="y">y</label>': 'no id "y"', '<p><b></p>': "closes b", '<p class="a" class="b"></p>': "twice", '<p onclick="a()"></p>': "handler",
}


def folder_checks(tally, counted):
    """What needs no browser: links, weights, and the same bytes from the same record."""
    with tally.case("the link checker finds what is wrong"), tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "a.html"
        for body, fault in FAULTS.items():
            page.write_text(f'<html lang="en"><body>{body}</body></html>')
            found, _ = faults(page.parent)
            assert len(found) >= 1 and fault in found[0], f"{body}: expected {fault}, found {found}"
        page.write_text('<html lang="en"><body><a href="a.html#b">b</a><p id="b"></p></body></html>')
        assert faults(page.parent) == ([], 1), faults(page.parent)
    for site in (counted.site, counted.voting):
        with tally.case(f"links of {site.name}"):
            found, count = faults(site)
            assert count > 0, "no links"
            assert not found, "\n      ".join(found)
            print(f"      {count} links of {site.name} lead somewhere")
        for path in sorted(site.rglob("*.html")):
            with tally.case(f"weight of {site.name}/{path.relative_to(site)}"):
                files = [path, *(file for file in site.rglob("*") if file.suffix in {".css", ".js", ".svg", ".png"})]
                weight = sum(file.stat().st_size for file in files)
                assert weight <= HEAVIEST, f"expected at most {HEAVIEST} bytes, found {weight}"
    with tally.case("published step by step and at once: the same bytes"):
        same_bytes(counted.site, counted.again)
    with tally.case("published once more: the same bytes"):
        before = {path: path.stat().st_mtime_ns for path in counted.again.rglob("*") if path.is_file()}
        counted.publish("election", "again")
        same_bytes(counted.site, counted.again)
        assert {path for path in counted.again.rglob("*") if path.is_file()} == set(before)


def same_bytes(left, right):
    files = [{path.relative_to(folder) for path in folder.rglob("*") if path.is_file()} for folder in (left, right)]
    assert files[0] == files[1], f"only in one: {sorted(map(str, files[0] ^ files[1]))}"
    _, differing, failing = filecmp.cmpfiles(left, right, files[0], shallow=False)
    assert not differing and not failing, f"other bytes: {sorted(map(str, differing + failing))}"


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("--engine", action="append", choices=["chromium", "firefox", "webkit"])
    parser.add_argument("--check", action="append", choices=[check.__name__ for check in CHECKS] + ["folder"])
    parser.add_argument("--out", type=pathlib.Path, default=HERE / ".build" / "screenshots" / "site")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="stembus-site-") as folder:
        folder = pathlib.Path(folder)
        counted = Counted(options.programs.resolve(), folder / "election")
        if not options.check or "folder" in options.check:
            folder_checks(tally, counted)
        sites = folder / "sites"
        material = bad_folders(counted, sites)
        with served(sites) as base, served(sites / "honest") as root:
            for name in options.engine or ["chromium", "firefox", "webkit"]:
                with launch(name) as engine:
                    stage = Stage(tally, engine, name, counted, sites, base, root, options.out, material)
                    for check in CHECKS:
                        if not options.check or check.__name__ in options.check:
                            before = tally.passed, tally.failed
                            with tally.case(f"{name}: {check.__name__}", counts=0):
                                check(stage)
                            print(f"  {name}: {check.__name__}: {tally.passed - before[0]} passed, {tally.failed - before[1]} failed", flush=True)
    print(f"{tally.passed} passed, {tally.failed} failed")
    sys.exit(1 if tally.failed or not tally.passed else 0)


if __name__ == "__main__":
    main()
