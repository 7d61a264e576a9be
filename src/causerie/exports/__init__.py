"""A causal map to the formats of neighbouring tools."""
