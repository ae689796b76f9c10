"""Reads a page as a browser would, and says what is wrong with it.

    python3 page.py FILE FIGURES CHARACTERS

The page is to be well-formed, to fetch nothing, to have so many figures at least, and to be no longer.
"""
import html.parser
import sys

EMPTY = {"meta"}
WRONG = []


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.described = [], [], [], []
        self.counts, self.figure, self.text, self.heading = {}, None, [], ""

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes, True)

    def handle_starttag(self, tag, attributes, closed=False):
        values = dict(attributes)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if len(values) != len(attributes):
            WRONG.append(f"<{tag}> has an attribute twice")
        if not closed and tag not in EMPTY:
            self.open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        for name, value in attributes:
            if name.startswith("on"):
                WRONG.append(f"<{tag} {name}>")
            if name in ("src", "srcset", "action", "data", "poster", "xlink:href"):
                WRONG.append(f"<{tag} {name}={value}> is fetched")
            if name == "href":
                if not value.startswith("#"):
                    WRONG.append(f"<{tag} href={value}> leads outside")
                self.links.append(value[1:])
            if name == "aria-labelledby":
                self.described += value.split()
        if tag in ("img", "link", "iframe", "object", "embed", "image", "use", "base", "form"):
            WRONG.append(f"<{tag}> in the page")
        if tag == "figure":
            self.figure = {"svg": 0, "title": 0, "desc": 0, "table": 0, "caption": 0,
                           "figcaption": 0, "th": 0}
        elif self.figure is not None and tag in self.figure:
            self.figure[tag] += 1
        if tag == "th":
            self.heading = ""
            if values.get("scope") not in ("col", "row"):
                WRONG.append("<th> without a scope")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            WRONG.append(f"</{tag}> closes something else")
        if tag == "th" and not self.heading.strip():
            WRONG.append("<th> without a word")
        if tag == "figure":
            missing = [part for part, count in self.figure.items() if count == 0]
            if missing:
                WRONG.append(f"a figure without {missing}")
            self.figure = None

    def handle_data(self, data):
        self.text.append(data)
        self.heading += data
        if self.open[-1:] == ["style"] and ("url(" in data or "@import" in data):
            WRONG.append("a style sheet that fetches")


page = Page()
source = open(sys.argv[1], encoding="utf-8").read()
page.feed(source)
page.close()
if page.open:
    WRONG.append(f"not closed: {page.open}")
for name in set(page.ids):
    if page.ids.count(name) > 1:
        WRONG.append(f"id {name} twice")
WRONG += [f"nothing is called {name}" for name in page.links + page.described
          if name not in page.ids]
for tag, count in {"h1": 1, "main": 1, "title": None, "nav": 1, "footer": 1, "script": 1}.items():
    if count is not None and page.counts.get(tag) != count:
        WRONG.append(f"{page.counts.get(tag)} <{tag}>")
if page.counts.get("figure", 0) < int(sys.argv[2]):
    WRONG.append(f"only {page.counts.get('figure', 0)} figures")
if len(source) > int(sys.argv[3]):
    WRONG.append(f"{len(source)} characters")
print("\n".join(WRONG))
sys.exit(1 if WRONG else 0)
