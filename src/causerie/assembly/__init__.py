"""Claims to concepts, links and a causal map with its voices."""
