"""What a device keeps: tabs beside each other, tabs that are closed, residents who share it, storage that fails."""

from meddling import meddling, prelude
from voter import DISTRICT

CASTING, TAKEN = "/v1/ballots", "POST /v1/ballots"
NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });"
BLOCKED = """const blocked = { get() { throw new DOMException("the storage is blocked", "SecurityError"); } };
Object.defineProperty(window, "localStorage", blocked);
Object.defineProperty(window, "sessionStorage", blocked);
Object.defineProperty(Navigator.prototype, "locks", { value: { request: () => Promise.reject(new DOMException("", "SecurityError")) } });
"""
FULL = """(() => { for (const storage of [localStorage, sessionStorage]) for (let size = 2 ** 22; size >= 1; size /= 2)
    try { for (let i = 0; ; i++) storage.setItem(`full-${size}-${i}`, "x".repeat(size)); } catch { continue } })()"""


def begun(stage, url, *projects):
    """A resident at the list of projects, who has a code of their own."""
    return stage.voter(at=url).open(f"/#{stage.election.code(DISTRICT)}").at("choose", look=False)


def double_tap(stage):
    """Two taps at once send the ballot once."""
    with meddling(stage.box, {}) as between:
        voter = begun(stage, between.url)
        tracking = voter.seal("NO-01", look=False)
        voter.page.on("#cast", "(e.click(), e.click())")
        voter.at("receipt", look=False)
        assert voter.page.text("#receipt-code").strip() == tracking
        assert between.count(TAKEN) == 1, between.asked
    stage.cast(tracking, "NO-01")


def second_tab(stage):
    """The same code in two tabs: one ballot; the other tab is told so, and has its tracking code on screen."""
    code = stage.election.code(DISTRICT)
    one = stage.voter().open(f"/#{code}").at("choose", look=False)
    two = one.beside().open(f"/#{code}").at("choose", look=False)
    first, second = one.seal("NO-01", look=False), two.seal("NO-05", look=False)
    assert first != second
    assert one.cast(look=False) == first
    stage.cast(first, "NO-01")
    two.page.click("#cast")
    two.told("casting.voted")
    two.page.seen.clear()
    two.look("casting.voted")
    assert two.page.text("#tracking-code").strip() == second
    two.page.reload()
    two.at("code", look=False)
    one.page.reload()
    one.at("receipt", look=False)


def two_residents(stage):
    """Two residents share a device: the one's receipt does not take the other's ballot away, which is being cast."""
    lost = {CASTING: None}
    with meddling(stage.box, lost) as between:
        one = begun(stage, between.url)
        two = one.beside().open(f"/#{stage.election.code(DISTRICT)}").at("choose", look=False)
        first, second = one.seal("NO-02", look=False), two.seal("NO-03", look=False)
        two.page.click("#cast")
        two.told("casting.retry")
        two.page.close_tab()
        between.rules.clear()
        assert one.cast(look=False) == first
        one.page.click("#finish")
        one.at("finished", look=False)
        three = one.beside().open("/").at("receipt", look=False)
        assert three.page.text("#receipt-code").strip() == second
    stage.cast(first, "NO-02")
    stage.cast(second, "NO-03")


def opened_elsewhere(stage):
    """What one tab has opened, no other tab casts; what one tab casts, no other opens. With locks, and without."""
    for locks in ("", NO_LOCKS):
        with meddling(stage.box, prelude(stage.box, locks)) as between:
            one = begun(stage, between.url)
            one.seal("NO-04", look=False)
            two = one.beside().open("/").at("kept", look=False)
            one.page.click("#check")
            one.at("check", look=False)
            two.page.click("#cast")
            two.at("problem").told("sealed.gone")
            assert between.count(TAKEN) == 0, "an opened ballot was cast"
            # The other way round: while it is on its way, and when it has arrived.
            one.page.click("#again")
            tracking = one.at("sealed", look=False).page.text("#tracking-code").strip()
            between.rules[CASTING] = None
            two.open("/").at("kept", look=False).page.click("#cast")
            two.told("casting.retry")
            one.page.click("#check")
            one.at("casting", look=False)
            del between.rules[CASTING]
            for voter in (two, one):
                voter.at("receipt", look=False)
                assert voter.page.text("#receipt-code").strip() == tracking
        stage.cast(tracking, "NO-04")
    voter = begun(stage, stage.box.url)
    tracking = voter.seal("NO-06", look=False)
    assert voter.beside().open("/").at("kept", look=False).cast(look=False) == tracking
    stage.cast(tracking, "NO-06")
    voter.page.click("#check")
    voter.at("problem", look=False).told("sealed.gone")


def closed_tab(stage):
    """A ballot that was sealed and not cast is still there after its tab was closed; it can be left, thrown away, cast."""
    code = stage.election.code(DISTRICT)
    voter = stage.voter().open(f"/#{code}").at("choose", look=False)
    another = voter.beside()
    voter.seal("NO-01", look=False)
    voter.page.close_tab()
    another.open("/").at("kept").page.click("#other")
    another.at("code", look=False).open("/").at("kept", look=False).page.click("#discard")
    another.at("code", look=False).open("/").at("code", look=False).enter(code)
    tracking = another.at("choose", look=False).seal(look=False)
    voter = another.beside()
    another.page.close_tab()
    assert voter.open("/").at("kept", look=False).cast(look=False) == tracking
    stage.cast(tracking)


def lost_network(stage):
    """The box is gone while the ballot is cast, and the tab is closed: nothing is lost, nothing counted twice."""
    voter = begun(stage, stage.box.url)
    another = voter.beside()
    tracking = voter.seal("NO-03", look=False)
    stage.box.stop()
    try:
        voter.page.click("#cast")
        voter.told("casting.retry")
        voter.look("casting.retry", failing=True)
        voter.page.close_tab()
    finally:
        stage.box.start()
    another.open("/").at("receipt", look=False)
    assert another.page.text("#receipt-code").strip() == tracking
    stage.cast(tracking, "NO-03")


def full_storage(stage):
    """A device with no room left: the resident is told to keep the tab open, and votes."""
    for language in ("nl", "en"):
        voter = stage.voter(language=language).open()
        voter.speak()
        voter.page.evaluate(FULL)
        voter.enter(stage.election.code(DISTRICT))
        voter.at("choose", look=False)
        tracking = voter.seal("NO-05", look=False)
        voter.told("sealed.unkept")
        voter.look("sealed.unkept")
        assert voter.cast() == tracking
        stage.cast(tracking, "NO-05")


def blocked_storage(stage):
    """A browser that keeps nothing: the page speaks, seals, says that the tab has to stay open, and casts."""
    with meddling(stage.box, {**prelude(stage.box, BLOCKED), CASTING: None}) as between:
        voter = stage.voter(at=between.url, language="en").open()
        voter.speak()
        voter.enter(stage.election.code(DISTRICT))
        voter.at("choose", look=False)
        tracking = voter.seal("NO-05", look=False)
        voter.told("sealed.unkept")
        voter.page.click("#cast")
        voter.told("casting.retry.unkept")
        voter.look("casting.retry.unkept", failing=True)
        del between.rules[CASTING]
        voter.page.click("#now")
        voter.at("receipt", look=False)
        assert voter.page.text("#receipt-code").strip() == tracking
    stage.cast(tracking, "NO-05")
    with meddling(stage.box, prelude(stage.box, BLOCKED, "check.js", "/check")) as between:
        stage.voter(at=between.url).open("/check").at("find")


CHECKS = [double_tap, second_tab, two_residents, opened_elsewhere, closed_tab, lost_network, full_storage, blocked_storage]
