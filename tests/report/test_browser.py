"""The page works in a real browser, from disk: Debian's chromium runs it with a script that plays the reader.

The script is added to a copy of the page; it acts, and writes what it saw as JSON into the
document, which `--dump-dom` gives back. No driver is needed.
"""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Protocol

import pytest

from causerie.languages.interface import phrases
from causerie.report.page import draw_page
from tests.report.studies import CRISIS, study_of

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")

#: Catches what goes wrong while the page starts; stands before the page's own scripts.
WATCH = """<script>
window.wrong = [];
addEventListener("error", (e) => window.wrong.push(String(e.message || e.target.outerHTML)), true);
addEventListener("securitypolicyviolation", (e) => window.wrong.push(e.blockedURI));
</script>"""


class Play(Protocol):
    """Run a script in a page and give what it returns."""

    def __call__(self, script: str, *, page: str | None = None) -> Any: ...


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Give a function that runs a script in the page and returns what it returns."""

    def run(script: str, *, page: str | None = None) -> Any:
        study = study_of(*CRISIS, name="Crisis in Sarn", figures=True)
        source = page or draw_page(study, language="en")
        source = source.replace("<head>", "<head>" + WATCH, 1)
        reader = (
            "<script>addEventListener('load', () => { let seen; try { seen = (() => {" + script + "})(); }"
            " catch (e) { seen = 'failed: ' + e; }"
            " document.body.innerHTML = '<pre id=seen></pre>';"
            " const told = JSON.stringify({ seen, wrong: window.wrong });"
            " document.getElementById('seen').textContent = told; });</script></body>"
        )
        path = tmp_path / "page.html"
        path.write_text(source.replace("</body>", reader), encoding="utf-8")
        assert BROWSER
        done = subprocess.run(
            [
                BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
                "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=4000",
                f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1400,900",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", path.as_uri(),
            ],
            capture_output=True, text=True, timeout=90, check=False,
        )  # fmt: skip
        found = re.search(r'<pre id="seen">(.*?)</pre>', done.stdout, re.DOTALL)
        assert found, done.stderr[-2000:]
        held = json.loads(html.unescape(found[1]))
        assert held["wrong"] == []
        return held["seen"]

    return run


def test_the_page_opens_from_disk_and_asks_for_nothing(play: Play) -> None:
    asked = play("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert [a for a in asked if not a.startswith("data:")] == []


def test_a_link_opens_its_claims_and_escape_gives_the_focus_back(play: Play) -> None:
    seen = play("""
        const edge = document.querySelector('.edge.both'), panel = document.getElementById('panel');
        const before = panel.hidden;
        edge.focus(); edge.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
        const inside = panel.textContent, focus = document.activeElement === panel, open = !panel.hidden;
        const named = document.getElementById(panel.getAttribute('aria-labelledby')).textContent;
        dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
        const back = document.activeElement === edge;
        return { before, open, focus, inside, named, closed: panel.hidden, back };
    """)
    assert seen["before"]
    assert seen["open"]
    assert seen["focus"]
    assert "Ivo Karst" in seen["inside"]
    assert "pushes up" in seen["inside"]
    assert "the price of bread" in seen["named"]
    assert seen["closed"]
    assert seen["back"]


def test_links_and_concepts_can_be_reached_by_keyboard_and_are_named(play: Play) -> None:
    seen = play("""
        return [...document.querySelectorAll('svg .edge, svg .node')].map((e) =>
            [e.tabIndex, e.getAttribute('href').startsWith('#'), Boolean(e.getAttribute('aria-label'))]);
    """)
    assert len(seen) > 10
    assert all(row == [0, True, True] for row in seen)


def test_a_push_colours_what_responds(play: Play) -> None:
    seen = play("""
        const push = document.getElementById('push');
        const drought = [...push.options].find((o) => o.textContent === 'the drought');
        push.value = drought.value; push.dispatchEvent(new Event('change'));
        const state = (label) => {
            const nodes = [...document.querySelectorAll('#causal-map .node')];
            const node = nodes.find((n) => n.querySelector('title').textContent === label);
            return [...node.classList].filter((c) => ['pushed', 'rise', 'fall', 'doubt'].includes(c)).join();
        };
        const up = ['the drought', 'the price of bread', 'the curfew'].map(state);
        document.getElementById('push-down').click();
        const down = ['the drought', 'the price of bread'].map(state);
        const text = (id) => document.getElementById(id).textContent;
        const rows = document.querySelectorAll('#responses tbody tr').length;
        return { up, down, rows, title: text('responses-title'), said: text('said') };
    """)
    assert seen["up"] == ["pushed", "rise", ""]
    assert seen["down"] == ["pushed", "fall"]
    assert seen["rows"] == 3
    assert "the drought" in seen["title"]
    assert "3 concepts" in seen["said"]


def test_one_speaker_alone_dims_the_rest(play: Play) -> None:
    seen = play("""
        const by = document.getElementById('by-speaker');
        by.value = 'v-Mira-Toll'; by.dispatchEvent(new Event('change'));
        return [...document.querySelectorAll('#causal-map .edge:not(.dim) title')].map((t) => t.textContent);
    """)
    assert seen
    assert all(title.startswith(("the curfew", "the fishing quota")) for title in seen)


def test_two_speakers_stand_side_by_side_with_their_words(play: Play) -> None:
    words = phrases("en", "report")
    seen = play("""
        const [one, other] = document.querySelectorAll('select.compared');
        one.value = 'v-Ada-Brol'; other.value = 'v-Ivo-Karst'; other.dispatchEvent(new Event('change'));
        return document.getElementById('comparison').textContent;
    """)
    assert words["agree"] in seen
    assert "drought raises the price of bread" in seen
    seen = play("""
        const [one, other] = document.querySelectorAll('select.compared');
        one.value = 'v-Mira-Toll'; other.value = 'v-Ivo-Karst'; other.dispatchEvent(new Event('change'));
        return document.getElementById('comparison').textContent;
    """)
    assert words["disagree"] in seen


def test_searching_hides_the_other_links(play: Play) -> None:
    seen = play("""
        const field = document.querySelector('#links input[type=search]');
        field.value = 'FISHING'; field.dispatchEvent(new Event('input'));
        return [...document.querySelectorAll('#links details.link')].filter((d) => !d.hidden).length;
    """)
    assert seen == 1


def test_a_loop_is_traced_on_the_map(play: Play) -> None:
    seen = play("""
        document.querySelector('button.trace').click();
        return [document.querySelectorAll('#causal-map .edge:not(.dim)').length,
                document.querySelectorAll('#causal-map .edge').length];
    """)
    assert 2 <= seen[0] < seen[1]


def test_everything_is_open_on_paper(play: Play) -> None:
    seen = play("""
        const folded = () => document.querySelectorAll('details:not([open])').length;
        const before = folded(); dispatchEvent(new Event('beforeprint'));
        const during = folded(); dispatchEvent(new Event('afterprint'));
        return [before, during, folded()];
    """)
    assert seen[0] > 0
    assert seen == [seen[0], 0, seen[0]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_overflows_a_narrow_window(play: Play, tmp_path: Path, language: str) -> None:
    study = study_of(*CRISIS, name="Crisis in Sarn", figures=True)
    inner = tmp_path / "inner.html"
    inner.write_text(draw_page(study, language=language), encoding="utf-8")
    # A browser window has a least width; a frame has none.
    frame = html.escape(inner.read_text(encoding="utf-8"), quote=True)
    outer = (
        "<!DOCTYPE html><html><head></head><body>"
        f'<iframe style="width:420px;height:900px;border:0" srcdoc="{frame}"></iframe></body></html>'
    )
    seen = play(
        """
        const page = document.querySelector('iframe').contentDocument;
        const wide = [...page.querySelectorAll('main *')].filter((e) => {
            if (e.closest('.mapview, .scroll, .sr, svg')) return false;
            return e.getBoundingClientRect().right > 421;
        }).map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 60));
        return [page.documentElement.scrollWidth - page.documentElement.clientWidth, wide.slice(0, 5)];
        """,
        page=outer,
    )
    assert seen == [0, []]


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_what_is_behind_them(play: Play, dark: bool) -> None:
    page = draw_page(study_of(*CRISIS, name="Crisis in Sarn", figures=True), language="en")
    if dark:  # the dark colours, whatever the browser prefers
        page = page.replace("(prefers-color-scheme: dark)", "all")
    seen = play(
        """
        document.querySelectorAll('details').forEach((d) => (d.open = true));
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const rgb = (colour) => {
            canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        const weights = [0.2126, 0.7152, 0.0722];
        const light = (colour) => weights.reduce((sum, w, n) => sum + w * linear(colour[n] / 255), 0);
        const behind = (e) => {
            for (let at = e; at; at = at.parentElement) {
                const held = rgb(getComputedStyle(at).backgroundColor);
                if (held[3] === 255) return held;
            }
            return [255, 255, 255];
        };
        const speaks = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
        const poor = new Set();
        let looked = 0;
        for (const e of document.querySelectorAll('header *, nav *, main *, footer')) {
            if (e.closest('svg') || !e.checkVisibility() || !speaks(e)) continue;
            looked += 1;
            const [a, b] = [rgb(getComputedStyle(e).color), behind(e)].map(light).sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < 4.5) poor.add(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
        }
        return [looked > 100, [...poor]];
        """,
        page=page,
    )
    assert seen == [True, []]
