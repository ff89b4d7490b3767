"""One interface over Chromium, Firefox and WebKitGTK for the end-to-end tests of a page.

    with launch("firefox") as engine:
        page = engine.page(320, 640, scheme="dark")
        page.goto("http://127.0.0.1:8080/")
        page.fill("#name", "Ada"); page.press("Enter"); page.wait_text("Welcome, Ada")
        assert not page.axe() and not page.errors()

Every engine is driven over its own automation protocol: Chromium over Playwright (CDP), Firefox over its built-in
WebDriver BiDi, WebKitGTK over WebKitWebDriver. Scripts of the tests enter through that protocol only, so that the
page keeps its strict Content-Security-Policy and Trusted Types, and the tests see what a voter's browser does.

apt: chromium firefox-esr webkit2gtk-driver xvfb; pip: playwright websockets axe-playwright-python
"""

import base64, contextlib, importlib.util, json, os, pathlib, signal, socket, subprocess, tempfile, time
import urllib.error, urllib.request

# The keys with a name, as Playwright and the DOM call them, and the code points by which WebDriver knows them.
KEYS = {"Backspace": "\ue003", "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009",
        "Alt": "\ue00a", "Escape": "\ue00c", "Space": " ", "End": "\ue010",
        "Home": "\ue011", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
        "Delete": "\ue017"}


def strokes(keys):
    """The key actions of WebDriver for a chord: all down in order, all up the other way round."""
    values = [KEYS.get(key, key) for key in keys]
    return {"type": "key", "id": "keyboard", "actions": [{"type": "keyDown", "value": value} for value in values]
            + [{"type": "keyUp", "value": value} for value in reversed(values)]}


class EngineError(RuntimeError):
    """The engine refused a command: a script threw, a navigation failed, an element is missing."""


def launch(name):
    """The engine of that name, to be used in a `with`: it leaves no process and no profile behind."""
    return {"chromium": Chromium, "firefox": Firefox, "webkit": WebKit}[name]()


def axe_source():
    """The source of axe-core, from the PyPI package that carries it (no network, no npm)."""
    package = importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]
    return pathlib.Path(package, "axe.min.js").read_text(encoding="utf-8")


def until(what, probe, timeout=10):
    """The first true answer of `probe`, polled; errors count as "not yet", as a page may be between two documents."""
    end, last = time.monotonic() + timeout, None
    while True:
        try:
            if answer := probe():
                return answer
        except (EngineError, OSError, ValueError) as error:
            last = error
        if time.monotonic() > end:
            raise TimeoutError(f"no {what} within {timeout} s" + (f": {last}" if last else ""))
        time.sleep(0.03)


class Engine(contextlib.ExitStack):
    """A browser and all that it needs; what is started is put on the stack, and ended from the last to the first."""

    def __enter__(self):
        self.folder = self.enter_context(tempfile.TemporaryDirectory(prefix="engine-", ignore_cleanup_errors=True))
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def page(self, width, height, scheme="light", scripts=True):
        """A page in a context of its own: it shares no storage with another."""
        return self.kind(self, width, height, scheme, scripts)

    def spawn(self, command, stack=None, fds=(), **environment):
        """Starts a process in a group of its own, at home in the temporary folder, and ends the group at the exit."""
        home = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"), self.folder)
        none = subprocess.DEVNULL
        process = subprocess.Popen(command, stdin=none, stdout=none, stderr=none, pass_fds=fds, start_new_session=True,
                                   env={**os.environ, **home, **environment})
        (stack or self).callback(self.end, process)

    @staticmethod
    def end(process):
        for number in (signal.SIGTERM, signal.SIGKILL):  # the second one takes the children that the first one left
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)


class Page:
    """What all engines share. A subclass gives goto, reload, back, run, click, chord, set_files, size, screenshot,
    offline, beside and close_tab."""

    def __init__(self, scripts):
        self.scripts, self.seen = scripts, []

    def evaluate(self, expression):
        """The JSON value of an expression in the page, awaited; None for undefined. Where the page's scripts are
        off, no promise ever resolves, so the expression is then taken as it is."""
        value = f"await (\n{expression}\n)" if self.scripts else f"(\n{expression}\n)"
        answer = self.run(f"({'async ' * self.scripts}() => JSON.stringify({value}) ?? null)()")
        return None if answer is None else json.loads(answer)

    def on(self, css, body):
        """Evaluates `body` with the first element of the selector as `e`, which is null if there is none."""
        return self.evaluate(f"(e => {body})(document.querySelector({json.dumps(css)}))")

    def exists(self, css): return self.on(css, "e !== null")
    def text(self, css="body"): return self.on(css, "e.innerText")

    def wait(self, css, timeout=10):
        """Waits until the element is there and visible."""
        until(f"visible {css}", lambda: self.on(css, "!!e && e.checkVisibility({visibilityProperty: true})"), timeout)

    def wait_text(self, text, timeout=10):
        """Waits until the page shows the text."""
        until(f"text {text!r}", lambda: text in " ".join((self.text() or "").split()), timeout)

    def fill(self, css, text):
        """Types the text with real keys over what the field held."""
        self.wait(css)
        if not self.on(css, "(e.scrollIntoView({block: 'nearest'}), e.focus(), e.select?.(), "
                            "e.getRootNode().activeElement === e)"):
            raise EngineError(f"{css} takes no focus")
        for key in text or ["Delete"]:
            self.chord({" ": ["Space"], "\n": ["Enter"]}.get(key, [key]))

    def back_until(self, css, presses=6):
        """Goes back, as the browser's button does, until the element is there."""
        for _ in range(presses):
            self.back()
            with contextlib.suppress(TimeoutError):
                return self.wait(css, 1)
        raise AssertionError(f"the way back does not lead to {css}")

    def press(self, key):
        """Presses a key, or a chord as 'Shift+Tab', on what has the focus."""
        self.chord(key.split("+") if len(key) > 1 else [key])

    def tab_to(self, css):
        """Presses Tab until the element has the focus."""
        for _ in range(60):
            if self.evaluate(f"document.activeElement.matches({json.dumps(css)})"):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {css}")

    def errors(self):
        """The console's errors, violations of the policy and uncaught exceptions so far, as the engine words them."""
        # An engine reports from its next turns on; the answer to this comes after what it had to report.
        self.evaluate("new Promise(done => setTimeout(done, 50))" if self.scripts else "0")
        return list(self.seen)

    def axe(self):
        """The violations that axe-core finds in the page; [] is the answer to wish for."""
        if not self.scripts:
            raise EngineError("axe needs a page with scripts: it waits for promises and timers")
        if not self.evaluate("typeof axe === 'object'"):
            self.evaluate(f"(() => {{ {axe_source()}\n }})()")
        return self.evaluate("axe.run(document).then(result => result.violations)")


# Chromium, over Playwright

class ChromiumPage(Page):
    def __init__(self, engine, width, height, scheme, scripts, context=None):
        super().__init__(scripts)
        self.engine, self.traits = engine, (width, height, scheme, scripts)
        self.context = context or engine.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=scripts)
        self.tab = self.context.new_page()
        self.tab.on("console", lambda message: message.type == "error" and self.seen.append(
            f"{message.text} {message.location.get('url', '')}".strip()))
        self.tab.on("pageerror", lambda error: self.seen.append(str(error)))
        self.protocol = self.context.new_cdp_session(self.tab)

    def goto(self, url): self.tell(self.tab.goto, url)
    def reload(self): self.tell(self.tab.reload)
    def back(self): self.tell(self.tab.go_back, wait_until="commit")
    def beside(self): return ChromiumPage(self.engine, *self.traits, context=self.context)

    def tell(self, command, *arguments, **options):
        from playwright.sync_api import Error
        try:
            return command(*arguments, **options)
        except Error as error:
            raise EngineError(error.message) from error

    def run(self, script):
        """Asks the protocol itself, with no eval: what the page's policy forbids, it forbids here too."""
        answer = self.tell(self.protocol.send, "Runtime.evaluate", {
            "expression": script, "awaitPromise": True, "returnByValue": True, "allowUnsafeEvalBlockedByCSP": False})
        if failure := answer.get("exceptionDetails"):
            raise EngineError(failure.get("exception", {}).get("description") or failure["text"])
        return answer["result"].get("value")

    def click(self, css):
        self.wait(css)
        self.tell(self.tab.locator(css).first.click, timeout=10_000)

    def chord(self, keys):
        typed = len(keys) == 1 and len(keys[0]) == 1  # typing also takes letters that are on no American keyboard
        self.tell(self.tab.keyboard.type if typed else self.tab.keyboard.press, "+".join(keys))

    def set_files(self, css, paths): self.tell(self.tab.set_input_files, css, paths)
    def size(self, width, height): self.tab.set_viewport_size({"width": width, "height": height})
    def screenshot(self, path, full=True): self.tell(self.tab.screenshot, path=path, full_page=full)

    def offline(self, on):
        self.context.set_offline(on)
        return True

    def close_tab(self):
        self.tab.close()
        if not self.context.pages:
            self.context.close()


class Chromium(Engine):
    """Debian's Chromium; Playwright brings the protocol, and never a browser of its own."""

    kind = ChromiumPage

    def start(self):
        from playwright.sync_api import sync_playwright
        playwright = self.enter_context(sync_playwright())
        self.browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        self.callback(self.browser.close)


# Firefox, over WebDriver BiDi

class FirefoxPage(Page):
    SET_UP = """(({NavigableManager}, id, scheme, scripts) => Object.assign(NavigableManager.getBrowsingContextById(id),
        {prefersColorSchemeOverride: scheme, allowJavascript: scripts}) && null
    )(ChromeUtils.importESModule("chrome://remote/content/shared/NavigableManager.sys.mjs"), ...%s)"""

    def __init__(self, engine, width, height, scheme, scripts, user=None):
        super().__init__(scripts)
        self.engine, self.shape = engine, (width, height, scheme, scripts)
        self.user = user or engine.send("browser.createUserContext")["userContext"]
        self.context = engine.send("browsingContext.create", type="tab", userContext=self.user)["context"]
        engine.pages[self.context] = self
        self.traits = json.dumps([self.context, scheme, scripts])
        self.set_up()
        self.size(width, height)

    def set_up(self): self.run(self.SET_UP % self.traits, self.engine.chrome)

    def send(self, method, **parameters): return self.engine.send(method, context=self.context, **parameters)

    def goto(self, url):
        self.send("browsingContext.navigate", url=url, wait="complete")
        self.set_up()  # a page with Cross-Origin-Opener-Policy takes a new context, which has forgotten them

    def reload(self): self.send("browsingContext.reload", wait="complete")
    def back(self): self.send("browsingContext.traverseHistory", delta=-1)
    def beside(self): return FirefoxPage(self.engine, *self.shape, user=self.user)

    def run(self, script, context=None):
        answer = self.engine.send("script.evaluate", expression=script, awaitPromise=True,
                                  target={"context": context or self.context})
        if answer["type"] == "exception":
            raise EngineError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def element(self, css):
        self.wait(css)
        nodes = self.send("browsingContext.locateNodes", locator={"type": "css", "value": css}, maxNodeCount=1)["nodes"]
        return {"sharedId": nodes[0]["sharedId"]}

    def click(self, css):
        element = self.element(css)
        # It stays in view when the page has painted (a hidden tab paints nothing): until then what was typed before may
        # still scroll the page to where it was typed, and the click would land elsewhere.
        until(f"{css} in view", lambda: self.on(css, """(e.scrollIntoView({block: 'center', behavior: 'instant'}),
            new Promise(done => (requestAnimationFrame(() => requestAnimationFrame(() => done())), setTimeout(done, 200))))
            .then(() => (box => box.top + box.height / 2 > 0 && box.top + box.height / 2 < innerHeight)
                (e.getBoundingClientRect()))"""))
        self.send("input.performActions", actions=[{"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": element}},
            {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}])

    def chord(self, keys): self.send("input.performActions", actions=[strokes(keys)])

    def set_files(self, css, paths):
        self.send("input.setFiles", element=self.element(css), files=[str(path) for path in paths])

    def size(self, width, height): self.send("browsingContext.setViewport", viewport={"width": width, "height": height})

    def screenshot(self, path, full=True):
        shot = self.send("browsingContext.captureScreenshot", origin="document" if full else "viewport")
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))

    def offline(self, on):
        self.engine.send("emulation.setNetworkConditions", contexts=[self.context],
                         networkConditions={"type": "offline"} if on else None)
        return True

    def close_tab(self):
        del self.engine.pages[self.context]
        if any(page.user == self.user for page in self.engine.pages.values()):
            self.send("browsingContext.close")
        else:
            self.engine.send("browser.removeUserContext", userContext=self.user)


class Firefox(Engine):
    """Firefox ESR. BiDi has no command yet for a tab's colour scheme and scripts, so the engine also asks for its
    chrome scope, and sets both where the developer tools set them: in the tab's browsing context."""

    kind = FirefoxPage
    PREFERENCES = {"security.fileuri.strict_origin_policy": True, "datareporting.policy.dataSubmissionEnabled": False}

    def start(self):
        from websockets.sync.client import connect
        profile = pathlib.Path(self.folder, "profile")
        profile.mkdir()
        profile.joinpath("user.js").write_text("".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in self.PREFERENCES.items()))
        self.spawn(["firefox-esr", "--headless", "--no-remote", "--remote-debugging-port=0",
                    "--remote-allow-system-access", "--profile", str(profile)])
        address = profile / "WebDriverBiDiServer.json"
        port = until("Firefox", lambda: json.loads(address.read_text())["ws_port"], 60)
        self.socket = self.enter_context(connect(f"ws://127.0.0.1:{port}/session", max_size=None, proxy=None))
        self.count, self.pages = 0, {}
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        self.chrome = self.send("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"][0]["context"]

    def send(self, method, **parameters):
        """The answer to a command; what happened in the pages meanwhile comes before it, and goes to the pages."""
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=60))
            if message.get("id") == self.count:
                if message["type"] == "error":
                    raise EngineError(f"{method}: {message['error']}: {message['message']}")
                return message["result"]
            event = message.get("params", {})
            if event.get("level") == "error" and (page := self.pages.get(event["source"].get("context"))):
                page.seen.append(event["text"])


# WebKitGTK, over WebKitWebDriver

class WebKitPage(Page):
    def __init__(self, engine, width, height, scheme, scripts, opener=None):
        super().__init__(scripts)
        self.engine, self.traits = engine, (width, height, scheme, scripts)
        if opener:
            self.stack, self.base, self.bar, self.tabs = opener.stack, opener.base, opener.bar, opener.tabs
            self.tab = opener.ask("POST", "/window/new", {"type": "window"})["handle"]
            self.tabs["open"].append(self.tab)
            self.size(width, height)
            return
        self.tab, self.tabs = None, {"front": None, "open": []}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.base = f"http://127.0.0.1:{free.getsockname()[1]}"
        self.stack = engine.enter_context(contextlib.ExitStack())
        # No sandbox of its own, as bubblewrap needs rights that a container lacks, and no GPU.
        engine.spawn(["WebKitWebDriver", "--port=" + self.base.rpartition(":")[2]], self.stack,
                     DISPLAY=engine.display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1", LIBGL_ALWAYS_SOFTWARE="1",
                     NO_AT_BRIDGE="1")
        until("WebKitWebDriver", lambda: self.ask("GET", "/status")["ready"])
        options = {"binary": engine.binary, "args": ["--automation", f"--enable-javascript={str(scripts).lower()}",
                                                     *["--dark-mode"] * (scheme == "dark")]}
        session = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        self.base += "/session/" + session["sessionId"]
        self.tab = self.tabs["front"] = self.ask("GET", "/window")
        self.tabs["open"].append(self.tab)
        self.window(600, 600)
        self.bar = until("window", lambda: self.evaluate("innerWidth === 600 && 600 - innerHeight"))
        self.size(width, height)

    def ask(self, method, path, body=None):
        """The value that the driver answers to a command, given to this page's own window."""
        if self.tab and self.tabs["front"] != self.tab:
            self.tabs["front"] = self.tab
            self.ask("POST", "/window", {"handle": self.tab})
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as failure:
            value = json.load(failure)["value"]
            raise EngineError(f"{path}: {value['error']}: {value['message']}") from None

    def goto(self, url):
        self.ask("POST", "/url", {"url": url})
        self.watch()

    def reload(self):
        self.ask("POST", "/refresh")
        self.watch()

    def back(self): self.ask("POST", "/back")
    def beside(self): return WebKitPage(self.engine, *self.traits, opener=self)

    def run(self, script): return self.ask("POST", "/execute/sync", {"script": f"return {script}", "args": []})

    def watch(self):
        """WebKitWebDriver tells nothing of the console, so the document notes from its load on what goes wrong."""
        if self.scripts:
            self.evaluate("""[["securitypolicyviolation", e => `CSP: ${e.effectiveDirective} blocked ${e.blockedURI}`],
                ["error", e => e.message], ["unhandledrejection", e => String(e.reason)]].forEach(([type, words]) =>
                addEventListener(type, e => (window[Symbol.for("errors")] ??= []).push(words(e))))""")

    def errors(self):
        """What the document that is shown has noted."""
        return self.evaluate('new Promise(done => setTimeout(done, 50)).then(() => window[Symbol.for("errors")] ?? [])'
                             ) if self.scripts else []

    def element(self, css):
        return "/element/" + next(iter(self.ask("POST", "/element", {"using": "css selector", "value": css}).values()))

    def click(self, css):
        self.wait(css)
        self.on(css, "e.scrollIntoView({block: 'center', behavior: 'instant'})")
        self.ask("POST", self.element(css) + "/click")

    def chord(self, keys): self.ask("POST", "/actions", {"actions": [strokes(keys)]})

    def set_files(self, css, paths):
        self.ask("POST", self.element(css) + "/value", {"text": "\n".join(map(str, paths))})

    def size(self, width, height):
        self.window(width, height + self.bar)
        until(f"page of {width}x{height}", lambda: self.evaluate("[innerWidth, innerHeight]") == [width, height])

    def window(self, width, height):
        """Sizes the window. Its place puts the pointer, which rests in the screen's middle, on the toolbar: with no
        window manager the focus is where the pointer is."""
        self.ask("POST", "/window/rect", {"x": 1990, "y": 1990, "width": width, "height": height})

    def screenshot(self, path, full=True):
        """WebDriver shows the window only; for the full page the window is as high as the page for that moment."""
        width, height, page = self.evaluate("[innerWidth, innerHeight, document.documentElement.scrollHeight]")
        if full:
            self.size(width, page)
        pathlib.Path(path).write_bytes(base64.b64decode(self.ask("GET", "/screenshot")))
        if full:
            self.size(width, height)

    def offline(self, on):
        """WebKitGTK has no switch for it; a test can stop its server instead."""
        return False

    def close_tab(self):
        self.tabs["open"].remove(self.tab)
        if self.tabs["open"]:
            self.ask("DELETE", "/window")
            self.tabs["front"] = None
        else:
            self.stack.close()  # the driver takes its browser along


class WebKit(Engine):
    """WebKitGTK's MiniBrowser on a virtual display. Its colour scheme and scripts are switches of the browser, so
    every page is a browser of its own, with its own driver, as a driver holds one session."""

    kind = WebKitPage

    def start(self):
        # Without its margins the toolbar leaves the window as narrow as a phone.
        style = pathlib.Path(self.folder, "gtk-3.0/gtk.css")
        style.parent.mkdir()
        style.write_text("button, entry, image { min-width: 0; padding: 0; margin: 0; border: 0; font-size: 1px; }")
        reader, writer = os.pipe()
        with open(reader) as answer:
            self.spawn(["Xvfb", "-displayfd", str(writer), "-screen", "0", "4000x4000x24", "-nolisten", "tcp"],
                       fds=[writer])
            os.close(writer)
            self.display = ":" + answer.readline().strip()
        self.binary = str(next(pathlib.Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
