"""Every link of a published folder leads somewhere: files, anchors, ids, and nothing on another host."""

import html.parser, urllib.parse

# Hosts that a page may link to, for people to read more; nothing is loaded from them.
ELSEWHERE = {"creativecommons.org", "pabulib.org", "c2sp.org", "www.rfc-editor.org", "schema.org"}
IDS = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"}
LOADED = {("script", "src"), ("img", "src"), ("link", "href"), ("source", "src"), ("iframe", "src"), ("object", "data")}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Reader(html.parser.HTMLParser):
    """A page's ids, its references to them, and its links."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.references, self.links, self.faults, self.open = [], [], [], [], []
        self.language = None
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        self.faults += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        for name, value in attributes:
            if name == "id":
                self.faults += [f'the id "{value}" has white space' for _ in [0] if not value or value.split() != [value]]
                self.ids.append(value)
            elif name in IDS:
                self.references += value.split()
            elif name in ("href", "src", "data", "xlink:href"):
                self.links.append((tag, name, value))
            elif name.startswith("on"):
                self.faults.append(f"<{tag}> has a handler {name}")
            elif name == "lang" and tag == "html":
                self.language = value
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1] if self.open else 'nothing'}, at {self.getpos()}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def faults(folder):
    """What is wrong with the folder's pages, and how many links were looked at."""
    pages = {path: Reader(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}
    found, count = [], 0
    for path, page in pages.items():
        name = path.relative_to(folder)
        found += [f"{name}: {fault}" for fault in page.faults]
        found += [f'{name}: the id "{id}" stands twice' for id in sorted({id for id in page.ids if page.ids.count(id) > 1})]
        found += [f'{name}: no id "{id}"' for id in sorted(set(page.references) - set(page.ids))]
        found += [f"{name}: no language" for _ in [0] if not page.language]
        for tag, attribute, link in page.links:
            count += 1
            found += [f"{name}: {link}: {fault}" for fault in broken(folder, path, pages, tag, attribute, link)]
    return found, count


def broken(folder, path, pages, tag, attribute, link):
    parts = urllib.parse.urlsplit(link)
    if parts.scheme == "data":
        return
    if parts.scheme or parts.netloc:
        if (tag, attribute) in LOADED:
            yield "loaded from elsewhere"
        elif parts.scheme != "https" or parts.netloc not in ELSEWHERE:
            yield "leads to a host that is not known here"
        return
    if parts.path.startswith("/"):
        yield "works at the root of a host only"
        return
    target = path if not parts.path else (path.parent / urllib.parse.unquote(parts.path)).resolve()
    if not target.is_relative_to(folder.resolve()):
        yield "leads out of the folder"
    elif not target.is_file():
        yield "no such file"
    elif parts.fragment and target in pages and parts.fragment not in pages[target].ids:
        yield "no such anchor"
