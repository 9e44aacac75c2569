"""How fast the service is, beside what else a user could run. Serving needs nothing of this."""
