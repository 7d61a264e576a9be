"""Files and pages to documents: the words untouched, what surrounds them marked."""
