"""What goes wrong between the page and the box, or in the browser: said as it is, and mended where the page can."""

import copy, re, socket

from engines import until
from meddling import html, meddling, prelude, said
from voter import DISTRICT, TEXTS

ELECTION, CASTING, ELIGIBILITY = "/v1/election", "/v1/ballots", "/v1/eligibility"


def closed_vote(stage):
    """Before the vote, when it is late, and after it: in both languages."""
    told = stage.box.get(ELECTION)[1]
    opens, closes = (re.search(rf'"{name}":"([^"]+)"', told)[1] for name in ("opens", "closes"))
    states = {
        "before": dict(phase="preparation", context=None, election_key=None, now="2020-01-01T00:00:00Z"),
        "soon": dict(phase="preparation", context=None, election_key=None, now=opens),
        "after": dict(phase="voting", now=closes),
    }
    for state, members in states.items():
        with meddling(stage.box, {ELECTION: lambda answer: answer.changed(**members)}) as between:
            for language in ("nl", "en"):
                for size in ((320, 640), (1280, 900)):
                    voter = stage.voter(*size, language=language, at=between.url).open()
                    voter.at("closed", look=False).page.click(f"#language-{language}")
                    voter.page.wait_text(TEXTS[language][f"closed.{state}"])
                    voter.page.wait_text(TEXTS[language][f"closed.{state}.text"].split("{")[0].strip())
                    voter.look(f"closed-{state}")


def foreign_answers(stage):
    """A proxy's 403, after the box had taken the ballot: no refusal of the box. The page asks on, and gets the receipt."""
    with meddling(stage.box, {CASTING: lambda _: html(403), ELIGIBILITY: html(403)}) as between:
        code = stage.election.code(DISTRICT)
        voter = stage.voter(at=between.url).open(f"/#{code}").at("code", look=False)
        voter.told("code.offline")
        del between.rules[ELIGIBILITY]
        voter.page.click("#continue")
        tracking = voter.at("choose", look=False).seal("NO-04", look=False)
        voter.page.click("#cast")
        voter.told("casting.retry")
        assert stage.box.get(f"/v1/receipts/{tracking}")[0] == 200, "the box has not taken the ballot"
        for answer in (html(400), html(200), said(418, "teapot"), said(404, "not-here")):
            seen = between.count("POST /v1/ballots")
            between.rules[CASTING] = answer
            voter.page.click("#now")
            voter.page.evaluate("new Promise(done => setTimeout(done, 300))")
            assert between.count("POST /v1/ballots") > seen
            voter.at("casting", look=False)
        del between.rules[CASTING]
        voter.page.click("#now")
        voter.at("receipt", look=False)
        assert voter.page.text("#receipt-code").strip() == tracking
    stage.cast(tracking, "NO-04")


def refused_ballot(stage):
    """The box's own refusal: told, with the tracking code on screen."""
    with meddling(stage.box, {CASTING: said(422, "refused")}) as between:
        voter = stage.voter(at=between.url).open(f"/#{stage.election.free[DISTRICT][0]}").at("choose", look=False)
        tracking = voter.seal("NO-04", look=False)
        voter.page.click("#cast")
        voter.at("problem", look=False).told("casting.refused")
        assert voter.page.text("#tracking-code").strip() == tracking
        voter.page.seen.clear()
        voter.look("casting.refused")


def busy_box(stage):
    """429 and 503 at the code: told as what they are; the page asks again by itself when it may."""
    for language, answer in (("nl", said(429, "too-many-requests", Retry_After="1")), ("en", html(503, Retry_After="1"))):
        with meddling(stage.box, {ELIGIBILITY: answer}) as between:
            voter = stage.voter(at=between.url, language=language).open()
            voter.speak()
            voter.enter(stage.election.free[DISTRICT][0])
            voter.told("code.busy")
            voter.look("code.busy", failing=True)
            between.rules.clear()
            voter.at("choose", look=False)


def no_tile(stage):
    """The log's tile, or the receipt, can't be fetched: no answer, and no accusation."""
    tracking, _ = stage.ballots[0] if stage.ballots else (None, None)
    if not tracking:
        voter = stage.voter().open(f"/#{stage.election.code(DISTRICT)}").at("choose", look=False)
        tracking = voter.seal("NO-01", look=False)
        assert voter.cast(look=False) == tracking
        stage.cast(tracking, "NO-01")
    with meddling(stage.box, {}) as between:
        for path in ("/log/*", "/v1/receipts/*"):
            for answer, told in ((None, "offline"), (html(502), "offline"), (html(403), "offline"), (html(200), "offline"),
                                 (said(503, "unavailable"), "busy")):
                between.rules[path] = answer
                voter = stage.voter(at=between.url).open(f"/check#{tracking}")
                voter.told(f"checker.{told}")
                voter.at("find", look=False)
                del between.rules[path]
                voter.page.click("#find")
                voter.at("found", look=False)
                voter.page.close_tab()
        between.rules["/log/*"] = said(404, "not-found")
        voter = stage.voter(at=between.url).open(f"/check#{tracking}").at("bad", look=False)
        voter.told("checker.find.unproven")


def late_answer(stage):
    """The box does not answer yet: both pages say so in the resident's language, ask on, and lose no link."""
    code = stage.election.free[DISTRICT][0]
    voter = stage.voter().open(f"/#{code}").at("choose", look=False)
    tracking = voter.seal("NO-02", look=False)
    voter.page.click("#check")
    fragment = voter.at("check", look=False).page.on("#check-link", "e.value").partition("#")[2]
    for path, link, step in (("/", code, "choose"), ("/check", fragment, "opened"), ("/check", fragment, "opened")):
        with meddling(stage.box, {ELECTION: None}) as between:
            voter = stage.voter(at=between.url).open(f"{path}#{link}").at("failed", look=False)
            wish = voter.page.evaluate("navigator.languages[0].split('-')[0]")
            assert voter.page.evaluate("document.documentElement.lang") == (wish if wish in TEXTS else "nl")
            for language in ("nl", "en"):
                voter.page.click(f"#language-{language}")
                voter.page.wait_text(TEXTS[language]["failed.text"])
                voter.look("failed", failing=True)
            assert "#" not in voter.address(), voter.address()
            # It has asked again meanwhile, and the button still works after that and in another language.
            if step == "choose":
                asked = between.count(f"GET {ELECTION}")
                until("another question", lambda: between.count(f"GET {ELECTION}") > asked)
                voter.page.evaluate("new Promise(done => setTimeout(done, 200))")
                voter.page.click("#language-nl")
                between.rules.clear()
                voter.page.click("#retry")
                voter.at(step, look=False, timeout=4)
            between.rules.clear()
            voter.at(step, look=False)
            if step == "opened":
                voter.page.wait_text(tracking)


def insecure_page(stage):
    """Without https there is no cryptography: both pages say that, accuse nobody, and speak both languages."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        host = probe.getsockname()[0]
    with meddling(stage.box, {}, host) as between:
        for path in ("/", "/check", "/check#" + "AQAA" * 100):
            voter = stage.voter(at=between.url).open(path).at("insecure", look=False)
            for language in ("nl", "en"):
                voter.page.click(f"#language-{language}")
                voter.page.wait_text(TEXTS[language]["insecure.text"])
                voter.page.seen.clear()
                voter.look("insecure")


FAULTY = """const make = crypto.subtle.generateKey;
crypto.subtle.generateKey = async () => { throw new Error("no keys today"); };
addEventListener("mended", () => { crypto.subtle.generateKey = make; });
"""


def faulty_browser(stage):
    """Something that no step foresees goes wrong: said, with a way to go on; no button stays dead."""
    with meddling(stage.box, prelude(stage.box, FAULTY)) as between:
        for language in ("nl", "en"):
            voter = stage.voter(at=between.url, language=language).open()
            voter.speak()
            voter.enter(stage.election.free[DISTRICT][0])
            voter.at("choose", look=False).pick("NO-01")
            voter.page.click("#review")
            voter.at("review", look=False).page.click("#seal")
            voter.at("broken", look=False).told("broken.text")
            voter.page.seen.clear()
            voter.page.evaluate("void ((window[Symbol.for('errors')] ?? []).length = 0)")
            voter.look("broken")
            voter.page.evaluate("void dispatchEvent(new Event('mended'))")
            voter.page.click("#again")
            voter.at("review", look=False).page.click("#seal")
            voter.at("sealed", look=False)


def several_contests(stage):
    """A district with several contests: chosen, reviewed, sealed and opened each on its own; the link has no picture."""
    def widened(answer):
        election = answer.json
        contests = [{**copy.deepcopy(contest), "id": f"{contest['id']}-{copies}"} for contest in election["contests"]
                    for copies in range(2)]
        districts = [{**district, "contests": [contest["id"] for contest in contests]} for district in election["districts"]]
        return answer.changed(contests=contests, districts=districts)

    with meddling(stage.box, {ELECTION: widened}) as between:
        for language in ("nl", "en"):
            voter = stage.voter(320, 640, language=language, at=between.url).open()
            voter.speak()
            voter.enter(stage.election.free[DISTRICT][0])
            voter.at("choose")
            tracking = voter.seal("NO-01")
            voter.page.click("#check")
            voter.at("check")
            assert not voter.page.exists(".qr"), "a picture that no telephone reads"
            voter.told("check.how.2.link")
            second = stage.voter(at=between.url).open("/check#" + voter.page.on("#check-link", "e.value").partition("#")[2])
            second.at("opened")
            second.page.wait_text(tracking)
            assert stage.chosen(second) == ["NO-01"]


def typed_in_fours(stage):
    """Codes are grouped while they are typed, and the caret stays where it was."""
    voter = stage.voter().open().at("code", look=False)

    def field(css):
        return voter.page.on(css, "[e.value, e.selectionStart]")

    voter.page.fill("#code", "abcde0fg")
    assert field("#code") == ["ABCD-E0FG", 9], field("#code")
    voter.page.press("Home")
    for _ in range(5):
        voter.page.press("ArrowRight")
    voter.page.press("Backspace")
    assert field("#code") == ["ABCD-E0FG", 4], field("#code")
    voter.page.press("x")
    assert field("#code") == ["ABCD-XE0F-G", 6], field("#code")
    voter.page.press("Backspace")
    assert field("#code") == ["ABCD-E0FG", 4], field("#code")
    voter.page.press("Delete")
    voter.open("/check").at("find").page.fill("#tracking", "0123456")
    assert field("#tracking") == ["0123-456", 8], field("#tracking")


def wording(stage):
    """The step's number is shown, and English dates are written as in Europe."""
    voter = stage.voter(1280, 900, language="en").open()
    voter.speak()
    voter.page.wait_text("Step 1 of 4")
    voter.page.wait_text("You can vote until")
    assert re.search(r"until \w+,? \d{1,2} \w+ \d{4}", voter.page.text("main")), voter.page.text("main")


def twice_as_large(stage):
    """A desktop at 200 %, and a browser whose letters are twice as large: nothing runs over the edge."""
    for letters in ("100%", "200%"):
        voter = stage.voter(640, 450, language="nl").open()
        large = f"void (document.documentElement.style.fontSize = '{letters}')"
        voter.speak()
        voter.page.evaluate(large)
        voter.look("code-large")
        voter.enter(stage.election.free[DISTRICT][0])
        voter.at("choose").seal("NO-01")
        voter.page.click("#check")
        voter.at("check")


CHECKS = [closed_vote, foreign_answers, refused_ballot, busy_box, no_tile, late_answer, insecure_page, faulty_browser,
          several_contests, typed_in_fours, wording, twice_as_large]
