"""What Slack answers, as our errors: what may go better later, what a person has to mend, what is gone."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.errors import ChatBusy, ChatFailed, ChatGone, ChatRefused, ClaimdeskError

INVITE = "invite it there with /invite @Claimdesk, and what was owed comes by itself"
TOKEN = "Slack does not accept Claimdesk's token any more: the operator has to install it anew."
_OPERATOR = "The operator finds out more with `claimdesk doctor`"

# What trying again cannot change, in words for whoever waits for the message.
REFUSED: Mapping[str, str] = {
    "channel_not_found": f"Claimdesk cannot see that channel: {INVITE}.",
    "not_in_channel": f"Claimdesk is not in that channel: {INVITE}.",
    "is_archived": "That channel is archived, so Claimdesk cannot write there.",
    "restricted_action": "This workspace does not let Claimdesk write in that channel.",
    "restricted_action_read_only_channel": "Only some people may write in that channel, Claimdesk not.",
    "restricted_action_thread_only_channel": "In that channel only threads may be written in.",
    "restricted_action_non_threadable_channel": "That channel has no threads, so claims cannot stand there.",
    "ekm_access_denied": "This workspace's keys keep Claimdesk from writing there.",
    "team_access_not_granted": "Claimdesk was not given this workspace.",
    "msg_too_long": f"A message was too long for Slack. {_OPERATOR}.",
    "msg_blocks_too_long": f"A message was too long for Slack. {_OPERATOR}.",
    "invalid_blocks": f"Slack did not take the form of a message. {_OPERATOR}.",
    "invalid_arguments": f"Slack did not take the form of a message. {_OPERATOR}.",
    "no_text": f"A message had no words. {_OPERATOR}.",
    "too_many_attachments": f"Slack did not take the form of a message. {_OPERATOR}.",
    "metadata_too_large": f"Slack did not take the form of a message. {_OPERATOR}.",
    "cannot_dm_bot": "Claimdesk cannot write to another app.",
    "user_not_found": "Slack does not know that person any more.",
    "user_disabled": "That person's account is closed.",
    "user_not_in_channel": "That person is not in the channel any more.",
    "messages_tab_disabled": "Claimdesk may not write to people: App Home → Messages Tab has to be on.",
    "cant_update_message": "Slack does not let Claimdesk change that message.",
    "edit_window_closed": "Slack does not let Claimdesk change that message any more.",
    "cant_delete_message": "Slack does not let Claimdesk take that message away.",
    "invalid_auth": TOKEN,
    "not_authed": TOKEN,
    "token_revoked": TOKEN,
    "token_expired": TOKEN,
    "account_inactive": TOKEN,
    "org_login_required": TOKEN,
    "no_permission": "Claimdesk may not do that in this workspace.",
    "not_allowed_token_type": "That is the wrong kind of token: SLACK_BOT_TOKEN begins with xoxb-.",
    "access_denied": "Claimdesk may not do that in this workspace.",
}
GONE = frozenset(
    {"message_not_found", "thread_not_found", "cannot_reply_to_message", "no_item_specified", "bad_timestamp"}
)
TOKEN_ENDED = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "org_login_required"}
)


class SlackAway(ChatFailed):
    """Nobody answered, or no Slack did: that says nothing about what was asked."""


def code_of(wrong: SlackApiError) -> str:
    """Slack's own word for what went wrong; empty where the answer had none."""
    answer: Any = wrong.response
    try:
        return str(answer.get("error") or "")
    except (AttributeError, TypeError, ValueError):
        return ""


def translated(wrong: Exception) -> ClaimdeskError:
    """Any failure of a call: an answer of Slack, or none."""
    if not isinstance(wrong, SlackApiError):
        return SlackAway(f"Slack did not answer ({type(wrong).__name__}).")
    code = code_of(wrong)
    status = getattr(wrong.response, "status_code", 200)
    if code == "ratelimited" or status == 429:
        return ChatBusy("Slack asks to wait.", seconds=_wait(wrong))
    if code in GONE:
        return ChatGone("The message is not there any more.")
    if code == "missing_scope":
        return ChatRefused(_scope(wrong))
    if code in REFUSED:
        return ChatRefused(REFUSED[code])
    if not code:
        return SlackAway(f"Slack did not answer ({status}).")
    # Unknown words of Slack are tried again: its list grows, and most of it passes.
    return ChatFailed(f"Slack did not take it ({code or status}).")


def _scope(wrong: SlackApiError) -> str:
    needed = str(wrong.response.get("needed") or "a scope")
    return (
        f"Claimdesk lacks the scope {needed} in Slack: the operator adds it under OAuth & Permissions → Bot "
        "Token Scopes and installs the app anew."
    )


def _wait(wrong: SlackApiError) -> float:
    headers: Mapping[str, Any] = getattr(wrong.response, "headers", {}) or {}
    for name, value in headers.items():
        if name.lower() == "retry-after":
            value = value[0] if isinstance(value, list) else value
            try:
                return max(1.0, float(value))
            except (TypeError, ValueError):
                break
    return 30.0
