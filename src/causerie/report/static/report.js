// The report works without this script; it adds the side panel, filters, zoom and the what-if on the map.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const w = data.words;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);

  // A link to a folded part opens it.
  const unfold = (hash) => {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", () => unfold(location.hash));
  if (location.hash) unfold(location.hash);
  addEventListener("beforeprint", () => all("details").forEach((d) => (d.open = true)));

  // Side panel: the claims of a link beside the map.
  const panel = one("panel");
  let opener = null;
  const close = () => { panel.hidden = true; if (opener) opener.focus(); };
  panel.querySelector(".close").addEventListener("click", close);
  addEventListener("keydown", (e) => { if (e.key === "Escape" && !panel.hidden) close(); });
  const show = (id, from) => {
    const link = one("link-" + id);
    const inside = panel.querySelector("div");
    inside.innerHTML = "<h2></h2>" + link.querySelector(".claims").outerHTML;
    inside.querySelector("h2").textContent = link.querySelector(".pair").textContent.replace(/\s+/g, " ").trim();
    all("[id]", inside).forEach((e) => e.removeAttribute("id"));
    opener = from; panel.hidden = false; panel.focus();
  };
  all("svg .edge").forEach((edge) => edge.addEventListener("click", (e) => { e.preventDefault(); show(edge.dataset.link, edge); }));
  panel.addEventListener("click", (e) => { if (e.target.closest("a")) panel.hidden = true; });

  const map = one("causal-map");
  if (!map) return;
  const edges = all("svg .edge"), nodes = all("svg .node");

  // Filter by speaker.
  const bySpeaker = one("by-speaker");
  const filter = () => {
    const option = bySpeaker.selectedOptions[0];
    const wanted = option.dataset.author === "yes" ? null : option.value;
    const everybody = bySpeaker.selectedIndex === 0, lit = new Set();
    edges.forEach((edge) => {
      const on = everybody || JSON.parse(edge.dataset.speakers).includes(wanted);
      edge.classList.toggle("dim", !on);
      if (on) { lit.add(edge.dataset.cause); lit.add(edge.dataset.effect); }
    });
    nodes.forEach((n) => n.classList.toggle("dim", !everybody && !lit.has(n.dataset.concept)));
  };
  bySpeaker.addEventListener("change", filter);

  // What-if: colour the concepts that respond, list them in a table.
  const push = one("push"), up = one("push-up"), down = one("push-down"), said = one("said");
  const responses = one("responses"), body = responses.querySelector("tbody");
  let direction = 1;
  const percent = ([low, high]) => {
    const [a, b] = [Math.round(100 * low), Math.round(100 * high)];
    return (a === b ? a : a + "–" + b) + " %";
  };
  const row = (answer) => {
    const tr = document.createElement("tr");
    const cell = (text, cls) => { const td = tr.insertCell(); td.textContent = text; if (cls) td.className = cls; return td; };
    cell(data.labels[answer.concept]);
    const word = answer.sign === "+" ? "rises" : answer.sign === "-" ? "falls" : "open";
    cell(w["sign_word_" + word], answer.sign === "+" ? "cell-plus" : answer.sign === "-" ? "cell-minus" : "");
    cell(w["tier_" + answer.tier], "tier " + answer.tier);
    const bar = document.createElement("span"), text = document.createElement("span");
    bar.className = "bar"; bar.setAttribute("aria-hidden", "true"); text.className = "counts";
    for (const [cls, range] of [["down", answer.fall], ["up", answer.rise]]) {
      const part = document.createElement("i");
      part.className = cls; part.style.width = 50 * (range[0] + range[1]) + "%"; bar.append(part);
    }
    text.textContent = `▲ ${percent(answer.rise)}  ▼ ${percent(answer.fall)}`;
    cell("").append(bar, text);
    return tr;
  };
  const run = () => {
    up.setAttribute("aria-pressed", direction === 1); down.setAttribute("aria-pressed", direction === -1);
    nodes.forEach((n) => { n.classList.remove("pushed", "rise", "fall", "doubt"); n.querySelector(".state").textContent = ""; });
    responses.hidden = !push.value; said.textContent = "";
    if (!push.value) return;
    const answers = (data.responses[push.value] || {})[direction] || [];
    const by = new Map(answers.map((a) => [a.concept, a]));
    nodes.forEach((n) => {
      const answer = by.get(n.dataset.concept), state = n.querySelector(".state");
      if (n.dataset.concept === push.value) { n.classList.add("pushed"); state.textContent = direction === 1 ? "▲" : "▼"; return; }
      if (!answer) return;
      n.classList.add(answer.sign === "+" ? "rise" : answer.sign === "-" ? "fall" : "doubt");
      state.textContent = (answer.sign === "+" ? "▲" : answer.sign === "-" ? "▼" : "?") + (answer.tier === "open" && answer.sign !== "?" ? "?" : "");
    });
    body.replaceChildren(...answers.map(row));
    one("responses-title").textContent = w[direction === 1 ? "pushed_up" : "pushed_down"].replace("{label}", data.labels[push.value]);
    said.textContent = answers.length ? w.respond.replace("{count}", answers.length) : w.nothing_responds;
  };
  push.addEventListener("change", run);
  up.addEventListener("click", () => { direction = 1; run(); });
  down.addEventListener("click", () => { direction = -1; run(); });
  nodes.forEach((n) => n.addEventListener("click", (e) => {
    const own = [...push.options].some((o) => o.value === n.dataset.concept);
    if (!own) return;
    e.preventDefault(); push.value = n.dataset.concept; run();
  }));

  // Zoom. The map starts at the size that fits its box, but never smaller than can be read.
  const view = map.parentElement, width = map.viewBox.baseVal.width, height = map.viewBox.baseVal.height;
  let zoom = 1;
  const apply = () => { map.setAttribute("width", width * zoom); map.setAttribute("height", height * zoom); };
  const fit = (least) => { zoom = Math.max(least, Math.min(1.15, (view.clientWidth - 34) / width)); apply(); };
  one("larger").addEventListener("click", () => { zoom = Math.min(3, zoom * 1.2); apply(); });
  one("smaller").addEventListener("click", () => { zoom = Math.max(0.15, zoom / 1.2); apply(); });
  one("fit").addEventListener("click", () => fit(0.05));
  fit(0.55);
})();
