"""Language models that turn words into vectors, offline: whole phrases, and words in their sentence."""
