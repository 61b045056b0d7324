"""The command line: says what there is, shows what came of it; `__main__` supplies what it does."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any, Protocol

import typer
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot import check as checking
from bot.errors import ClaimdeskError, PageFailed
from bot.model.finding import Finding
from bot.model.page import Article, DateSource, FoundClaim, Source, Strip
from bot.ports import Progress, Step


class Commands(Protocol):
    """What the command line can do."""

    def run(self, *, speed: float) -> None:
        """Runs the desk until it is told to stop; its time runs `speed` times as fast."""
        ...

    def digest(self) -> Sequence[str]:
        """The digest of every desk, as it would be now."""
        ...

    def check(self, source: str, *, url: str | None, progress: Progress) -> checking.Checked:
        """Reads one source."""
        ...

    def doctor(self) -> Sequence[Finding]:
        """Looks whether all is there."""
        ...


def build(commands: Commands) -> typer.Typer:
    """The program, over the commands that are given."""
    app = typer.Typer(
        name="claimdesk",
        help="A claim-triage desk for newsrooms: paste a link, get the claims worth checking.",
        no_args_is_help=True,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.command()
    def run(
        demo_clock: Annotated[
            float,
            typer.Option(min=1, max=100_000, help="The desk's time runs so many times as fast, to show it."),
        ] = 1,
    ) -> None:
        """Start the desk; Ctrl-C or SIGTERM stops it."""
        _guarded(lambda: commands.run(speed=demo_clock))

    @app.command()
    def digest(
        as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False,
    ) -> None:
        """Print what changed and what waits, as the morning list would say it now."""
        _guarded(lambda: _digest(commands.digest(), as_json=as_json))

    @app.command()
    def check(
        source: Annotated[str, typer.Argument(help="A URL, a file, or - for standard input.")],
        url: Annotated[str | None, typer.Option(help="Where a file or standard input came from.")] = None,
        everything: Annotated[bool, typer.Option("--all", help="Every checkable sentence.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False,
    ) -> None:
        """Read one page and list the claims in it that can be checked."""
        _check(commands, source, url=url, everything=everything, as_json=as_json)

    @app.command()
    def doctor(
        as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False,
    ) -> None:
        """Say what is missing or wrong, a sentence each."""
        _doctor(commands, as_json=as_json)

    return app


def _guarded(act: Any) -> None:
    try:
        act()
    except ClaimdeskError as wrong:
        _say_error(wrong.reason)
        raise typer.Exit(1) from None


def _digest(digests: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        _print_json({"digests": list(digests)})
        return
    console = Console(highlight=False, soft_wrap=True)
    for text in digests or ["No desk has a story yet."]:
        console.print(Text(text))


def _say_error(sentence: str) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(Text(f"claimdesk: {sentence}"))


def _check(commands: Commands, source: str, *, url: str | None, everything: bool, as_json: bool) -> None:
    errors = Console(stderr=True)
    try:
        with errors.status("starting…") as status:

            async def progress(step: Step) -> None:
                status.update(f"{step}…")

            checked = commands.check(source, url=url, progress=progress)
    except PageFailed as failed:
        if as_json:
            _print_json(checking.error_json(failed))
        else:
            _say_error(failed.reason)
        raise typer.Exit(checking.EXIT_CODES[failed.code]) from None
    except checking.WrongUse as wrong:
        _say_error(wrong.reason)
        raise typer.Exit(2) from None
    except ClaimdeskError as wrong:
        _say_error(wrong.reason)
        raise typer.Exit(1) from None
    if as_json:
        _print_json(checking.as_json(checked, everything=everything))
    else:
        _show(checked, everything=everything)


def _print_json(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _show(checked: checking.Checked, *, everything: bool) -> None:
    console = Console(highlight=False)
    reading = checked.reading
    console.print(
        Panel(_facts(reading.article, reading.strip), title=Text(reading.article.title), title_align="left")
    )
    if not reading.claims:
        console.print("Read it; found nothing that can be checked.")
        return
    shown = reading.claims if everything else reading.claims[: checking.SHOWN]
    table = Table(show_header=False, box=None, padding=(0, 1, 1, 0))
    table.add_column(justify="right", style="bold")
    table.add_column(overflow="fold")
    for rank, claim in enumerate(shown, start=1):
        table.add_row(str(rank), _claim(claim))
    console.print(table)
    if len(shown) < len(reading.claims):
        console.print(f"{len(reading.claims) - len(shown)} more with --all.")


def _facts(article: Article, strip: Strip) -> Text:
    date = article.published or "no date"
    if article.published_source is DateSource.GUESSED:
        date += " (guessed)"
    return Text(
        f"{article.outlet} · {article.byline or 'no byline'} · {date} · {article.words} words\n"
        f"{strip.claims} claims: {strip.named} named, {strip.unnamed} unnamed, "
        f"{strip.outlet} outlet's own voice, {strip.document} document; {strip.direct_quotes} direct quotes"
    )


def _claim(claim: FoundClaim) -> Text:
    text = Text(claim.text)
    who = {Source.OUTLET: "the outlet's own voice"}.get(claim.source) or (
        f"{claim.source}: {claim.speaker or 'nobody named'}"
    )
    text.append(
        f"\n{who} · {claim.kind} · {', '.join(claim.reasons)} · paragraph {claim.paragraph}", style="dim"
    )
    if claim.first_check:
        text.append(f"\n{claim.first_check}", style="italic")
    return text


def _doctor(commands: Commands, *, as_json: bool) -> None:
    findings = commands.doctor()
    well = all(finding.well for finding in findings)
    if as_json:
        listed = [{"name": one.name, "ok": one.well, "message": one.sentence} for one in findings]
        _print_json({"ok": well, "findings": listed})
    else:
        console = Console(highlight=False, soft_wrap=True)
        for one in findings:
            mark = Text("ok     ", style="green") if one.well else Text("wrong  ", style="bold red")
            console.print(mark + Text(f"{one.name}: {one.sentence}"))
    if not well:
        raise typer.Exit(1)
