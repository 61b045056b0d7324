"""What Claimdesk may do in a Slack workspace: the same scopes as in manifest.yaml, and what each is for."""

from collections.abc import Mapping

WHY: Mapping[str, str] = {
    "app_mentions:read": "to be mentioned with a link in a channel",
    "channels:history": "to see links pasted in public channels, and its own messages before it repeats one",
    "channels:read": "to know what a public channel is called, and who is in it",
    "chat:write": "to post cards, claims and answers",
    "commands": "for /claims and the shortcut “Triage this message”",
    "groups:history": "the same as channels:history, in private channels to which it was invited",
    "groups:read": "the same as channels:read, in private channels to which it was invited",
    "im:history": "to see whether a direct message arrived before it repeats one",
    "im:write": "to tell one person what must stay: settled, recalls, reminders",
    "reactions:read": "to count reactions that are votes",
    "reactions:write": "to show 👀 on a link that it has taken",
    "usergroups:read": "to let a user group such as @editors be the editors",
    "users:read": "to know names, time zones, and who is a guest or an admin",
}
SCOPES = tuple(WHY)
