"""Background work: outbox, leases, progress, cancel and resume. Nothing of the domain."""
