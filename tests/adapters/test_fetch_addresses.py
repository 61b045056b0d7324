"""Hostile addresses, judged by what connect() was given."""

from typing import TYPE_CHECKING

import pytest

from adapters.fetch import PageFetcher
from bot.errors import PageRefused, PageUnreadable

if TYPE_CHECKING:
    from tests.adapters.conftest import Names, OpenSite, Reply

    Connects = list[tuple[str, int]]

# PORT becomes the port of a server on 127.0.0.1 that must never hear of it.
LITERALS = [
    "http://127.0.0.1:PORT/",
    "http://127.0.0.1/",
    "http://127.1:PORT/",
    "http://2130706433:PORT/",
    "http://0x7f000001:PORT/",
    "http://0x7f.1:PORT/",
    "http://0177.0.0.1:PORT/",
    "http://017700000001:PORT/",
    "http://127.0.0.1.:PORT/",
    "http://１２７.0.0.1:PORT/",
    "http://127。0。0。1:PORT/",
    "http://①②⑦.⓪.⓪.①:PORT/",
    "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏:PORT/",
    "http://[::1]:PORT/",
    "http://[0:0:0:0:0:0:0:1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://[::ffff:7f00:1]:PORT/",
    "http://[::127.0.0.1]:PORT/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:1::1]/",
    "http://[fe80::1%25lo]:PORT/",
    "http://[::]:PORT/",
    "http://0.0.0.0:PORT/",
    "http://0:PORT/",
    "http://10.0.0.1/",
    "http://192.168.0.1/",
    "http://172.16.0.1/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/",
    "http://[fd00:ec2::254]/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://168.63.129.16/",
    "http://[::ffff:169.254.169.254]/",
    "http://2852039166/",
    "http://93.184.216.34/",
    "http://[2606:4700::1111]/",
    "http://1.2.3.4.5:PORT/",
    "http://example.0x7f:PORT/",
]
TRICKS = [
    "http://example.org@127.0.0.1:PORT/", "http://user:pw@example.org/", "http://@example.org/",
    "http://:@example.org/", "http://127.0.0.1:PORT\\@example.org/", "http:\\\\127.0.0.1:PORT/",
    "http://example.org\\.127.0.0.1:PORT/", "http://127.0.0.1%2eexample.org/", "http://ex%61mple.org/",
    "http://127.0.0.1%00.example.org/", "http://127.0.0.1:PORT#@example.org/",
    "http://127.0.0.1:PORT?@example.org/", "http://exa\u00admple.org/", "http://exa\u200bmple.org/",
    "http://example.org/\u202egpj.exe", "http://exam\nple.org/", "http://example.org/a b",
    "http://example.org/\u0000", "http://example.org/\ud800", "http://example.org/\u2028",
    "http://example.org:8080/", "http://example.org:PORT/", "http://example.org:0/",
    "http://example.org:99999/", "http://example.org:x/", "http:///127.0.0.1:PORT/", "http:127.0.0.1:PORT",
    "http://", "http://[::1", "http://.", "http://..", "http://a..org/", "http://.example.org/",
    "http://" + "a" * 64 + ".org/", "http://" + "a." * 200 + "org/", "http://example.org;x/",
    "http://localhost:PORT/", "http://LOCALHOST./", "http://intranet/", "http://a.localhost/",
    "http://printer.local/", "http://x.internal/", "http://metadata.google.internal/",
    "http://router.home.arpa/", "http://x.onion/", "http://x.lan/", "ftp://example.org/",
    "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "gopher://127.0.0.1:PORT/",
    "//example.org/", "example.org", "", "not an address", "http://example.org/" + "a" * 2030,
]  # fmt: skip
IN_A_HEADER = [url for url in LITERALS + TRICKS if "\n" not in url and "\0" not in url]


@pytest.mark.parametrize("url", LITERALS + TRICKS, ids=ascii)
async def test_a_hostile_address_is_refused_without_a_connection(
    open_site: "OpenSite", reply: "Reply", connects: "Connects", url: str
) -> None:
    site = await open_site({"/": reply()})
    with pytest.raises(PageRefused) as refused:
        await PageFetcher().fetch(url.replace("PORT", str(site.port)))
    assert connects == []
    assert site.connections == 0
    assert refused.value.reason.endswith(".")


@pytest.mark.parametrize("target", IN_A_HEADER, ids=ascii)
async def test_a_redirect_is_held_to_the_same_rules(
    open_site: "OpenSite", reply: "Reply", names: "Names", connects: "Connects", target: str
) -> None:
    canary = await open_site({"/": reply()})
    to = target.replace("PORT", str(canary.port)).encode("utf-8", "surrogatepass").decode("latin-1")
    site = await open_site({"/": reply(302, b"", f"Location: {to}")})
    fetcher = PageFetcher(allow=[f"127.0.0.1:{site.port}"], resolver=names.resolver())
    with pytest.raises((PageRefused, PageUnreadable)):
        await fetcher.fetch(f"http://127.0.0.1:{site.port}/")
    assert set(connects) == {("127.0.0.1", site.port)}
    assert canary.connections == 0


@pytest.mark.parametrize(
    "addresses",
    [
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.0.192",
        "168.63.129.16",
        "100.100.100.200",
        "192.88.99.1",
        "198.18.0.1",
        "240.0.0.1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "5f00::1",
        "ff02::1",
        "2620:4f:8000::1",
        "93.184.216.34,127.0.0.1",
        "127.0.0.1,93.184.216.34",
        "93.184.216.34,::1",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_name_with_any_address_that_is_not_public_is_refused(
    names: "Names", connects: "Connects", addresses: str, scheme: str
) -> None:
    names.zone["news.example"] = [addresses.split(",")]
    with pytest.raises(PageRefused, match="private network"):
        await PageFetcher(resolver=names.resolver()).fetch(f"{scheme}://news.example/story")
    assert connects == []


async def test_a_name_that_changes_between_look_ups_has_no_window(
    names: "Names", connects: "Connects"
) -> None:
    names.zone["swap.example"] = [["93.184.216.34"], ["127.0.0.1"]]
    fetcher = PageFetcher(resolver=names.resolver())
    with pytest.raises(PageUnreadable, match="cannot be reached"):
        await fetcher.fetch("http://swap.example/")
    assert names.asked == ["swap.example"]
    with pytest.raises(PageRefused):
        await fetcher.fetch("http://swap.example/")
    assert {host for host, _ in connects} == {"93.184.216.34"}


async def test_each_hop_looks_its_name_up_again(
    open_site: "OpenSite", reply: "Reply", names: "Names", connects: "Connects"
) -> None:
    canary = await open_site({"/": reply()})
    site = await open_site({"/": reply(302, b"", "Location: http://swap.example/")})
    names.zone |= {"news.example": [["127.0.0.1"]], "swap.example": [["127.0.0.1", "::1"]]}
    fetcher = PageFetcher(allow=[f"news.example:{site.port}"], resolver=names.resolver())
    with pytest.raises(PageRefused):
        await fetcher.fetch(f"http://news.example:{site.port}/")
    assert set(connects) == {("127.0.0.1", site.port)}
    assert canary.connections == 0


async def test_an_allowed_name_may_be_on_this_machine(
    open_site: "OpenSite", reply: "Reply", names: "Names"
) -> None:
    site = await open_site({"/": reply()})
    names.zone |= {"news.example": [["127.0.0.1"]], "desk": [["127.0.0.1"]]}
    allow = [f" News.Example:{site.port} ", "", f"desk:{site.port}"]
    fetcher = PageFetcher(allow=allow, resolver=names.resolver())
    assert (await fetcher.fetch(f"http://NEWS.example.:{site.port}/")).status == 200
    assert (await fetcher.fetch(f"http://desk:{site.port}/")).status == 200


async def test_an_address_literal_counts_only_when_listed_itself(
    open_site: "OpenSite", reply: "Reply", names: "Names"
) -> None:
    site = await open_site({"/": reply()})
    names.zone["news.example"] = [["127.0.0.1"]]
    fetcher = PageFetcher(allow=[f"news.example:{site.port}"], resolver=names.resolver())
    with pytest.raises(PageRefused):
        await fetcher.fetch(f"http://127.0.0.1:{site.port}/")
    with pytest.raises(PageRefused):
        await fetcher.fetch("http://news.example/")
    assert site.connections == 0


async def test_an_allowance_for_a_literal_of_ipv6_is_written_in_brackets(
    open_site: "OpenSite", reply: "Reply"
) -> None:
    site = await open_site({"/": reply()}, host="::1")
    page = await PageFetcher(allow=[f"[::1]:{site.port}"]).fetch(f"http://[0:0::1]:{site.port}/")
    assert page.final_url == f"http://[::1]:{site.port}/"


@pytest.mark.parametrize(
    "host",
    ["169.254.169.254", "169.254.170.2", "[fd00:ec2::254]", "100.100.100.200", "192.0.0.192", "168.63.129.16",
     "metadata.google.internal", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]"],
)  # fmt: skip
async def test_no_setting_opens_a_metadata_service(connects: "Connects", host: str) -> None:
    with pytest.raises(PageRefused, match="never"):
        await PageFetcher(allow=[f"{host}:80"]).fetch(f"http://{host}/")
    assert connects == []


@pytest.mark.parametrize("address", ["169.254.169.254", "fd00:ec2::254", "::ffff:169.254.169.254"])
async def test_an_allowed_name_never_leads_to_a_metadata_service(
    names: "Names", connects: "Connects", address: str
) -> None:
    names.zone["news.example"] = [["127.0.0.1", address]]
    with pytest.raises(PageRefused):
        await PageFetcher(allow=["news.example:80"], resolver=names.resolver()).fetch("http://news.example/")
    assert connects == []


async def test_2048_characters_are_not_too_many(names: "Names", connects: "Connects") -> None:
    url = "http://news.example/".ljust(2048, "a")
    with pytest.raises(PageUnreadable, match="no site called"):
        await PageFetcher(resolver=names.resolver()).fetch(url)
    with pytest.raises(PageRefused, match="2048"):
        await PageFetcher(resolver=names.resolver()).fetch(url + "a")


async def test_check_holds_to_the_same_rules_and_asks_nobody(names: "Names", connects: "Connects") -> None:
    fetcher = PageFetcher(allow=["news.example:8080"], resolver=names.resolver())
    for url in LITERALS + TRICKS:
        with pytest.raises(PageRefused, match=r"\.$"):
            fetcher.check(url.replace("PORT", "8750"))
    for url in (
        "https://news.example/story?id=4#top",
        "http://news.example:8080/",
        "http://localhost.example/",
    ):
        fetcher.check(url)
    assert (names.asked, connects) == ([], [])
