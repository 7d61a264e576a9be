"""Read what people say about how a situation works, and run the system that they describe."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Project", "Push", "ReadOptions"]

if TYPE_CHECKING:
    from causerie.project import Project, Push, ReadOptions


def __getattr__(name: str) -> Any:
    """Load the facade when it is first asked for: its libraries take a second."""
    if name in __all__:
        from causerie import project

        return getattr(project, name)
    raise AttributeError(f"module 'causerie' has no attribute '{name}'")
