"""The grammar: what may be a claim, with every way to read its arguments, from trees and language data."""
