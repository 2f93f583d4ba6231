"""What goes to the treasurer's bank and what comes back: ISO 20022 messages, with no database in them."""
