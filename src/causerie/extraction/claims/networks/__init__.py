"""The networks: what is a cue, and where its arguments stand, from the encoder's states."""
