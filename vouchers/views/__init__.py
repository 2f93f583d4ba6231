"""One page, one module: a query, an action, a response."""
