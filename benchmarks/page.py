"""News pages of our own writing: 900 words, with quotes, figures and the furniture of a real site."""

import json
from random import Random

WORDS = 900
_PLACES = ("Harwick", "Ostrava Vale", "Port Lindle", "Marrow Bay", "Upper Tessen", "Dunmere", "Calder Falls")
_FIRST = ("Ana", "Joseph", "Mirela", "Tomas", "Grace", "Hamid", "Ingrid", "Peter", "Lucia", "Samuel")
_LAST = ("Novak", "Okafor", "Lindqvist", "Marsh", "Haddad", "Brennan", "Castellano", "Wirth", "Doyle", "Sato")
_POSTS = (
    "mayor",
    "finance director",
    "chief engineer",
    "union secretary",
    "opposition leader",
    "head teacher",
)
_BODIES = (
    "The audit office",
    "The transport ministry",
    "The city council",
    "The health board",
    "The regulator",
)
_THINGS = ("bridges", "schools", "bus routes", "clinics", "flood walls", "social housing", "water mains")
_SENTENCES = (
    "{body} said on {day} that spending on {thing} in {place} rose by {pct} percent to {n} million euros.",
    "“We spent {n} million euros on {thing} and complaints fell to {m} a month,” said {name}, the {post}.",
    "According to a report published in {year}, {m} of the {big} {thing} in the region need urgent repair.",
    "Officials said that the work in {place} would take {months} months and cost {n} million euros.",
    "{name}, the {post} of {place}, denied that the contract had been awarded without a tender.",
    "“Nobody told the residents that the {thing} would close,” {name} said; {m} families were hit.",
    "The plan was first discussed in {year}, when {place} had {big} inhabitants and a smaller budget.",
    "It rained for most of the afternoon, and few people came to the meeting in the old town hall.",
    "Unemployment in {place} fell from {pct} percent to {low} percent between {year} and 2024, figures show.",
    "Under the law, {thing} must be inspected every {months} months, and the results have to be published.",
    "A spokesman for the company declined to comment on the figures, which were first seen by a local paper.",
    "{body} estimates that {big} people use the {thing} every day, more than in any other town of that size.",
    "The decision caused a delay of {months} weeks because two of {m} suppliers had gone bankrupt.",
    "“It will be finished by the spring,” {name} told reporters, “and it will not cost a cent more.”",
    "Critics argue that the money would have been better spent on {thing}, as in neighbouring {other}.",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{title} | The Harwick Courier</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Harwick Courier">
<meta name="description" content="What the figures show."><script type="application/ld+json">{data}</script>
<style>body{{font:16px/1.5 serif}}.ad{{float:right}}</style>
<script>window.page = {{ads: true, id: {seed}}};</script>
</head><body><header><a href="/">The Harwick Courier</a><nav><ul>{menu}</ul></nav></header>
<div class="cookie-banner">We use cookies to improve your experience. <button>Accept all</button></div>
<main><article class="article"><h1>{title}</h1><p class="byline">By {author}</p>
<time datetime="2026-05-{date:02}">{date} May 2026</time>
<figure><img src="/town.jpg" alt=""><figcaption>The town hall. Photo: Courier</figcaption></figure>
<div class="article-body">{body}</div></article>
<aside class="related"><h2>Related</h2><ul>{related}</ul></aside>
<section id="comments"><h3>Leave a comment</h3><form><textarea></textarea></form></section></main>
<footer><p>© 2026 The Harwick Courier. All rights reserved.</p><ul>{menu}</ul></footer></body></html>"""


def news_page(seed: int, *, words: int = WORDS) -> str:
    """The page of this number; every number has its own names and figures."""
    chance = Random(seed)
    paragraphs: list[str] = []
    count = 0
    while count < words:
        sentences = [_sentence(chance) for _ in range(chance.randint(2, 4))]
        count += sum(len(sentence.split()) for sentence in sentences)
        paragraphs.append(f"<p>{' '.join(sentences)}</p>")
        if len(paragraphs) % 5 == 0:
            paragraphs.append("<h2>What happens next</h2><div class='ad'>Advertisement</div>")
    title = f"{chance.choice(_PLACES)} spends more on {chance.choice(_THINGS)} than planned ({seed})"
    author = _name(chance)
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title}
    data |= {"datePublished": f"2026-05-{seed % 27 + 1:02}T08:00:00Z", "author": {"name": author}}  # type: ignore[dict-item]
    return _FRAME.format(
        title=title,
        data=json.dumps(data),
        seed=seed,
        menu="".join(f'<li><a href="/{thing}">{thing.title()}</a></li>' for thing in _THINGS),
        related="".join(f'<li><a href="/r/{at}">More from {at}</a></li>' for at in _PLACES),
        author=author,
        date=seed % 27 + 1,
        body="\n".join(paragraphs),
    )


def _sentence(chance: Random) -> str:
    made = chance.choice(_SENTENCES).format(
        body=chance.choice(_BODIES),
        day=chance.choice(_DAYS),
        thing=chance.choice(_THINGS),
        place=chance.choice(_PLACES),
        other=chance.choice(_PLACES),
        name=_name(chance),
        post=chance.choice(_POSTS),
        pct=chance.randint(6, 60),
        low=chance.randint(2, 5),
        n=chance.randint(2, 900),
        m=chance.randint(11, 99),
        big=f"{chance.randint(3, 900)},{chance.randint(100, 999)}",
        year=chance.randint(1995, 2023),
        months=chance.randint(3, 40),
    )
    return made


def _name(chance: Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
