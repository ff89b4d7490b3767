#!/usr/bin/env python3
"""Holds the published site to its promises in real browsers: every page, and the ballot finder's every answer.

    Tests/Browser/site.py PROGRAMS [--engine NAME]… [--check NAME]… [--out DIR]

PROGRAMS is the folder with the built programs. Screenshots go to DIR (.build/screenshots/site). Ends with the number of
cases that passed and failed.
"""

import argparse, filecmp, json, pathlib, re, shutil, signal, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Log"))

import finding
from engines import launch
from folders import Counted
from links import faults
from questions import Questions
from stage import DESKTOP, HERE, NARROW, PHONE, Stage, Tally, served

# Bytes of a page, before its data.
HEAVIEST = 200_000


def pages(stage):
    """Every page, at both sizes, in both schemes, with and without script, on a web host and as files."""
    looks = [(PHONE, "light", True, stage.root), (DESKTOP, "dark", True, stage.sites.as_uri() + "/honest"),
             (PHONE, "dark", False, stage.sites.as_uri() + "/honest"),
                 (DESKTOP, "light", False, stage.base + "/honest"),
             (PHONE, "dark", True, stage.base + "/voting"), (DESKTOP, "light", True, stage.base + "/voting")]
    for size, scheme, scripts, place in looks:
        page = stage.engine.page(*size, scheme, scripts)
        folder = stage.sites / ("voting" if place.endswith("voting") else "honest")
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder)
            traits = f"{size[0]}-{scheme}{'' if scripts else '-noscript'}"
            what = f"{folder.name}/{name} {traits}, {place.split(':')[0]}"
            with stage.case(what):
                page.goto(f"{place}/{name}")
                shot = str(name.with_suffix("")).replace("/", "-")
                page.screenshot(stage.out / f"{stage.name}-{folder.name}-{shot}-{traits}.png")
                stage.tidy(page, what)
                assert page.evaluate("document.querySelectorAll('h1').length") == 1, "expected one h1"
                said = "stembus-verify site --receipt" in page.text("main")
                assert said != scripts or name.name != "find.html", "how to do without script is told to the wrong ones"
                if size == PHONE and scripts:
                    page.size(*NARROW)
                    stage.tidy(page, "320 px")
                    page.size(*PHONE)
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


def strained(stage):
    """The longest names and the largest amounts keep to their cells, and the page to the screen."""
    strain = """(() => {
        for (const name of document.querySelectorAll("tbody th")) name.firstChild.textContent = "Q".repeat(120);
        for (const amount of document.querySelectorAll("td.number"))
            if (/EUR/.test(amount.textContent)) amount.lastChild.textContent = "EUR\\u00a0100.000.000,00"; })()"""
    wide = """[...document.querySelectorAll("th, td")].filter(cell => cell.scrollWidth > cell.clientWidth + 1)
        .map(cell => cell.textContent)"""
    page = stage.engine.page(*DESKTOP)
    for size in (DESKTOP, PHONE, NARROW):
        for name in ("index.html", "evaluation.html"):
            with stage.case(f"long names and large amounts: {name}, {size[0]} px"):
                page.size(*size)
                page.goto(f"{stage.base}/honest/{name}")
                page.evaluate(strain)
                assert page.evaluate(wide) == [], page.evaluate(wide)
                stage.tidy(page, name)
    page.close_tab()
    if stage.name == "chromium":
        with stage.case("what other rules would change is on paper too"):
            page = stage.engine.page(*DESKTOP)
            page.goto(f"{stage.base}/honest/evaluation.html")
            page.tab.emulate_media(media="print")
            page.screenshot(stage.out / "print-evaluation.png")
            hidden = page.evaluate("[...document.querySelectorAll('details li')].filter(e => !e.checkVisibility()).length")
            assert hidden == 0 and page.evaluate("document.querySelectorAll('details li').length") > 0, hidden
            page.close_tab()


CHECKS = [pages, *finding.CHECKS, layout, strained]

# What the link checker has to find.
FAULTS = {
    '<a href="b.html">b</a>': "no such file",
    '<a href="#x">x</a>': "no such anchor",
    '<a href="/a.html">a</a>': "root of a host",
    '<a href="../x/a.html">a</a>': "leads out",
    '<img src="https://c2sp.org/a.png" alt="">': "loaded from elsewhere",
    '<a href="http://c2sp.org/">c</a>': "not known",
    '<p id="a"></p><p id="a"></p>': "stands twice",
    '<p id="a b"></p>': "white space",
    '<label for="y">y</label>': 'no id "y"',
    '<p><b></p>': "closes b",
    '<p class="a" class="b"></p>': "twice",
    '<p onclick="a()"></p>': "handler",
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
    with tally.case("the site is VERIFIED, with receipts"):
        receipts = [part for path in counted.receipts[:3] for part in ("--receipt", path)]
        report = json.loads(counted.run("stembus-verify", counted.site, "--json", *receipts))
        assert report["verdict"] == "VERIFIED", report["verdict"]
    with tally.case("fetched and verified by the lines that the page gives"), served(counted.site.parent) as base:
        lines = re.search("<pre><code>(.*?)</code>", (counted.site / "check.html").read_text(), re.DOTALL)[1].splitlines()
        fetch, _, verify = (line.split() for line in lines)
        assert fetch[0] == "wget" and fetch[-1] == "https://…/" and verify[0].endswith("/stembus-verify"), lines
        counted.run(*fetch[:-1], "--quiet", f"{base}/{counted.site.name}/", f"--cut-dirs=1")
        shutil.copy(counted.site / "trust-policy", counted.folder / verify[-1])
        report = json.loads(counted.run("stembus-verify", *verify[1:], "--json"))
        assert report["verdict"] == "VERIFIED", report["verdict"]
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
        before = written(counted.again)
        counted.publish("election", "again")
        same_bytes(counted.site, counted.again)
        again = {path for path, time in written(counted.again).items() if time != before.get(path)}
        assert not again, f"written again: {sorted(map(str, again))}"


def written(folder): return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


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
        questions = Questions(counted, sites)
        with served(sites) as base, served(sites / "honest") as root:
            for name in options.engine or ["chromium", "firefox", "webkit"]:
                with launch(name) as engine:
                    stage = Stage(tally, engine, name, counted, questions, base, root, options.out)
                    for check in CHECKS:
                        if options.check and check.__name__ not in options.check:
                            continue
                        passed, failed = tally.passed, tally.failed
                        with tally.case(f"{name}: {check.__name__}", counts=0):
                            check(stage)
                        print(f"  {name}: {check.__name__}: {tally.passed - passed} passed, {tally.failed - failed} failed",
                              flush=True)
    print(f"{tally.passed} passed, {tally.failed} failed")
    sys.exit(1 if tally.failed or not tally.passed else 0)


if __name__ == "__main__":
    main()
