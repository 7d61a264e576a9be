"""Read what people say about how a situation works, and run the system that they describe."""

__version__ = "0.1.0"
