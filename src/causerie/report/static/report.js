// The report works without this script; it adds the side panel, filters, zoom, comparisons and the what-if on the map.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const w = data.words;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);
  const make = (tag, cls, text) => {
    const made = document.createElement(tag);
    if (cls) made.className = cls;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const fill = (phrase, words) => phrase.replace(/\{(\w+)\}/g, (_, key) => words[key]);
  const count = (key, number) => {
    const [single, many] = w[key].split("|");
    return fill(w.count, { number, thing: w.singular_of.split(" ").includes(String(number)) ? single : many });
  };
  document.documentElement.classList.add("scripted");

  // A link to a folded part opens it.
  const unfold = (hash) => {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", () => unfold(location.hash));
  if (location.hash) unfold(location.hash);

  // On paper everything that is folded is open, and folded again after.
  let folded = [];
  addEventListener("beforeprint", () => { folded = all("details:not([open])"); folded.forEach((d) => (d.open = true)); });
  addEventListener("afterprint", () => folded.forEach((d) => (d.open = false)));

  // Search fields hide what does not hold the words.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  all("[data-find]").forEach((field) => {
    const rows = all(field.dataset.find), told = field.closest(".finder").querySelector("[role=status]");
    field.addEventListener("input", () => {
      const wanted = plain(field.value).split(/\s+/);
      let left = 0;
      rows.forEach((row) => {
        const found = wanted.every((word) => plain(row.textContent).includes(word));
        row.hidden = !found; left += found;
        const group = row.closest("details.fold");
        if (found && field.value && group) group.open = true;
      });
      told.textContent = field.value ? fill(w.found, { count: left, all: rows.length }) : "";
    });
  });

  const map = one("causal-map");
  if (!map) return;
  const edges = all("svg .edge"), nodes = all("svg .node");

  // Side panel: the claims of a link beside the map.
  const panel = one("panel");
  let opener = null;
  const close = () => { panel.hidden = true; if (opener) opener.focus(); opener = null; };
  panel.querySelector(".close").addEventListener("click", close);
  addEventListener("keydown", (e) => { if (e.key === "Escape" && !panel.hidden) close(); });
  const show = (id, from) => {
    const link = one("link-" + id), inside = panel.querySelector("div");
    const title = make("h2");
    title.append(...[...link.querySelector("summary > span").childNodes].map((n) => n.cloneNode(true)));
    inside.replaceChildren(title, link.querySelector("summary .counts").cloneNode(true), link.querySelector(".claims").cloneNode(true));
    all("[id]", inside).forEach((e) => e.removeAttribute("id"));
    title.id = "panel-title";
    opener = from; panel.hidden = false; panel.scrollTop = 0; panel.focus();
  };
  edges.forEach((edge) => edge.addEventListener("click", (e) => { e.preventDefault(); show(edge.dataset.link, edge); }));
  panel.addEventListener("click", (e) => { if (e.target.closest("a")) { panel.hidden = true; opener = null; } });

  // Filter by speaker; trace a loop.
  const bySpeaker = one("by-speaker");
  const light = (lit) => {
    const ends = new Set();
    edges.forEach((edge) => {
      const on = !lit || lit(edge);
      edge.classList.toggle("dim", !on);
      if (on) { ends.add(edge.dataset.cause); ends.add(edge.dataset.effect); }
    });
    nodes.forEach((n) => n.classList.toggle("dim", Boolean(lit) && !ends.has(n.dataset.concept)));
  };
  bySpeaker.addEventListener("change", () =>
    light(bySpeaker.value ? (edge) => edge.dataset.voices.split(" ").includes(bySpeaker.value) : null));

  // What-if: colour the concepts that respond, list them in a table.
  const push = one("push"), up = one("push-up"), down = one("push-down"), said = one("said"), responses = one("responses");
  let direction = 1;
  const percent = (share) => fill(w.percent, { number: share });
  const span = ([low, high]) => {
    const [a, b] = [Math.round(100 * low), Math.round(100 * high)];
    return percent(a === b ? a : a + "–" + b);
  };
  const SHAPES = { plus: "M0-6.5L6.5 5.5H-6.5Z", minus: "M0 6.5L6.5-5.5H-6.5Z", unsaid: "M-5.5 0A5.5 5.5 0 1 1 5.5 0A5.5 5.5 0 1 1-5.5 0Z" };
  const dot = (answer, cls) => {
    const space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
    const low = answer.rise[0] - answer.fall[1], high = answer.rise[1] - answer.fall[0];
    svg.setAttribute("class", "strip"); svg.setAttribute("viewBox", "0 0 200 22"); svg.setAttribute("aria-hidden", "true");
    const draw = (name, d, move) => {
      const path = document.createElementNS(space, "path");
      path.setAttribute("class", name); path.setAttribute("d", d);
      if (move) path.setAttribute("transform", move);
      svg.append(path);
    };
    draw("axis", "M3 11H197M100 3V19");
    draw("range " + cls, `M${100 + 94 * low} 11H${100 + 94 * high}`);
    draw(`dot ${cls}${answer.tier === "open" ? "" : " full"}`, SHAPES[cls], `translate(${100 + 47 * (low + high)} 11)`);
    return svg;
  };
  const row = (answer) => {
    const tr = make("tr"), cls = { "+": "plus", "-": "minus" }[answer.sign] || "unsaid";
    const word = { "+": "rises", "-": "falls" }[answer.sign] || "open";
    const tier = make("td"), strip = make("td");
    tier.append(make("span", "tier " + answer.tier, w["tier_" + answer.tier]));
    strip.append(dot(answer, cls));
    tr.append(make("td", "", data.labels[answer.concept]), make("td", "cell-" + cls, w["sign_word_" + word]), tier, strip,
      make("td", "numbers-cell", `▲ ${span(answer.rise)} ▼ ${span(answer.fall)}`));
    return tr;
  };
  const run = () => {
    up.setAttribute("aria-pressed", direction === 1); down.setAttribute("aria-pressed", direction === -1);
    nodes.forEach((n) => { n.classList.remove("pushed", "rise", "fall", "doubt"); n.querySelector(".state").textContent = ""; });
    said.textContent = "";
    if (!push.value) return;
    const answers = data.responses[push.value][direction];
    const by = new Map(answers.map((a) => [a.concept, a]));
    nodes.forEach((n) => {
      const answer = by.get(n.dataset.concept), state = n.querySelector(".state");
      if (n.dataset.concept === push.value) { n.classList.add("pushed"); state.textContent = direction === 1 ? "▲" : "▼"; return; }
      if (!answer) return;
      n.classList.add({ "+": "rise", "-": "fall" }[answer.sign] || "doubt");
      state.textContent = ({ "+": "▲", "-": "▼" }[answer.sign] || "") + (answer.tier === "open" ? "?" : "");
    });
    responses.querySelector("tbody").replaceChildren(...answers.map(row));
    one("responses-title").textContent = fill(w[direction === 1 ? "pushed_up" : "pushed_down"], { label: data.labels[push.value] });
    said.textContent = answers.length ? fill(w.respond, { count: count("concepts_counted", answers.length) }) : w.nothing_responds;
  };
  if (push) {
    push.addEventListener("change", run);
    up.addEventListener("click", () => { direction = 1; run(); });
    down.addEventListener("click", () => { direction = -1; run(); });
    nodes.forEach((n) => n.addEventListener("click", (e) => {
      if (!data.responses[n.dataset.concept]) return;
      e.preventDefault(); push.value = n.dataset.concept; run();
    }));
  }

  // Two speakers side by side: what they agree on, where they contradict each other, what only one says.
  const compared = all("select.compared"), comparison = one("comparison");
  const quotes = (link, voice) => all(`.claim[data-voice="${voice}"]`, one("link-" + link)).map((c) => c.cloneNode(true));
  const compare = () => {
    const voices = compared.map((s) => s.value), held = voices.map((v) => data.stances[v]);
    const kinds = { disagree: [], agree: [], both_speak: [] }, alone = [[], []];
    for (const link of new Set(held.flatMap(Object.keys))) {
      const [a, b] = held.map((h) => h[link]);
      if (!one("link-" + link)) continue;
      if (a && b) kinds[a === b && a !== "±" ? "agree" : a === "?" || b === "?" ? "both_speak" : "disagree"].push(link);
      else alone[a ? 0 : 1].push(link);
    }
    const told = [];
    const heading = (link) => {
      const a = make("a"), pair = one("link-" + link).querySelector(".pair").cloneNode(true);
      a.href = "#link-" + link; a.append(pair);
      return a;
    };
    for (const [kind, links] of Object.entries(kinds)) {
      if (!links.length) continue;
      told.push(make("h4", kind, w[kind]));
      for (const link of links) {
        const beside = make("div", "sides");
        voices.forEach((v, n) => { const side = make("div", "side"); side.append(make("b", "", held[n][link]), ...quotes(link, v)); beside.append(side); });
        const title = make("p"); title.append(heading(link)); told.push(title, beside);
      }
    }
    if (!told.length && voices[0] !== voices[1]) told.push(make("p", "soft", w.nothing_common));
    const beside = make("div", "sides");
    if (voices[0] !== voices[1]) alone.forEach((links, n) => {
      const side = make("div", "side"), list = make("ul", "plain");
      links.forEach((link) => { const item = make("li"); item.append(make("b", "", held[n][link]), " ", heading(link)); list.append(item); });
      side.append(make("h4", "", fill(w.only_one, { name: compared[n].selectedOptions[0].textContent })), list); beside.append(side);
    });
    comparison.replaceChildren(...told, beside);
  };
  compared.forEach((s) => s.addEventListener("change", compare));
  if (compared.length) compare();

  // Zoom. A map starts at the size that fits its box, but never smaller than can be read.
  const maps = all("svg.map"), shown = one("shown-map");
  const size = new Map(maps.map((m) => [m, { width: m.viewBox.baseVal.width, height: m.viewBox.baseVal.height, zoom: 1 }]));
  const current = () => maps.find((m) => !m.parentElement.hidden);
  const scale = (m, zoom) => {
    const of = size.get(m);
    of.zoom = Math.min(3, Math.max(0.1, zoom));
    m.setAttribute("width", of.width * of.zoom); m.setAttribute("height", of.height * of.zoom);
  };
  const fit = (m, least) => scale(m, Math.max(least, Math.min(1.1, (m.parentElement.clientWidth - 34) / size.get(m).width)));
  const choose = (id) => {
    maps.forEach((m) => { m.parentElement.hidden = m.id !== id; });
    fit(current(), 0.6);
  };
  if (shown) shown.addEventListener("change", () => choose(shown.value));
  one("larger").addEventListener("click", () => scale(current(), size.get(current()).zoom * 1.2));
  one("smaller").addEventListener("click", () => scale(current(), size.get(current()).zoom / 1.2));
  one("fit").addEventListener("click", () => fit(current(), 0.1));
  choose("causal-map");
  // On paper a map is as wide as the page, and the whole one is left out.
  addEventListener("beforeprint", () => { if (shown) choose("causal-map"); });

  all("button.trace").forEach((button) => button.addEventListener("click", () => {
    const links = button.dataset.links.split(" "), drawn = (id) => links.every((k) => one(id).querySelector(`[data-link="${k}"]`));
    if (shown && !drawn("causal-map") && drawn("whole-map")) { shown.value = "whole-map"; choose("whole-map"); }
    light((edge) => links.includes(edge.dataset.link));
    one("map").scrollIntoView();
    const first = current().querySelector(`[data-link="${links[0]}"]`);
    if (first) first.focus();
  }));
})();
