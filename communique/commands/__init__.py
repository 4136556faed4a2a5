"""Commands of the command line that have a module of their own, with a `register(group)`, and what they share."""
