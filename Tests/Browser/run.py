#!/usr/bin/env python3
"""Votes with the voting page in real browsers, against a real ballot box, and has the ballots verified.

    Tests/Browser/run.py PROGRAMS [--engine NAME]… [--out DIR]

PROGRAMS is the folder with the built programs. Screenshots of every state go to DIR (.build/browser).
"""

import argparse, contextlib, functools, http.server, json, pathlib, shutil, signal, sys, tempfile, threading, traceback

import addresses, devices, mishaps
from election import HERE, Election, between, cheating, unknown_code
from engines import launch, until
from voter import DISTRICT, TEXTS, Voter


def whole_flow(stage, width, height, scheme, language):
    """Every step, as most residents take them."""
    voter = stage.voter(width, height, scheme, language).open()
    voter.speak()
    voter.look("code")
    code = stage.election.code(DISTRICT)
    voter.page.fill("#code", code.lower().replace("-", " "))
    voter.page.wait_text(TEXTS[language]["code.good"])
    voter.page.click("#continue")
    voter.at("choose")
    projects = voter.page.evaluate("[...document.querySelectorAll('[data-project]')].map(e => e.dataset.project)")
    assert sorted(projects) == [f"NO-0{n}" for n in range(1, 7)], projects
    voter.page.fill("#search", "regen speelweide")
    shown = "document.querySelectorAll('[data-project]').length"
    until("one project", lambda: voter.page.evaluate(shown) == 1)
    voter.page.fill("#search", "")
    until("all projects", lambda: voter.page.evaluate(shown) == 6)
    # NO-02 and NO-01 cost 26,350 of 36,000; the cheapest other one fits, the dearest does not.
    voter.pick("NO-02", "NO-01")
    blocked = voter.page.evaluate("[...document.querySelectorAll('.blocked [data-project]')].map(e => e.dataset.project)")
    assert blocked, "nothing is too dear any more"
    voter.look("chosen")
    voter.page.on(f'[data-project="{blocked[0]}"]', "e.focus()")
    voter.page.press("Space")
    assert voter.page.text("#error").startswith(voter.page.text(f'label[for="project-{blocked[0]}"] .name')), "no reason"
    assert not voter.page.on(f'[data-project="{blocked[0]}"]', "e.checked")
    voter.look("blocked")
    tracking = voter.seal()
    assert voter.cast() == tracking
    stage.cast(tracking, "NO-02", "NO-01")
    voter.page.reload()
    voter.at("receipt", look=False).page.click("#finish")
    voter.at("finished")
    voter.open().at("code", look=False)
    left = voter.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert tracking not in left and code not in left and "ballot" not in left, left
    voter.open(f"/check#{tracking}").at("found")
    # Used now: told so, on the page and after it.
    voter.open()
    voter.at("code", look=False).enter(code)
    voter.refused("code.voted")
    hosts = voter.page.evaluate("performance.getEntriesByType('resource').map(e => new URL(e.name).origin)")
    assert set(hosts) <= {stage.box.url}, hosts


def phone_in_dutch(stage): whole_flow(stage, 390, 844, "light", "nl")
def phone_in_english(stage): whole_flow(stage, 390, 844, "light", "en")
def desktop_in_dutch(stage): whole_flow(stage, 1280, 900, "light", "nl")
def desktop_in_english(stage): whole_flow(stage, 1280, 900, "dark", "en")
def narrow_in_english(stage): whole_flow(stage, 320, 640, "dark", "en")


def wrong_codes(stage):
    """Mistyped, unknown, revoked: each its own answer, in the resident's language."""
    for language in ("nl", "en"):
        voter = stage.voter(390, 844, "light", language).open()
        voter.speak()
        code = stage.election.free[DISTRICT][0]
        asked = "performance.getEntriesByType('resource').filter(e => e.name.endsWith('eligibility')).length"
        for wrong, answer in [
            (code[:-1] + ("0" if code[-1] != "0" else "1"), "code.typo"), ("U" + code[1:], "code.stranger"),
        ]:
            voter.enter(wrong)
            voter.page.wait_text(TEXTS[language][answer].split("}")[-1][:30])
            voter.look(answer)
        assert voter.page.evaluate(asked) == 0, "a mistyped code was sent"
        voter.enter(code[:-3])
        voter.page.wait_text(TEXTS[language]["code.short"]["other"].replace("{n}", "3"))
        for wrong, answer in [(unknown_code(), "code.unknown"), (stage.revoked, "code.revoked")]:
            voter.open()
            voter.at("code", look=False).enter(wrong)
            # The browser's console names the unknown code's 404 as an error of the network; the page tells it in words.
            voter.told(answer)
            voter.page.seen.clear()
            voter.look(answer)


def link_from_the_letter(stage):
    """The code in the fragment is taken out of the address bar at once."""
    voter = stage.voter()
    code = stage.election.free[DISTRICT][0]
    voter.open(f"/#{code}").at("choose", look=False)
    assert code not in voter.page.evaluate("location.href + JSON.stringify(history.state)")
    voter.page.evaluate("history.back()")
    voter.at("code", look=False)
    assert voter.page.on("#code", "e.value") == "", "the code is still there"


def lost_answer(stage):
    """The box comes back while the page waits: the page goes on by itself, or when the resident asks it to."""
    voter = stage.voter()
    voter.open(f"/#{stage.election.code(DISTRICT)}").at("choose", look=False)
    tracking = voter.seal("NO-04", look=False)
    stage.box.stop()
    try:
        voter.page.click("#cast")
        voter.page.wait("#now")
    finally:
        stage.box.start()
    voter.page.click("#now")
    voter.at("receipt", look=False)
    assert voter.page.text("#receipt-code").strip() == tracking
    stage.cast(tracking, "NO-04")


def lost_receipt(stage):
    """The ballot arrives and the answer is lost: the same ballot again gets the same receipt."""
    answers = []

    def lose_the_first(answer):
        answers.append(answer)
        return answer if len(answers) > 1 else None

    with between(stage.box, lose_the_first) as address:
        voter = stage.voter()
        voter.page.goto(f"{address}/#{stage.election.code(DISTRICT)}")
        voter.at("choose", look=False)
        tracking = voter.seal("NO-06", look=False)
        voter.page.click("#cast")
        voter.at("receipt", look=False)
    assert voter.page.text("#receipt-code").strip() == tracking
    assert len(answers) > 1 and all(answer == answers[0] for answer in answers), answers
    stage.cast(tracking, "NO-06")


def lying_box(stage):
    """Another ballot's receipt, and one whose signature is false: the page says so, and keeps them as evidence."""
    other, _ = stage.ballots[0]
    for lie in ("another", "forged"):
        def alter(answer):
            if lie == "another":
                return {**answer, "receipt": stage.box.get(f"/v1/receipts/{other}")[1]}
            text, _, lines = answer["receipt"].rpartition("\n\n")
            return {**answer, "receipt": f"{text}\n\n" + lines.replace("A", "B", 1)}

        with between(stage.box, alter) as address:
            voter = stage.voter()
            voter.page.goto(f"{address}/#{stage.election.code(DISTRICT)}")
            voter.at("choose", look=False)
            tracking = voter.seal("NO-06", look=False)
            voter.page.click("#cast")
            if lie == "forged" and not voter.page.evaluate(ED25519):
                voter.at("receipt", look=False).told("receipt.unsigned")
            else:
                voter.at("problem").told("casting.bad")
                assert voter.page.exists("#download"), "the answer can't be kept"
        stage.cast(tracking, "NO-06")


ED25519 = """crypto.subtle.importKey("raw", new Uint8Array(32).fill(0x58, 0, 1).fill(0x66, 1), "Ed25519", false, ["verify"])
    .then(() => true, () => false)"""


def honest_check(stage):
    """The second device finds the tracking code and the choices; the opened ballot is never cast."""
    for language in ("nl", "en"):
        voter = stage.voter(language=language).open()
        voter.speak()
        voter.enter(stage.election.code(DISTRICT))
        voter.at("choose", look=False)
        opened = voter.seal("NO-02", "NO-04", look=False)
        voter.page.click("#check")
        voter.at("check")
        link = voter.page.on("#check-link", "e.value")
        second = stage.voter(language=language)
        second.page.goto(link)
        second.at("opened", look=False).page.click(f"#language-{language}")
        second.at("opened")
        assert second.page.text("#tracking-code").strip() == opened
        assert stage.chosen(second) == ["NO-02", "NO-04"]
        assert "#" not in second.page.evaluate("location.href")
        # Another randomness does not open it.
        second.page.goto("about:blank")
        second.page.goto(link[:-6] + ("AAAAAA" if link[-6:] != "AAAAAA" else "BBBBBB"))
        second.at("bad", look=False)
        voter.page.click("#again")
        voter.at("sealed", look=False)
        tracking = voter.page.text("#tracking-code").strip()
        assert tracking != opened and voter.cast(look=False) == tracking
        stage.cast(tracking, "NO-02", "NO-04")
        assert stage.box.get(f"/v1/receipts/{opened}")[0] == 404, "the opened ballot was cast"


def cheating_page(stage):
    """A page that seals another choice, and one that opens another ballot than it sealed: the second device tells."""
    for kind, change in CHEATS.items():
        with stage.elsewhere(kind, change) as there:
            voter = there.voter()
            voter.open(f"/#{there.election.code(DISTRICT)}").at("choose", look=False)
            shown = voter.seal("NO-02", "NO-04", look=False)
            voter.page.click("#check")
            voter.at("check", look=False)
            second = there.voter()
            second.page.goto(voter.page.on("#check-link", "e.value"))
            second.at("opened")
            same = second.page.text("#tracking-code").strip() == shown
            choices = there.chosen(second)
            assert (same, choices) == {"choice": (True, ["NO-01"]), "swap": (False, ["NO-02", "NO-04"])}[kind], (same, choices)


DISHONEST = 'elementsOf(contests, new Map(contests.map(({ id }) => [id, new Set(["NO-01"])])))'
CHEATS = {
    "choice": {"elements: elementsOf(contests, this.picks)": f"elements: {DISHONEST}"},
    "swap": {
        "    this.opened = given;\n": "    this.opened = { ...this.honest, trackingCode: given.trackingCode };\n",
        "    const { ballot, randomness } = await seal({\n": """    this.honest = await seal({
      context: fromHex(this.election.context), electionKey: fromHex(this.election.election_key), credentials,
      district: this.election.districts.indexOf(this.district), elements: elementsOf(contests, this.picks)
    });
    const { ballot, randomness } = await seal({
""",
    },
}


def keyboard_alone(stage):
    """The flow with Tab, Space and Enter."""
    voter = stage.voter(1280, 900, "light", "nl").open()
    voter.at("code", look=False)
    page = voter.page

    page.tab_to("#code")
    for key in stage.election.code(DISTRICT).replace("-", ""):
        page.press(key)
    page.press("Enter")
    voter.at("choose", look=False)
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.tab_to('[data-project="NO-06"]')
    page.press("Space")
    page.tab_to("#review")
    page.press("Enter")
    voter.at("review", look=False)
    page.tab_to("#seal")
    page.press("Enter")
    voter.at("sealed", look=False)
    tracking = page.text("#tracking-code").strip()
    page.tab_to("#cast")
    page.press("Enter")
    voter.at("receipt", look=False)
    assert page.text("#receipt-code").strip() == tracking
    stage.cast(tracking, "NO-06")


def right_to_left(stage):
    """Nothing runs over the edge when the text runs the other way."""
    voter = stage.voter(320, 640, "light", "nl").open(f"/#{stage.election.free[DISTRICT][0]}")
    voter.at("choose", look=False)
    voter.page.evaluate("void (document.documentElement.dir = 'rtl')")
    voter.look("right-to-left")


def vectors(stage):
    """The page's cryptography, held to vectors/ in the browser."""
    handler = functools.partial(QuietHandler, directory=str(HERE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            page = stage.engine.page(800, 600)
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/Tests/Browser/vectors.html")
            page.wait("#done", 60)
            assert page.text("#failures").strip() == "", page.text("#failures")
            print(f"      {page.text('#done')}")
        finally:
            server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}

    def log_message(self, *_): pass


CHECKS = [vectors, phone_in_dutch, phone_in_english, desktop_in_dutch, desktop_in_english, narrow_in_english, wrong_codes, link_from_the_letter,
          lost_answer, lost_receipt, lying_box, honest_check, cheating_page, keyboard_alone, right_to_left,
          *addresses.CHECKS, *devices.CHECKS, *mishaps.CHECKS]


class Stage:
    """An engine before an election's box; keeps what was cast, to hold against the outcome."""

    def __init__(self, engine, name, election, box, out, revoked, programs):
        self.engine, self.name, self.election, self.box, self.out = engine, name, election, box, out
        self.revoked, self.programs, self.ballots = revoked, programs, []

    def voter(self, width=390, height=844, scheme="light", language="nl", at=None):
        """A resident with a device of their own, at the box or at the address `at`."""
        page = self.engine.page(width, height, scheme)
        return Voter(page, f"{self.name}-{language}-{width}-{scheme}", at or self.box.url, self.out, language)

    def cast(self, tracking, *projects):
        self.ballots.append((tracking, projects))

    def chosen(self, voter):
        return voter.page.evaluate("[...document.querySelectorAll('[data-chosen]')].map(e => e.dataset.chosen).sort()")

    @contextlib.contextmanager
    def elsewhere(self, kind, change):
        """Another election, whose page cheats."""
        folder = self.election.folder.parent / f"cheat-{self.name}-{kind}"
        election = Election(self.programs, folder, cheating(folder.parent / f"page-{self.name}-{kind}", change))
        with election.served() as box:
            yield Stage(self.engine, f"{self.name}-{kind}", election, box, self.out, None, self.programs)


def verified(election, ballots):
    """The vote is closed and counted; the ballots that the browsers made are verified, and count as they were chosen."""
    receipts = []
    # Ballots of others, so that there are enough to be mixed: from a desk, to the same box.
    election.run(sys.executable, HERE / "tools" / "hand-out-codes", "election/codes", "input/ballots.csv", "batch.csv")
    with election.served() as box:
        for tracking, _ in ballots:
            status, text = box.get(f"/v1/receipts/{tracking}")
            assert status == 200, f"{tracking}: {status} {text}"
            receipts += ["--receipt", f"{tracking}.tlog-proof"]
            (election.folder / receipts[-1]).write_text(text)
        closes = json.loads(box.get("/v1/election")[1])["window"]["closes"]
        election.run("stembus", "cast", "election", "--batch", "batch.csv", "--receipts", "others", "--box", box.url)
    # The window is open for weeks: to the programs that count it is over.
    election.run(HERE / "Tests" / "Clock" / "at", closes, HERE / "tools" / "count-election", election.folder)
    report = json.loads(election.run("stembus-verify", "site", "--json", *receipts))
    assert report["verdict"] == "VERIFIED", report["verdict"]
    results = json.loads((election.folder / "site" / "results.json").read_text())
    (contest,) = [contest for contest in results["contests"] if contest["contest"] == DISTRICT]
    expected = {}
    for choice in [row["projects"] for row in rows(election.folder / "input" / "ballots.csv") if row["district"] == DISTRICT]:
        for project in filter(None, choice.split(",")):
            expected[project] = expected.get(project, 0) + 1
    return contest, expected


def rows(path):
    import csv
    return list(csv.DictReader(path.open()))


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=pathlib.Path)
    parser.add_argument("--engine", action="append", choices=["chromium", "firefox", "webkit"])
    parser.add_argument("--check", action="append", choices=[check.__name__ for check in CHECKS])
    parser.add_argument("--out", type=pathlib.Path, default=HERE / ".build" / "browser")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    programs, passed, failures, ballots = options.programs.resolve(), 0, 0, []
    with tempfile.TemporaryDirectory(prefix="stembus-browser-") as folder:
        election = Election(programs, pathlib.Path(folder) / "vote")
        revoked = election.code(DISTRICT)
        (election.folder / "lost.csv").write_text(f"code\n{revoked}\n")
        with election.served() as box:
            election.run("stembus", "revoke", "election", "--codes", "lost.csv", "--reason", "lost-letter", "--box", box.url)
            for name in options.engine or ["chromium", "firefox", "webkit"]:
                with launch(name) as engine:
                    stage = Stage(engine, name, election, box, options.out, revoked, programs)
                    for check in CHECKS:
                        if options.check and check.__name__ not in options.check:
                            continue
                        try:
                            check(stage)
                            passed += 1
                            print(f"  ok  {name}: {check.__name__}", flush=True)
                        except Exception:
                            failures += 1
                            print(f"FAIL  {name}: {check.__name__}\n{traceback.format_exc()}", flush=True)
                    ballots += stage.ballots
        contest, expected = verified(election, ballots)
        for _, projects in ballots:
            for project in projects:
                expected[project] = expected.get(project, 0) + 1
        votes = {project["project_id"]: project["votes"] for project in contest["projects"]}
        if votes != {project: expected.get(project, 0) for project in votes}:
            failures += 1
            print(f"FAIL  the count: expected {expected}, found {votes}")
        else:
            passed += 1
            print(f"  ok  {len(ballots)} ballots made by browsers: verified, and counted as they were chosen")
        print(f"{passed} passed, {failures} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
