"""Sentences to causal claims: candidates from the grammar, chosen by a learned filter."""
