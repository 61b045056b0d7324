"""What somebody sees in the browser who has installed the app, or has not."""

from collections.abc import Mapping
from html import escape
from urllib.parse import quote

from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.response import BoltResponse

from bot.model.text import clean

_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem }}
</style></head><body><main><h1>{title}</h1>{body}</main></body></html>
"""
_SAID: Mapping[str, str] = {
    "access_denied": "You, or Slack, did not allow it, so nothing was installed.",
    "invalid_browser": "This is not the browser in which the install began, or it keeps no cookies.",
    "invalid_state": "This page is older than ten minutes or was used before, so nothing was installed.",
    "missing_code": "Slack sent you back without what an install needs.",
    "invalid_code": "Slack did not take the install.",
    "storage_error": "The desk could not keep the install just now.",
}


def pages(install_path: str) -> AsyncCallbackOptions:
    """The two pages; the one that failed leads to where it begins."""

    async def success(args: AsyncSuccessArgs) -> BoltResponse:
        team = args.installation.team_id or ""
        name = clean(args.installation.team_name or "your workspace")
        body = (
            f"<p>Claimdesk is installed in {escape(name)}.</p>"
            "<p>Next, in your desk's channel: type <code>/invite @Claimdesk</code>, then paste a link.</p>"
            f'<p><a href="https://app.slack.com/client/{quote(team, safe="")}">Open Slack</a></p>'
        )
        return _response(args, 200, "Claimdesk is installed", body)

    async def failure(args: AsyncFailureArgs) -> BoltResponse:
        said = _SAID.get(args.reason, "Slack did not say why.")
        body = f'<p>{said}</p><p><a href="{escape(install_path)}">Begin again</a></p>'
        return _response(args, args.suggested_status_code, "Claimdesk is not installed", body)

    return AsyncCallbackOptions(success=success, failure=failure)


def _response(args: AsyncSuccessArgs | AsyncFailureArgs, status: int, title: str, body: str) -> BoltResponse:
    cookie = args.settings.state_utils.build_set_cookie_for_deletion()
    return BoltResponse(
        status=status,
        headers={**_HEADERS, "Set-Cookie": cookie},
        body=_PAGE.format(title=title, body=body),
    )
