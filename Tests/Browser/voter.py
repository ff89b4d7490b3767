"""A resident who votes in a browser."""

import json

from election import HERE

DISTRICT = "noord-oost"
TEXTS = {language: json.loads((HERE / "Sources" / "VotingPage" / "strings" / f"{language}.json").read_text())
         for language in ("nl", "en")}


class Voter:
    """A resident at a browser, who looks at every state: axe, what runs over the edge, the console, a screenshot."""

    def __init__(self, page, name, url, out, language="nl"):
        self.page, self.name, self.url, self.out, self.language, self.number = page, name, url, out, language, 0

    def beside(self):
        """The same device's second tab."""
        return Voter(self.page.beside(), f"{self.name}-beside", self.url, self.out, self.language)

    def open(self, path="/"):
        self.page.goto(self.url + path)
        return self

    def follow(self, path):
        """Opens a link of the page that is shown, in the tab that shows it: the document stays."""
        self.page.evaluate(f"void (location.href = {json.dumps(path)})")
        return self

    def address(self): return self.page.evaluate("location.href + JSON.stringify(history.state)")

    def at(self, step, look=True, timeout=20):
        """Waits for the step, and looks at it."""
        self.page.wait(f"main[data-step={step}]", timeout)
        if look:
            self.look(step)
        return self

    def look(self, what, failing=False):
        """`failing` where the page asks in vain, again and again: the browser's console names every such question."""
        self.number += 1
        self.page.screenshot(self.out / f"{self.name}-{self.number:02}-{what}.png")
        violations = [(violation["id"], [node["html"][:120] for node in violation["nodes"]]) for violation in self.page.axe()]
        assert not violations, f"{what}: {violations}"
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{what}: {over} px over the edge"
        assert failing or not self.page.errors(), f"{what}: {self.page.errors()}"
        if failing:
            self.page.seen.clear()

    def speak(self):
        self.at("code", look=False).page.click(f"#language-{self.language}")

    def enter(self, code):
        self.page.fill("#code", code)
        self.page.click("#continue")

    def told(self, key):
        """Waits until the page says this, in the language that it speaks."""
        self.page.wait_text(TEXTS[self.page.evaluate("document.documentElement.lang")][key][:40])

    def refused(self, key):
        self.told(key)
        self.look(key)

    def pick(self, *projects):
        for project in projects:
            self.page.click(f'[data-project="{project}"]')
            assert self.page.on(f'[data-project="{project}"]', "e.checked"), f"{project} was not picked"

    def seal(self, *projects, look=True):
        """From the list of projects to the sealed ballot; returns its tracking code."""
        self.pick(*projects)
        self.page.click("#review")
        self.at("review", look).page.click("#seal")
        self.at("sealed", look)
        return self.page.text("#tracking-code").strip()

    def cast(self, look=True):
        self.page.click("#cast")
        self.at("receipt", look)
        return self.page.text("#receipt-code").strip()
