"""What the commands of the rules share: reading their input, and saying the answers in words or as JSON."""
