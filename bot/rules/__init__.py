"""Pure decisions: what holds, given what people did and when."""
