"""The address bar and the history: links that are opened, the browser's way back, the link to the content."""

from election import unknown_code
from meddling import Answer, meddling, prelude
from voter import DISTRICT, TEXTS


def skip_link(stage):
    """The link to the content moves the focus, and nothing else."""
    voter = stage.voter().open(f"/#{stage.election.free[DISTRICT][0]}").at("choose", look=False)

    def skip(step):
        before = voter.address()
        voter.page.on("#skip", "e.focus()")
        voter.page.press("Enter")
        voter.page.evaluate("new Promise(done => setTimeout(done, 100))")
        assert voter.page.evaluate("document.querySelector('main').dataset.step") == step
        assert voter.page.evaluate("document.activeElement.id") == "main", "the focus is elsewhere"
        assert voter.address() == before and "#" not in before, voter.address()

    voter.pick("NO-01")
    skip("choose")
    assert voter.page.on('[data-project="NO-01"]', "e.checked"), "the choice is gone"
    voter.page.click("#review")
    voter.at("review", look=False).page.click("#seal")
    voter.at("sealed", look=False)
    skip("sealed")
    voter.page.click("#change")
    voter.at("choose", look=False).page.reload()
    voter.at("code", look=False)
    assert voter.page.on("#code", "e.value") == ""
    voter.open("/check").at("find", look=False)
    skip("find")


def strange_fragments(stage):
    """What is no letter's and no ballot's is taken out of the address bar, and taken for neither."""
    voter = stage.voter()
    for fragment in ("main", "%E0%A4%A", "50%25"):
        for path, step, field in (("/", "code", "#code"), ("/check", "find", "#tracking")):
            voter.page.goto("about:blank")
            voter.open(f"{path}#{fragment}").at(step, look=False)
            assert "#" not in voter.address() and voter.page.on(field, "e.value") == "", voter.address()
            voter.follow(f"#{fragment}")
            voter.page.wait(f"main[data-step={step}]")
            assert "#" not in voter.address() and voter.page.on(field, "e.value") == "", voter.address()


def way_back(stage):
    """Back leads from step to step while the ballot is filled in, and from the first and the last out of the page."""
    voter = stage.voter().open("/check").at("find", look=False).open("/").at("code", look=False)
    voter.page.back()
    voter.at("find", look=False).open("/").at("code", look=False).enter(stage.election.code(DISTRICT))
    voter.at("choose", look=False).pick("NO-06")
    voter.page.click("#review")
    voter.at("review", look=False).page.back()
    voter.at("choose", look=False)
    assert voter.page.on('[data-project="NO-06"]', "e.checked"), "the choice is gone"
    voter.page.evaluate("history.forward()")
    voter.at("review", look=False).page.click("#change")
    voter.at("choose", look=False).page.click("#review")
    voter.at("review", look=False).page.click("#seal")
    voter.at("sealed", look=False).page.back()
    voter.at("review", look=False).page.evaluate("history.forward()")
    voter.page.evaluate("new Promise(done => setTimeout(done, 200))")
    voter.at("review", look=False).page.click("#seal")
    tracking = voter.at("sealed", look=False).page.text("#tracking-code").strip()
    assert voter.cast(look=False) == tracking
    stage.cast(tracking, "NO-06")
    # What was cast stays cast.
    voter.page.back()
    voter.page.evaluate("new Promise(done => setTimeout(done, 200))")
    voter.at("receipt", look=False).page.click("#finish")
    voter.at("finished", look=False)
    voter.page.evaluate("new Promise(done => setTimeout(done, 300))")
    voter.page.back()
    voter.at("find", look=False)


SLOW = """const back = History.prototype.back;
History.prototype.back = function () { setTimeout(() => back.call(this), 700); };
"""


def slow_history(stage):
    """The next step comes before the browser has gone back: the page stays where it is, and the way back is as long."""
    with meddling(stage.box, prelude(stage.box, SLOW)) as between:
        first, second = stage.election.free[DISTRICT][:2]
        voter = stage.voter(at=between.url).open(f"/#{first}").at("choose", look=False)
        voter.page.click("#review")
        voter.at("review", look=False).follow(f"/#{second}").at("choose", look=False)
        voter.page.evaluate("new Promise(done => setTimeout(done, 3000))")
        voter.at("choose", look=False).page.evaluate("void history.go(-1)")
        voter.at("code", look=False)


def letter_in_the_tab(stage):
    """A letter's link in a tab that has the page: the code is taken out at once, and nothing that was sealed is lost."""
    voter = stage.voter().open("/").at("code", look=False)
    first, second = stage.election.code(DISTRICT), stage.election.code(DISTRICT)

    def follow(code, step):
        voter.follow(f"/#{code}").at(step, look=False)
        voter.page.wait(f"main[data-step={step}]")
        assert code not in voter.address(), "the code is in the address bar"

    follow(first, "choose")
    # The browser's button would pass over what no tap or key led to, as nothing did here.
    voter.page.evaluate("void history.back()")
    voter.at("code", look=False)
    follow(unknown_code(), "code")
    voter.told("code.unknown")
    voter.page.seen.clear()
    follow(first, "choose")
    tracking = voter.seal("NO-01", look=False)
    follow(second, "kept")
    assert voter.page.text("#tracking-code").strip() == tracking
    assert voter.cast(look=False) == tracking
    stage.cast(tracking, "NO-01")
    voter.told("receipt.waiting")
    voter.look("receipt.waiting")
    voter.page.click("#finish")
    tracking = voter.at("choose", look=False).seal("NO-02", look=False)
    # Thrown away for the letter that was opened: its code goes on by itself.
    follow(second, "kept")
    voter.page.click("#discard")
    tracking = voter.at("choose", look=False).seal("NO-03", look=False)
    assert voter.cast(look=False) == tracking
    stage.cast(tracking, "NO-03")


def two_letters(stage):
    """Two issuers: each letter's link brings its half, in either order, in the same tab."""
    def eligible(answer): return Answer(200, "application/json", b'{"district":"%s","standing":"unused"}' % DISTRICT.encode())

    with meddling(stage.box, {"/v1/election": lambda answer: answer.changed(issuers=2), "/v1/eligibility": eligible(None)}) as between:
        for language, links in (("nl", ("", "2=")), ("en", ("2=", ""))):
            first, second = (f"/#{issuer}{unknown_code()}" for issuer in links)
            voter = stage.voter(at=between.url, language=language).open("/")
            voter.speak()
            voter.follow(first)
            voter.page.wait_text(TEXTS[language]["code.good"])
            voter.look("one-of-two")
            voter.follow(second).at("choose", look=False)
            assert "#" not in voter.address(), voter.address()
            voter.seal("NO-01", look=False)


def second_check_link(stage):
    """A second link on the device that checks shows the second ballot, and leaves no randomness in the address bar."""
    links = {}
    voter = stage.voter().open(f"/#{stage.election.free[DISTRICT][0]}").at("choose", look=False)
    tracking = voter.seal("NO-02", look=False)
    for _ in range(2):
        voter.page.click("#check")
        voter.at("check", look=False)
        links[tracking] = voter.page.on("#check-link", "e.value")
        voter.page.click("#again")
        tracking = voter.at("sealed", look=False).page.text("#tracking-code").strip()
    second = stage.voter().open("/check").at("find", look=False)
    for tracking, link in links.items():
        second.follow(link).at("opened", look=False)
        second.page.wait_text(tracking)
        assert "#" not in second.address(), second.address()


CHECKS = [skip_link, strange_fragments, way_back, slow_history, letter_in_the_tab, two_letters, second_check_link]
