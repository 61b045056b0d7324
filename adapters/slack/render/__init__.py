"""What the desk shows, as Slack's blocks. Pure; what a page or a person wrote is never mark-up here."""
