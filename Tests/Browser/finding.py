"""What the ballot finder answers: to every question, to what people type, on a web host and from files."""

import base64, datetime, json, re, zoneinfo

from log import Log
from questions import UNKNOWN
from stage import DESKTOP, Growing, HERE, PHONE, STRINGS, served


def answers(stage):
    """Every question has its answer, with the steps that hold and those that don't: each in Dutch, and the first of an
    answer in English too, where both are looked at."""
    page = stage.engine.page(*PHONE)
    shown = set()
    for question in stage.questions:
        first = question.answer not in shown
        shown.add(question.answer)
        for language in ("nl", "en") if first else ("nl",):
            with stage.case(f"{question.name}: {question.answer}, {language}"):
                page.goto(f"{stage.base}/{question.folder}/{'' if language == 'nl' else 'en/'}find.html")
                ask(page, question, stage.handed)
                told(page, question, language)
                if question.near:
                    assert page.text("#near-0").strip() == question.near, page.text("#near-0")
                if question.folder.startswith("no "):
                    page.seen.clear()  # the browser itself tells of a file that is not found
                if first:
                    page.screenshot(stage.out / f"{stage.name}-find-{question.answer}-{language}.png")
                    stage.tidy(page, question.answer)
                    focused = page.evaluate("document.activeElement.id")
                    assert focused == "verdict-title", f"the answer does not get the focus, but {focused}"
    page.close_tab()


def ask(page, question, handed):
    if question.receipt:
        path = handed / question.file
        path.write_bytes(question.receipt.encode())
        page.set_files("#receipt", [path])
    else:
        page.fill("#tracking", question.code)
        page.click("#find")


def told(page, question, language="nl", timeout=20):
    """Waits for the answer, and holds it to the question's."""
    page.wait("#verdict, #error:not(:empty)", timeout)
    assert page.exists("#verdict"), page.text("#error")
    found = page.on("#verdict", "e.dataset.answer")
    steps = page.evaluate("[...document.querySelectorAll('.steps li')].map(e => [e.dataset.step, e.dataset.result])")
    assert found == question.answer, f"expected {question.answer}, found {found}: {steps}"
    bad = tuple(step for step, result in steps if result in ("fails", "few"))
    assert bad == question.fails, f"expected {question.fails} not to hold, found {bad}"
    assert len(steps) > len(bad) or question.answer in ("other", "malformed", "forged",
        "damaged"), "nothing was checked"
    for reason in page.evaluate("[...document.querySelectorAll('[data-result=fails] small')].map(e => e.textContent)"):
        assert any(words.fullmatch(reason) for words in reasons(language)), f"not in the words of {language}: {reason}"


def reasons(language):
    """What fits the sentences for why a check does not hold."""
    return [re.compile(re.sub(r"\\{\w+\\}", ".+", re.escape(text)))
            for key, text in STRINGS[language].items() if key.startswith("reason.")]


def form(stage):
    """What people type: forgiven, or told at once what is wrong with it."""
    code = stage.code
    page = stage.engine.page(*PHONE)
    for path, language in (("find.html", "nl"), ("en/find.html", "en")):
        text = STRINGS[language]
        page.goto(f"{stage.base}/honest/{path}")
        wrong = {
            "": text["code.empty"], code[:-1]: text["code.short"]["one"], code + "0": text["code.long"]["one"],
            code[:-4]: text["code.short"]["other"].replace("{n}", "4"),
            code[:-1] + "U": text["code.stranger"].replace("{symbol}", "U"),
            "0123-4567-89AB-CDEF-GHJW": text["code.voting"],
        }
        for typed, expected in wrong.items():
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
        with stage.case(f"a voting code does not stay in the address bar, in {language}"):
            page.goto("about:blank")
            page.goto(f"{stage.base}/honest/{path}#0123-4567-89AB-CDEF-GHJW")
            page.wait_text(text["code.voting"])
            assert "GHJW" not in page.evaluate("location.href"), page.evaluate("location.href")
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

    with stage.case("keyboard: a tracking code, to its answer, to the receipt's field"):
        page.tab_to("#tracking")
        for key in stage.code.replace("-", ""):
            page.press(key)
        page.press("Enter")
        page.wait('#verdict[data-answer="found"]')
        assert page.evaluate("document.activeElement.id") == "verdict-title"
        page.tab_to("#print")
        page.goto(f"{stage.base}/honest/find.html")
        page.tab_to("#receipt")
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
    with stage.case("file: an unknown tracking code, one by one: a list alone does not tell that there is none"):
        page.goto("about:blank")
        page.goto(stage.file("honest/find.html") + f"#{UNKNOWN}")
        one_by_one(stage, page, stage.sites / "honest")
        page.wait('#verdict[data-answer="unlisted"]')
        drop_folder(page, stage.sites / "honest")
        page.wait('#verdict[data-answer="unknown"]')
    # Where the automation can, the folder is chosen too, and not only dropped.
    if stage.name == "chromium":
        with stage.case("file: the whole folder, chosen"):
            page.goto("about:blank")
            page.goto(stage.file("honest/find.html") + f"#{stage.code}")
            page.set_files("#folder-files", [stage.sites / "honest"])
            told_found(page, stage.code)
    with stage.case("file: the whole folder, of a large log: all of it is read"):
        page.goto("about:blank")
        page.goto(stage.file("large/find.html") + f"#{UNKNOWN}")
        drop_folder(page, stage.sites / "large")
        page.wait('#verdict[data-answer="unknown"]', 60)
    # Every answer but `found`, and that once a folder by a tracking code and once by a receipt: the checks behind it are
    # the same ones as on a web host. The large folders take long.
    seen = set()
    for question in stage.questions:
        kind = (question.folder, question.answer, bool(question.receipt))
        if kind in seen and question.answer == "found" or question.folder in ("large", "another list"):
            continue
        seen.add(kind)
        with stage.case(f"file: the whole folder, {question.name}"):
            page.goto("about:blank")
            page.goto(stage.file(f"{question.folder}/find.html"))
            drop_folder(page, stage.sites / question.folder)
            if question.folder == "no checkpoint":
                page.wait_text(STRINGS["nl"]["folder.none"])
                continue
            page.wait_text(STRINGS["nl"]["folder.there"]["other"].split("{n}")[0])
            ask(page, question, stage.handed)
            told(page, question)
    with stage.case("file: a folder that is no election's"):
        page.goto("about:blank")
        page.goto(stage.file("honest/find.html"))
        drop_folder(page, stage.sites / "honest" / "tile")
        page.wait_text(STRINGS["nl"]["folder.none"])
    with stage.case("a receipt that is dropped"):
        page.goto(f"{stage.base}/honest/find.html")
        drop(page, {"receipt.tlog-proof": stage.receipt.encode()})
        told_found(page, stage.code)
    page.close_tab()


def drop_folder(page, folder):
    drop(page, {f"{folder.name}/{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*")
                if path.is_file() and path.relative_to(folder).parts[0] in ("checkpoint", "checkpoints", "tile",
                    "tracking", "0")})


DROP = """(files => {
    const file = (path, name) => new File([Uint8Array.from(atob(files[path]), c => c.charCodeAt(0))], name);
    const entry = (name, above) => {
        const path = above + name;
        if (path in files) return {name, isFile: true, file: done => done(file(path, name))};
        const inside = [...new Set(Object.keys(files).filter(other => other.startsWith(path + "/"))
            .map(other => other.slice(path.length + 1).split("/")[0]))].map(each => entry(each, path + "/"));
        let at = 0;
        const reader = {readEntries: done => done(inside.slice(at, at += 3))};
        return {name, isFile: false, createReader: () => reader};
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


NO_ED25519 = """(SubtleCrypto.prototype.importKey =
    () => Promise.reject(new DOMException("", "NotSupportedError")), true)"""


def limits(stage):
    """Where a browser can't check, or the folder can't be reached, the page says so."""
    text = STRINGS["nl"]
    page = stage.engine.page(*PHONE)
    for folder, expected in {"honest": "unsigned", "forked": "contradicted", "removed": "contradicted"}.items():
        with stage.case(f"no Ed25519: {folder}"):
            page.goto(f"{stage.base}/{folder}/find.html")
            page.evaluate(NO_ED25519)
            (stage.handed / "mine.txt").write_text(stage.receipt)
            page.set_files("#receipt", [stage.handed / "mine.txt"])
            page.wait("#verdict")
            assert page.on("#verdict", "e.dataset.answer") == expected, page.text("#verdict")
            assert page.exists('.steps [data-result="skipped"]'), "nothing says that signatures were not checked"
            page.screenshot(stage.out / f"{stage.name}-find-{expected}.png")
            stage.tidy(page, expected)
    with stage.case("no Ed25519: another log's checkpoint"):
        page.goto(f"{stage.base}/another log's checkpoint/find.html")
        page.evaluate(NO_ED25519)
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
    for path, language in (("find.html", "nl"), ("en/find.html", "en")):
        with stage.case(f"a log's key of small order, {language}"):
            page.goto(f"{stage.base}/small-order/{path}#{stage.code}")
            page.wait_text(STRINGS[language]["keys"])
            assert not page.exists("#verdict") and "small order" not in page.text("main")
    with served(stage.sites, Growing) as base:
        log = Log(stage.counted.entries, stage.counted.keys)
        for size, what in ((stage.questions.mine, "the list is ahead"), (len(log.entries) - 1, "a tile is gone")):
            with stage.case(f"a folder that is published anew while it is read: {what}"):
                Growing.older["checkpoint"] = log.checkpoint(size).encode()
                page.goto("about:blank")
                page.goto(f"{base}/honest/find.html#{stage.code}")
                told_found(page, stage.code)
                assert not Growing.older, "the older checkpoint was not read"
        with stage.case("a page that stayed open while the list was split into more files"):
            text_of = (stage.sites / "large" / "find.html").read_bytes()
            Growing.older["find.html"] = text_of.replace(b'"tracking_symbols": 1', b'"tracking_symbols": 0')
            page.goto(f"{base}/large/find.html#{stage.questions.far_code}")
            told_found(page, stage.questions.far_code)
            assert not Growing.older, "the older page was not read"
        page.seen.clear()  # the browser itself tells of the files that the newer folder has no more
    with stage.case("the folder can't be reached, and then it can"):
        with served(stage.sites) as base:
            page.goto(f"{base}/honest/find.html")
        page.fill("#tracking", stage.code)
        page.click("#find")
        page.wait_text(text["offline"])
        page.screenshot(stage.out / f"{stage.name}-find-offline.png")
    page.close_tab()


def couples(stage):
    """Whoever knows where a ballot is and goes on with another one's receipt is not told that the two do not fit."""
    page = stage.engine.page(*PHONE)
    for folder, answer, change in (("honest", "found", "true"), ("few", "few", "true"), ("late", "late", "true"),
                                   ("honest", "unsigned", NO_ED25519)):
        with stage.case(f"{answer}, then another one's receipt"):
            page.goto("about:blank")
            page.goto(f"{stage.base}/{folder}/find.html")
            page.evaluate(change)
            page.fill("#tracking", stage.code)
            page.click("#find")
            page.wait(f'#verdict[data-answer="{answer}"]')
            drop(page, {"bewijs.txt": stage.questions.other_receipt.encode()})
            page.wait_text(stage.questions.other_code.replace("-", "\u2011"))
            found = page.on("#verdict", "e.dataset.answer")
            assert found == answer, f"expected {answer}, found {found}"
    page.close_tab()


def times(stage):
    """Times are the election's, as on the other pages, wherever the reader is; in UTC only where those are."""
    page = stage.engine.page(*PHONE)
    for folder, zone, suffix in (("honest", "Europe/Amsterdam", ""), ("utc", "UTC", " UTC")):
        with stage.case(f"the time of cosignatures in {zone}"):
            page.goto(f"{stage.base}/{folder}/find.html#{stage.code}")
            page.wait("#verdict")
            lines = (stage.sites / folder / "checkpoint").read_text().split("\n— ")[2:]
            stamps = [int.from_bytes(base64.b64decode(line.split()[1])[4:12], "big") for line in lines]
            moments = [datetime.datetime.fromtimestamp(stamp, zoneinfo.ZoneInfo(zone)) for stamp in stamps]
            clocks = [f"{moment:%H:%M}{suffix}" for moment in moments]
            told = page.text('[data-step="witnesses"] small')
            found = re.findall(r"\d\d:\d\d(?: UTC)?", told)
            assert len(found) > 0 and sorted(found) == sorted(clocks), f"expected {clocks}, found {told}"
            assert ("UTC" in page.text(".checked")) == (zone == "UTC"), page.text(".checked")
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


CHECKS = [vectors, form, answers, keyboard, as_files, couples, times, limits]
