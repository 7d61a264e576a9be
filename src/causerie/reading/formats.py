"""Turn a file of a known format into the texts it holds."""

from __future__ import annotations

import io
import json
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
import pypdf
import trafilatura
import trafilatura.settings
from docx.table import Table
from markdown_it import MarkdownIt
from markdown_it.token import Token

from causerie.errors import InputError
from causerie.model import Document
from causerie.reading.documents import LONGEST, Extract, Facts, read_extract
from causerie.reading.furniture import is_ended
from causerie.reading.language import AUTO
from causerie.reading.pdf import join_pages

#: Bytes of the largest file opened whole. A character takes at most four; pictures in
#: PDF and Word files come on top.
_LARGEST = {".txt": 4 * LONGEST, ".md": 4 * LONGEST, ".pdf": 40 * LONGEST, ".docx": 40 * LONGEST}
_LARGEST_PAGE = 4 * LONGEST
_LARGEST_LINE = 6 * LONGEST
#: Control signs that texts hold: tab, line feed, form feed, carriage return and kin, escape.
_TEXT_CONTROLS = frozenset("\t\n\x0b\x0c\r\x1b\x1c\x1d\x1e\x1f")
_ID_SIGNS = re.compile(r"\s+")

# What these libraries log, our InputErrors say once, with the file's name.
for _name in ("pypdf", "trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def find_inputs(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """List the files to read: those given, and those of known formats in given folders.

    Folders are searched to the bottom, hidden files and folders left out. Files come
    in the order of what was given, sorted within a folder, each once.

    Raises:
        InputError: a path that does not exist, a file of unknown format, or a folder
            that holds no file of a known format; names it and what is accepted.

    """
    found: dict[Path, Path] = {}
    for given in map(Path, paths):
        if given.is_dir():
            inside = list(_inside(given))
            if not inside:
                raise InputError(f"{given}: the folder holds no readable file; read are {_accepted()}")
        elif not given.exists():
            raise InputError(f"{given}: no such file or folder")
        elif not given.is_file():
            raise InputError(f"{given}: no regular file")
        elif given.suffix.lower() not in FORMATS:
            raise InputError(f"{given}: format '{given.suffix}' is not read; read are {_accepted()}")
        else:
            inside = [given]
        for path in inside:
            found.setdefault(path.resolve(), path)
    return list(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    """List the readable files of a folder, sorted."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            opens = path.is_file() or not path.exists()  # a link that leads nowhere is told later
            if not name.startswith(".") and path.suffix.lower() in FORMATS and opens:
                yield path


def read_documents(source: str | os.PathLike[str], *, language: str = AUTO) -> Iterator[Document]:
    """Read the documents of one file: one, or of JSON Lines one a line.

    A document's id is the file's name without its ending, or the line's `id`; a line
    without one gets the file's name and its number; ids that come again in a file get
    "-2", "-3" and so on. A line that cannot be read comes as a document with
    `problems` and no text.

    Args:
        source: the file.
        language: code of a language folder, or "auto" to find it per document.

    Raises:
        InputError: the file cannot be read; names it and the reason.

    """
    path = Path(source)
    read = FORMATS.get(path.suffix.lower())
    if read is None:
        raise InputError(f"{path}: format '{path.suffix}' is not read; read are {_accepted()}")
    if not path.exists():
        raise InputError(f"{path}: no such file")
    if not path.is_file():
        raise InputError(f"{path}: no regular file")  # a pipe would be waited for without end
    try:
        if path.suffix.lower() == ".jsonl":
            yield from _read_lines(path, language=language)
        else:
            yield read_extract(
                read(path), id=_writable(path.stem), input=_writable(str(path)), language=language
            )
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror or error}") from error


def _writable(text: str) -> str:
    """Replace what UTF-8 cannot write: halves of surrogate pairs, from file names and odd PDF fonts."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _accepted() -> str:
    return ", ".join(FORMATS)


def _content(path: Path) -> bytes:
    """Read a file's bytes, refusing an empty or oversized one."""
    size, most = path.stat().st_size, _LARGEST.get(path.suffix.lower(), _LARGEST_PAGE)
    if size > most:
        raise InputError(
            f"{path}: {size / 1e6:.0f} MB; a {path.suffix} file may have {most / 1e6:.0f} MB "
            "(one document, not a collection): split it"
        )
    if not size:
        raise InputError(f"{path}: the file is empty")
    return path.read_bytes()


def _decoded(content: bytes, *, name: str) -> str:
    """Decode UTF-8; a byte order mark at the start is a signature, not part of the text.

    Raises:
        InputError: binary content, or another encoding; says which it seems to be.

    """
    for mark, encoding in ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if content.startswith(mark):
            raise InputError(f"{name}: encoded in {encoding}, expected UTF-8; save it as UTF-8")
    if b"\0" in content:
        raise InputError(f"{name}: a binary file, expected text in UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: {_other_encoding(content, error.start)}") from error
    head = text[:4000]
    if sum(c < " " and c not in _TEXT_CONTROLS for c in head) > len(head) / 50:
        raise InputError(f"{name}: a binary file, expected text in UTF-8")
    return text


def _other_encoding(content: bytes, place: int) -> str:
    """Say what content that is no UTF-8 seems to be."""
    head = content[:100_000]
    controls = sum(b < 32 and chr(b) not in _TEXT_CONTROLS for b in head)
    letters = sum(chr(b).isascii() and (chr(b).isalpha() or chr(b) == " ") for b in head)
    if controls > len(head) / 50 or letters < len(head) / 2:
        return "a binary file or an unknown encoding, expected text in UTF-8"
    return (
        f"wrong encoding: byte {content[place]:#04x} at {place} is no UTF-8; it seems to be "
        "Windows-1252 or ISO 8859-1: save it as UTF-8"
    )


def _read_plain(path: Path) -> Extract:
    return Extract(_decoded(_content(path), name=str(path)))


def _read_markdown(path: Path) -> Extract:
    """Read Markdown without its marks: link texts stay, addresses, pictures and code go."""
    text = _decoded(_content(path), name=str(path))
    text, facts = _front_matter(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    paragraphs = [_inline(t.children or []) for t in tokens if t.type == "inline"]
    headings = [
        _inline(after.children or [])
        for token, after in pairwise(tokens)
        if token.type == "heading_open" and token.tag == "h1"
    ]
    title = Facts(title=headings[0] if len(headings) == 1 else None)
    return Extract("\n\n".join(p for p in paragraphs if p.strip()), facts=facts.over(title))


def _inline(tokens: Iterable[Token]) -> str:
    """Give the words of inline Markdown."""
    signs = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(signs.get(t.type, t.content if t.type in ("text", "code_inline") else "") for t in tokens)


def _front_matter(text: str) -> tuple[str, Facts]:
    """Take the "key: value" lines between leading --- lines as facts."""
    found = re.match(r"---[ \t]*\r?\n(?P<body>(?:[^\n]*\n){0,60}?)---[ \t]*\r?\n", text)
    if not found:
        return text, Facts()
    pairs = (line.partition(":") for line in found["body"].splitlines() if ":" in line)
    keys = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    return text[found.end() :], _facts_of(keys)


def _facts_of(keys: Mapping[str, object]) -> Facts:
    """Take the facts that a front matter or JSON line states under their usual names."""

    def text(*names: str) -> str | None:
        values = (keys.get(name) for name in names)
        return next((v.strip() for v in values if isinstance(v, str) and v.strip()), None)

    stated = text("published", "date") or ""
    iso = re.match(r"\d{4}-\d\d-\d\d(?!\d)", stated)
    return Facts(text("title"), text("author"), text("publisher"), iso[0] if iso else None)


def _read_page(path: Path) -> Extract:
    """Read the article of a web page with its title, author, site and date."""
    content = _content(path)
    if b"<" not in content:
        raise InputError(f"{path}: holds no HTML")
    if not re.search(rb"<(?:html|body)\b", content, re.IGNORECASE):
        content = b"<html><body>" + content + b"</body></html>"
    found = trafilatura.bare_extraction(
        content,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
    )
    text = (found.text if isinstance(found, trafilatura.settings.Document) else None) or ""
    if not isinstance(found, trafilatura.settings.Document) or not _has_article(text):
        raise InputError(f"{path}: the page holds no article")
    facts = Facts(found.title, found.author, found.sitename, found.date)
    return Extract("\n\n".join(part for line in text.splitlines() for part in _cells(line)), facts=facts)


def _cells(line: str) -> list[str]:
    """Part a table row, which trafilatura writes with bars, into its cells; leave other lines whole."""
    line = line.strip()
    row = line.startswith("|") and line.endswith("|")
    parts = line.strip("|").split("|") if row else [line]
    return [part.strip() for part in parts if part.strip(" -")]


def _has_article(text: str) -> bool:
    """Say whether any line is running text, not a menu or a notice."""
    return any(len(line.split()) >= 8 and is_ended(line) for line in text.splitlines())


def _read_pdf(path: Path) -> Extract:
    content = _content(path)
    try:
        pages, title = _pdf_pages(content, name=str(path))
    except InputError:
        raise
    # pypdf meets broken files with exceptions of many kinds.
    except Exception as error:
        raise InputError(f"{path}: a broken PDF ({type(error).__name__}: {error})") from error
    text, heads = join_pages(pages)
    if not any(c.isalpha() for c in text):
        raise InputError(f"{path}: the PDF holds no text; scanned pages need text recognition (OCR) first")
    # Programs write file names into the title field: believe it where the text says it too.
    said = title if title and _flat(title) in _flat(text[:5000]) else None
    return Extract(text, furniture=heads, facts=Facts(title=said))


def _pdf_pages(content: bytes, *, name: str) -> tuple[list[str], str | None]:
    """Give the text of each page, and the title field."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(f"{name}: an encrypted PDF; save it without its password")
    pages, length = [], 0
    for page in reader.pages:
        pages.append(_writable(page.extract_text()))
        length += len(pages[-1])
        if length > LONGEST:
            raise InputError(f"{name}: more than {LONGEST:,} characters; split it into its parts")
    if not pages:
        raise InputError(f"{name}: the PDF holds no page")
    title = reader.metadata.title if reader.metadata else None
    return pages, str(title).strip() if title else None


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _read_word(path: Path) -> Extract:
    """Read a Word file's paragraphs and tables, in order."""
    content = _content(path)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{path}: an encrypted or old (.doc) Word file; save it as .docx without a password")
    try:
        with ZipFile(io.BytesIO(content)) as parts:
            # A small archive can unpack to any size.
            if sum(p.file_size for p in parts.infolist() if p.filename.endswith(".xml")) > 20 * LONGEST:
                raise InputError(f"{path}: too long; one document may have {LONGEST:,} characters: split it")
        opened = docx.Document(io.BytesIO(content))
        blocks = list(_word_blocks(opened))
    except InputError:
        raise
    # python-docx meets broken files with exceptions of many kinds.
    except Exception as error:
        kind = "not a Word file" if isinstance(error, BadZipFile) else "a broken Word file"
        raise InputError(f"{path}: {kind} ({type(error).__name__}: {error})") from error
    titles = [text for style, text in blocks if style == "Title"]
    text = "\n\n".join(text for _, text in blocks)
    return Extract(text, facts=Facts(title=titles[0] if len(titles) == 1 else None))


def _word_blocks(opened: Any) -> Iterator[tuple[str, str]]:
    """Give the style and text of each paragraph and table cell."""
    for item in opened.iter_inner_content():
        if isinstance(item, Table):
            seen: set[int] = set()
            for row in item.rows:
                for cell in row.cells:
                    # Merged cells come once for every row and column they cover.
                    if id(cell._tc) not in seen and cell.text.strip():
                        yield "cell", cell.text
                    seen.add(id(cell._tc))
        elif item.text.strip():
            yield str(item.style.name) if item.style else "", item.text


def _read_lines(path: Path, *, language: str) -> Iterator[Document]:
    """Read JSON Lines, one document a line; a bad line costs only itself."""
    taken: set[str] = set()
    empty = True
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(_LARGEST_LINE):
            number += 1
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                empty = False
                yield _read_line(line, place=(path, number), language=language, taken=taken)
    if empty:
        raise InputError(f"{path}: the file is empty")


def _read_line(line: bytes, *, place: tuple[Path, int], language: str, taken: set[str]) -> Document:
    """Read one line; what cannot be read comes as a document with problems and no text."""
    path, number = place
    name, id = f"{path.stem}-{number}", f"{path.stem}-{number}"
    try:
        row = _row(line, name=f"{path}, line {number}")
        if row.get("id") not in (None, ""):
            name = str(row["id"])
        id = _untaken(_ID_SIGNS.sub(" ", name).strip() or id, taken)
        rest = {key: value for key, value in row.items() if key not in ("id", "text")}
        extract = Extract(row["text"], facts=_facts_of(rest), metadata=rest)
        return read_extract(extract, id=id, input=name, language=language)
    except InputError as error:
        reason = str(error)
        where = reason if reason.startswith(str(path)) else f"{path}, line {number}: {reason}"
        return Document(id=id, input=name, text="", language="", problems=(where,))


def _row(line: bytes, *, name: str) -> dict[str, Any]:
    """Parse one line, which must be an object with a text."""
    if len(line) >= _LARGEST_LINE:
        raise InputError(f"{name}: longer than {_LARGEST_LINE / 1e6:.0f} MB; split the document")
    try:
        row = json.loads(_decoded(line, name=name))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: not JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise InputError(f'{name}: expected an object {{"id": …, "text": "…"}}')
    if _writable(shown := json.dumps(row, ensure_ascii=False)) != shown:
        raise InputError(f"{name}: holds half a surrogate pair, which UTF-8 cannot write")
    return row


def _untaken(id: str, taken: set[str]) -> str:
    """Give an id that no earlier line has."""
    own, count = id, 1
    while own in taken:
        count += 1
        own = f"{id}-{count}"
    taken.add(own)
    return own


def _no_reader(path: Path) -> Extract:
    raise InputError(f"{path}: holds many documents; use read_documents")


#: Ending → how a file is read. JSON Lines hold many documents and are read line by line.
FORMATS: Mapping[str, Callable[[Path], Extract]] = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".html": _read_page,
    ".htm": _read_page,
    ".pdf": _read_pdf,
    ".docx": _read_word,
    ".jsonl": _no_reader,
}
