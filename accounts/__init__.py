"""Who: offices, people, roles, sign-in with a second factor, and the log of who saw what."""
