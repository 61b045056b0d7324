"""The program as an operator sees it: start, stop, kill, start again."""

import asyncio
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.support.program import Program, open_site


async def test_it_starts_with_nothing_set_says_what_is_off_and_no_second_one_takes_its_file(
    tmp_path: Path,
) -> None:
    async with Program(tmp_path) as program:
        assert program.said[:2] == [
            "Slack is off: SLACK_BOT_TOKEN is not set",
            "Discord is off: DISCORD_TOKEN is not set",
        ]
        assert (await program.get("/healthz"))[0] == 200
        assert (await program.get("/readyz"))[0] == 200
        second = Program(tmp_path)
        await second.spawn()
        assert await second.process.wait() == 1
        assert "Another Claimdesk is running" in second.log
        assert "Traceback" not in second.log
        assert (await program.get("/readyz"))[0] == 200
        assert await program.end() == 0


async def test_sigterm_ends_it_cleanly_while_a_page_is_open(tmp_path: Path) -> None:
    async with (
        Program(tmp_path) as program,
        aiohttp.ClientSession() as session,
        session.get(f"{program.address}/stream") as stream,
    ):
        assert (await stream.content.readline()) != b""
        async with asyncio.timeout(10):
            assert await program.end() == 0
    assert "Traceback" not in program.log


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("WEB_PORT", "eighty", "WEB_PORT"),
        ("DATABASE_URL", "oracle://x", "DATABASE_URL"),
        ("SPACY_MODEL", "no_such_model", "SPACY_MODEL"),
        ("FETCH_ALLOW", "nonsense:port:x", "FETCH_ALLOW"),
        ("WEB_HOST", "0.0.0.0", "WEB_HOST"),
    ],
)
async def test_a_wrong_setting_stops_the_start_with_one_sentence(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    program = Program(tmp_path, **{name: value})
    await program.spawn()
    assert await program.process.wait() != 0
    (line,) = [line for line in program.log.splitlines() if line.startswith("claimdesk: ")]
    assert said in line
    assert "Traceback" not in program.log


async def test_what_was_pasted_before_kill_9_is_read_after_it_and_votes_are_there_after_the_next(
    tmp_path: Path,
) -> None:
    async with open_site(held=True) as site:
        program = Program(tmp_path, FETCH_ALLOW=site.address)
        await program.start()
        await program.post("/messages", **{"as": "rosa"}, text=site.link())
        await site.knocked.wait()
        await program.kill()
        site.hold.set()
        await program.start()
        page = await program.sees("40,000 cars a day")
        assert page.count('class="story"') == 1
        page = await program.sees("Is it so?")
        claim = page.partition('data-claim="')[2].partition('"')[0]
        answer = await program.post(
            f"/claims/{claim}/ballot", **{"as": "edda"}, rating="false", act="cast", via="button"
        )
        assert "False" in answer["only_you"]
        await program.kill()
        await program.start()
        await program.sees("1 of 2: False (Edda)")
        await program.end()
    assert site.asked.count("/bridge-1") == 2


async def test_no_claim_text_and_no_query_string_is_logged_at_debug(tmp_path: Path) -> None:
    async with open_site() as site:
        site.pages["/bridge-1?id=7&token=s3cret-value"] = site.pages["/bridge-1"]
        async with Program(tmp_path, FETCH_ALLOW=site.address) as program:
            await program.post("/messages", **{"as": "rosa"}, text=f"{site.link()}?id=7&key=q-1")
            await program.post(
                "/messages", **{"as": "rosa"}, text=f"/claims check {site.link()}?id=7&token=s3cret-value"
            )
            await program.sees("40,000 cars a day")
            log = program.log
    for hidden in ("40,000", "Novak", "s3cret-value", "q-1"):
        assert hidden not in log


async def test_the_command_line_reads_a_page_for_programs(tmp_path: Path) -> None:
    async with open_site() as site:
        checking = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "check",
            site.link(),
            "--json",
            env={
                "PATH": "/usr/bin:/bin",
                "FETCH_ALLOW": site.address,
                "PYTHONPATH": str(Path(__file__).parents[2]),
            },
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, _ = await checking.communicate()
    assert checking.returncode == 0
    assert b'"title": "Bridge closes"' in out
