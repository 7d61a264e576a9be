"""The exceptions that causerie raises on purpose.

CauserieError
├── InputError          a file or text that cannot be read
│   └── LanguageError   a text in a language that has no folder here
├── LanguageDataError   a row of a language folder that is wrong
├── ProjectError        a project file that cannot be opened or written
│   └── VersionError    a project file of a later version
├── UnknownConceptError a concept name that no concept answers to
├── AmbiguousConceptError a concept name that several concepts answer to
├── ModelError          a map or matrix that cannot be run
└── FormatError         an unknown or unusable interchange format

Every message names the value, the place and what would be accepted.
"""


class CauserieError(Exception):
    """Anything that causerie refuses, in words a user can act on."""


class InputError(CauserieError):
    """A file or text that cannot be read; names the file and the reason."""


class LanguageError(InputError):
    """A text in a language for which there is no language folder."""


class LanguageDataError(CauserieError):
    """A row of a language folder that is unknown, missing, repeated or wrong."""


class ProjectError(CauserieError):
    """A project file that cannot be opened, read or written."""


class VersionError(ProjectError):
    """A project file written by a later version of causerie."""


class UnknownConceptError(CauserieError):
    """A concept name that no concept of the map answers to."""


class AmbiguousConceptError(CauserieError):
    """A concept name that several concepts answer to; lists them."""


class ModelError(CauserieError):
    """A map, matrix or scenario that cannot be run; says why."""


class FormatError(CauserieError):
    """An interchange format that is not known, or a file that does not follow it."""
