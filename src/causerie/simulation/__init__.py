"""A causal map to answers: what rises, what falls, how sure, on whose word."""
