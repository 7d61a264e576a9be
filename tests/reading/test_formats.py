"""Every format is read, and every bad input is refused with its name and the reason."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

import docx
import pypdf
import pytest

from causerie.errors import InputError, LanguageError
from causerie.model import Document
from causerie.reading import find_inputs, read_documents

STORY = "La sécheresse a vidé les réservoirs de la ville, et le conseil a fermé le port."
SECOND = "Les pêcheurs demandent une aide, parce que la région avait promis de les protéger."

PAGE = f"""<!DOCTYPE html><html lang="fr"><head><title>Le port ferme | Le Courrier de Lorme</title>
<meta property="og:site_name" content="Le Courrier de Lorme"><meta name="author" content="Jeanne Mirel">
<meta property="article:published_time" content="2024-03-12T10:30:00+01:00"></head>
<body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/m">Monde</a></li></ul></nav>
<article><h1>Le port ferme</h1><p>{STORY}</p><h2>Une aide</h2><p>{SECOND}</p><p>{STORY} {SECOND}</p></article>
<footer>© 2024 Le Courrier de Lorme</footer></body></html>"""


def _only(path: Path) -> Document:
    (document,) = read_documents(path)
    return document


def _words(document: Document) -> list[str]:
    return [s.of(document.text) for s in document.paragraphs]


def _written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def write_pdf(path: Path, pages: Sequence[Sequence[str]], *, password: str | None = None) -> Path:
    """Write a PDF whose pages hold these lines, the plainest that readers accept."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"(" + line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)") + b") Tj T*\n"
            for line in lines
        )
        stream = b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    if password is None:
        path.write_bytes(out.getvalue())
        return path
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(out))
    writer.encrypt(password, algorithm="AES-256")
    writer.write(path)
    return path


def test_plain_text_stays_as_it_is(tmp_path: Path) -> None:
    text = f"  {STORY}\r\n\r\n{SECOND}\u00a0\r\n"
    document = _only(_written(tmp_path / "port.txt", text))
    assert (document.text, document.id, document.language) == (text, "port", "fr")
    assert _words(document) == [STORY, SECOND]


def test_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert _only(_written(tmp_path / "a.txt", b"\xef\xbb\xbf" + STORY.encode())).text == STORY


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    marked = (
        '---\ntitle: "Le port ferme"\nauthor: Jeanne Mirel\ndate: 2024-03-12\n---\n# Le port\n\n'
        "**La sécheresse** a vidé [les réservoirs](https://example.org)\nde la ville.\n\n"
        "![une image](a.png)\n\n- la digue\n- le phare\n\n> Il nie.\n\n```\nprint(1)\n```\n"
    )
    document = _only(_written(tmp_path / "a.md", marked))
    assert _words(document) == [
        "Le port",
        "La sécheresse a vidé les réservoirs de la ville.",
        "la digue",
        "le phare",
        "Il nie.",
    ]
    assert (document.title, document.author, document.published) == (
        "Le port ferme",
        "Jeanne Mirel",
        "2024-03-12",
    )


@pytest.mark.parametrize("ending", [".html", ".htm", ".HTML"])
def test_page_gives_article_and_facts(tmp_path: Path, ending: str) -> None:
    document = _only(_written(tmp_path / f"page{ending}", PAGE))
    assert {STORY, SECOND, "Une aide"} <= set(_words(document))
    assert not any("Accueil" in w for w in _words(document))
    assert (document.title, document.author) == ("Le port ferme", "Jeanne Mirel")
    assert (document.publisher, document.published) == ("Le Courrier de Lorme", "2024-03-12")


def test_page_fragment_and_table_are_read(tmp_path: Path) -> None:
    assert _words(_only(_written(tmp_path / "a.html", f"<p>{STORY}</p>"))) == [STORY]
    table = "<table><tr><td>Le blé manque.</td><td>Le pain manque.</td></tr></table>"
    page = f"<html><body><article><p>{STORY}</p>{table}</article></body></html>"
    assert _words(_only(_written(tmp_path / "b.html", page))) == [STORY, "Le blé manque.", "Le pain manque."]


def test_page_without_a_date_gets_none(tmp_path: Path) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2024-03-12T10:30:00+01:00">', "")
    assert _only(_written(tmp_path / "page.html", page.replace("© 2024", "©"))).published is None


def test_page_in_another_encoding_is_read(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">')
    document = _only(_written(tmp_path / "page.html", page.encode("iso-8859-1")))
    assert STORY in _words(document)


def test_pdf_lines_become_paragraphs(tmp_path: Path) -> None:
    first = [
        "Rapport sur Lorme, page 1",
        "La sécheresse a vidé les réservoirs, et le gouver-",
        "nement a fermé le port, selon le porte-",
        "parole du maire.",
        "Les pêcheurs demandent une aide que la région",
    ]
    second = [
        "Rapport sur Lorme, page 2",
        "refuse depuis mars. Le porte-parole n'a pas voulu",
        "répondre.",
        "17",
    ]
    document = _only(write_pdf(tmp_path / "a.pdf", [first, second]))
    assert _words(document) == [
        "La sécheresse a vidé les réservoirs, et le gouvernement a fermé le port, "
        "selon le porte-parole du maire.",
        "Les pêcheurs demandent une aide que la région refuse depuis mars. "
        "Le porte-parole n'a pas voulu répondre.",
    ]
    heads = [s.of(document.text) for s in document.boilerplate]
    assert heads == ["Rapport sur Lorme, page 1", "Rapport sur Lorme, page 2", "17"]


def test_word_file_gives_paragraphs_and_cells_in_order(tmp_path: Path) -> None:
    written = docx.Document()
    written.add_paragraph("Le port ferme", style="Title")
    written.add_paragraph(STORY)
    table = written.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "La digue est fendue.", "Le phare est éteint."
    written.add_paragraph(SECOND)
    written.save(str(tmp_path / "a.docx"))
    document = _only(tmp_path / "a.docx")
    assert _words(document) == [
        "Le port ferme",
        STORY,
        "La digue est fendue.",
        "Le phare est éteint.",
        SECOND,
    ]
    assert document.title == "Le port ferme"


def test_json_lines_keep_text_ids_and_further_keys(tmp_path: Path) -> None:
    rows = [
        {"id": "x", "text": f"{STORY}\r\n", "outlet": 7, "title": "Le port", "published": "2024-03-12T10:00"},
        {"id": 12, "text": SECOND},
        {"text": SECOND},
        {"id": "x", "text": SECOND},
    ]
    path = _written(tmp_path / "all.jsonl", "\n".join(json.dumps(r) for r in rows) + "\n\n")
    documents = list(read_documents(path))
    assert [d.id for d in documents] == ["x", "12", "all-3", "x-2"]
    assert documents[0].text == f"{STORY}\r\n"
    assert (documents[0].metadata["outlet"], documents[0].title) == (7, "Le port")
    assert documents[0].published == "2024-03-12"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{not json", "line 2: not JSON"),
        (b'{"id": "b", "text": "Le gel \\ud800 freine."}', "line 2: holds half a surrogate pair"),
        (b'{"id": "b"}', 'line 2: expected an object {"id"'),
        (b"[1, 2]", 'line 2: expected an object {"id"'),
        (b'{"id": "b", "text": "12 34"}', "line 2: b: holds no letters"),
        (
            b'{"id": "b", "text": "Der Krieg hat die Preise erh\\u00f6ht, sagte der Minister am Montag."}',
            "'de'",
        ),
        (b'{"id": "b", "text": "le gel \xe9tait dur"}', "line 2: wrong encoding"),
    ],
)
def test_bad_line_costs_only_itself(tmp_path: Path, line: bytes, reason: str) -> None:
    good = json.dumps({"id": "a", "text": STORY}).encode()
    path = _written(tmp_path / "all.jsonl", b"\n".join([good, line, good]))
    first, bad, last = read_documents(path)
    assert (first.text, last.text, last.id) == (STORY, STORY, "a-2")
    assert (bad.text, bad.paragraphs) == ("", ())
    assert str(path) in bad.problems[0]
    assert reason in bad.problems[0]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n ", "empty"),
        ("a.txt", b"12 34", "holds no letters"),
        ("a.txt", bytes(range(256)) * 4, "a binary file"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\x01\x02\x03\x04\x90\xff" * 90, "a binary file"),
        (
            "a.txt",
            STORY.encode("cp1252"),
            "wrong encoding: byte 0xe9 at 4 is no UTF-8; it seems to be Windows-1252",
        ),
        ("a.txt", STORY.encode("utf-16"), "encoded in UTF-16, expected UTF-8"),
        ("a.md", STORY.encode("cp1252"), "wrong encoding"),
        ("a.md", b"![](a.png)", "empty"),
        ("a.html", b"<html><body></body></html>", "the page holds no article"),
        (
            "a.html",
            b"<html><body><nav><a href='/'>Accueil</a> <a href='/m'>Monde</a></nav></body></html>",
            "the page holds no article",
        ),
        ("a.html", b"", "the file is empty"),
        ("a.html", b"\x00\x01\x02", "no HTML"),
        ("a.pdf", b"%PDF-1.4\nbroken", "a broken PDF"),
        ("a.pdf", b"nothing like it", "a broken PDF"),
        ("a.docx", b"nothing like it", "not a Word file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an encrypted or old"),
        ("a.jsonl", b"\n \n", "the file is empty"),
        ("a.odt", b"x", r"format '\.odt' is not read; read are \.txt, \.md, \.html"),
    ],
)
def test_bad_file_is_refused_with_name_and_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = _written(tmp_path / name, content)
    with pytest.raises(InputError, match=rf"{name}: .*{reason}"):
        list(read_documents(path))


def test_encrypted_and_scanned_pdf_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.pdf: an encrypted PDF"):
        list(read_documents(write_pdf(tmp_path / "a.pdf", [[STORY]], password="secret")))
    with pytest.raises(InputError, match=r"b\.pdf: the PDF holds no text; scanned pages"):
        list(read_documents(write_pdf(tmp_path / "b.pdf", [[]])))


def test_pdf_encrypted_without_password_is_read(tmp_path: Path) -> None:
    assert STORY in _only(write_pdf(tmp_path / "a.pdf", [[STORY]], password="")).text


def test_truncated_pdf_and_word_file_are_refused(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "a.pdf", [[STORY]])
    pdf.write_bytes(pdf.read_bytes()[:200])
    docx.Document().save(str(tmp_path / "a.docx"))
    word = tmp_path / "a.docx"
    word.write_bytes(word.read_bytes()[:900])
    for path in (pdf, word):
        with pytest.raises(InputError, match=path.name):
            list(read_documents(path))


def test_huge_text_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match=r"a\.txt: 50 MB; a \.txt file may have 20 MB .*split it"):
        list(read_documents(path))


def test_unsupported_language_names_it(tmp_path: Path) -> None:
    path = _written(
        tmp_path / "a.txt", "Der Krieg hat die Preise erhöht, sagte der Minister am Montag in Berlin."
    )
    with pytest.raises(LanguageError, match=r"a\.txt: the text is in the language 'de'"):
        list(read_documents(path))


def test_inputs_are_found_sorted_and_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.pdf", "sub/c.HTML", ".hidden/d.txt", ".e.txt", "f.odt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = find_inputs([tmp_path / "sub", tmp_path, tmp_path / "b.txt"])
    assert [p.relative_to(tmp_path).as_posix() for p in found] == ["sub/c.HTML", "a.pdf", "b.txt"]


def test_missing_and_unreadable_inputs_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.odt").write_text("x")
    for name, reason in (
        ("missing.txt", "no such file or folder"),
        ("empty", r"holds no readable file; read are \.txt"),
        ("a.odt", r"format '\.odt' is not read"),
    ):
        with pytest.raises(InputError, match=rf"{name}: .*{reason}"):
            find_inputs([tmp_path / name])
    with pytest.raises(InputError, match=r"missing\.txt: no such file"):
        list(read_documents(tmp_path / "missing.txt"))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match=r"pipe\.txt: no regular file"):
        list(read_documents(tmp_path / "pipe.txt"))
    with pytest.raises(InputError, match=r"pipe\.txt: no regular file"):
        find_inputs([tmp_path / "pipe.txt"])
    (tmp_path / "a.txt").write_text("x")
    assert find_inputs([tmp_path]) == [tmp_path / "a.txt"]
