"""How the weights in causerie.languages were learned; reproducible from ../shared and training/texts."""
