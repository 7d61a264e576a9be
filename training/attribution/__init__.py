"""How the weights of the filter over attributions are learned: examples, then training."""
