// The list of runs.

import { get, latest } from "/assets/api.js";
import { choice, el, show } from "/assets/dom.js";
import { clipped, count, dollars, figure, moment, percent, seconds, standing } from "/assets/format.js";

const names = ["search", "status", "strategy", "agent", "lambda_min", "lambda_max"];

const columns = [
  ["", "pick"], ["status", ""], ["task", "wide"], ["strategy", ""], ["λ", "number"], ["steps", "number"], ["time", "number"],
  ["cost", "number"], ["acceptance", "number"], ["efficiency", "number"], ["agent", ""], ["started", "when"],
];

export async function open(main, { signal }) {
  const filter = Object.fromEntries(names.map((name) => [name, new URLSearchParams(location.search).get(name) ?? ""]));
  const picked = new Set();
  let shown = [], next = null, all = 0;

  const body = el("tbody");
  const total = el("p", { class: "muted", role: "status" });
  const more = el("button", { type: "button", onclick: () => loadMore() }, "Show more");
  const compare = el("a", { class: "button", href: "/compare" }, "Compare the two");
  const basket = el("p", { class: "basket", hidden: true }, el("span"), compare);
  const form = el("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() });

  show(main,
    el("h1", null, "Runs"), form, total,
    el("div", { class: "scroll", role: "region", "aria-label": "Runs", tabindex: 0 },
      el("table", { class: "cards runs" },
        el("caption", { class: "unseen" }, "Runs, the newest first"),
        el("thead", null, el("tr", null, columns.map(([name, kind]) =>
          el("th", { scope: "col", class: kind || null }, name || el("span", { class: "unseen" }, "compare"))))),
        body)),
    more, basket);

  await drawFilters();
  await refresh();

  async function drawFilters() {
    const facets = await get("facets", {}, signal);
    const options = (all, list) => [["", all], ...list.map((name) => [name, name])];
    let timer;
    const typed = (name) => (event) => {
      clearTimeout(timer);
      timer = setTimeout(() => set(name, event.target.value.trim()), 150);
    };
    const lambda = (name, words) => el("label", { class: "field narrow" }, el("span", null, words),
      el("input", { type: "number", min: 0, max: 1, step: 0.1, value: filter[name], oninput: typed(name) }));
    show(form,
      el("label", { class: "field grow" }, el("span", null, "search the tasks"),
        el("input", { type: "search", id: "search", value: filter.search, autocomplete: "off", spellcheck: "false", oninput: typed("search") })),
      choice("status", filter.status, options("any status", facets.statuses), (value) => set("status", value)),
      choice("strategy", filter.strategy, options("any strategy", facets.strategies), (value) => set("strategy", value)),
      choice("agent", filter.agent, options("any agent", facets.agents), (value) => set("agent", value)),
      lambda("lambda_min", "λ from"), lambda("lambda_max", "to"),
      el("button", { type: "button", onclick: clear }, "Clear"));
  }

  function set(name, value) {
    if (filter[name] === value) return;
    filter[name] = value;
    const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
    history.replaceState(null, "", `/runs${query.size ? `?${query}` : ""}`);
    shown = [];
    refresh();
  }

  function clear() {
    for (const name of names) filter[name] = "";
    history.replaceState(null, "", "/runs");
    shown = [];
    drawFilters();
    refresh();
  }

  async function refresh() {
    const asked = JSON.stringify(filter);
    try {
      const page = await get("runs", filter, signal);
      if (asked !== JSON.stringify(filter)) return;
      // What was opened further down stays there.
      const fresh = new Set(page.runs.map((run) => run.run));
      const older = shown.length > page.runs.length ? shown.filter((run) => !fresh.has(run.run)) : [];
      if (!older.length) next = page.next;
      [shown, all] = [[...page.runs, ...older], page.count];
      draw();
    } catch (error) {
      if (!signal.aborted) show(total, el("span", { class: "problem", role: "alert" }, error.message));
    }
  }

  async function loadMore() {
    const page = await get("runs", { ...filter, cursor: next }, signal);
    shown = [...shown, ...page.runs];
    next = page.next;
    draw();
  }

  function draw() {
    const focused = document.activeElement?.closest?.("tr")?.id;
    show(total, all === 0 && !names.some((name) => filter[name])
      ? "No runs yet. `outrider run` makes the first, and it shows up here by itself."
      : `${count(all)} ${all === 1 ? "run" : "runs"}${names.some((name) => filter[name]) ? " like that" : ""}`);
    show(body, shown.map(row));
    more.hidden = !next;
    if (focused) document.getElementById(focused)?.querySelector("a")?.focus({ preventScroll: true });
  }

  function row(run) {
    const state = standing(run);
    const pick = el("input", {
      type: "checkbox", checked: picked.has(run.run), "aria-label": "Compare this run",
      onchange: (event) => { if (event.target.checked) picked.add(run.run); else picked.delete(run.run); drawBasket(); },
    });
    const cells = [
      pick, el("span", { class: `state ${state}` }, state),
      el("a", { href: `/runs/${run.run}`, title: clipped(run.task, 500) }, clipped(run.task.replaceAll(/\s+/g, " "), 140) || "(no words)"),
      run.depth == null ? run.strategy : `${run.strategy}, depth ${run.depth}`, figure(run.lambda), count(run.steps),
      seconds(run.latency_s), [run.cost_estimated_usd > 0 ? "~" : "", dollars(run.cost_usd)],
      meter(run.acceptance), meter(run.efficiency), run.agent, el("time", { datetime: run.started }, moment(run.started)),
    ];
    return el("tr", { id: `run-${run.run}`, class: run.live ? "live" : null }, cells.map((cell, index) =>
      el("td", { class: columns[index][1] || null, "data-label": columns[index][0] || "compare" }, cell)));
  }

  function meter(part) {
    if (part == null) return "–";
    const bar = el("span", { class: "meter", "aria-hidden": "true" }, el("span"));
    bar.firstChild.style.width = `${Math.max(0, Math.min(1, part)) * 100}%`;
    return [bar, percent(part)];
  }

  function drawBasket() {
    const two = [...picked];
    basket.hidden = !two.length;
    basket.firstChild.textContent = two.length === 1 ? "One run is picked; pick another to compare." : two.length === 2 ? "Two runs are picked." : "Compare takes two runs.";
    compare.hidden = two.length !== 2;
    compare.href = `/compare?left=${two[0]}&right=${two[1]}`;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, dialog")) return;
    if (event.key === "/") { document.getElementById("search").focus(); event.preventDefault(); }
    if (event.key !== "j" && event.key !== "k") return;
    const links = [...body.querySelectorAll("td.wide a")];
    const now = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, now + (event.key === "j" ? 1 : -1)))]?.focus();
    event.preventDefault();
  }, { signal });

  return latest(refresh);
}
