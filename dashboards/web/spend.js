// Where the money went.

import { get, latest } from "/assets/api.js";
import { choice, el, show, svg, table } from "/assets/dom.js";
import { count, dollars, percent } from "/assets/format.js";
import { plot } from "/assets/charts.js";

const reasons = ["useful", "open", "mismatched", "wrong-prefix", "unused", "failed"];
const spans = [["7", "7 days"], ["30", "30 days"], ["90", "90 days"], ["", "all of it"]];

const money = (sum) => `${sum.estimated > 0 ? "~" : ""}${dollars(sum.cost)}${sum.unpriced ? " + ?" : ""}`;

export async function open(main, { signal }) {
  let days = new URLSearchParams(location.search).get("days") ?? "30";
  let data = null;
  const controls = el("form", { class: "filters", onsubmit: (event) => event.preventDefault() });
  const body = el("div");
  show(controls, choice("the last", days, spans, (value) => {
    days = value;
    history.replaceState(null, "", `/spend?days=${days}`);
    load().then(draw);
  }));
  await load();
  show(main, el("h1", null, "Spend"), el("p", { class: "muted" }, "What calls have cost, cancelled ones included; days are those of UTC. What did not stand is told apart by the reason. A ~ marks sums of which a part is estimated: calls that were cut off before their provider said what they used."), controls, body);
  draw();
  new ResizeObserver(() => draw()).observe(main);

  async function load() {
    const since = days ? new Date(Date.now() - (Number(days) - 1) * 86400000).toISOString().slice(0, 10) : null;
    const ask = (by) => get("spend", { by: `${by},standing`, since }, signal);
    const [day, model, agent, role] = await Promise.all(["day", "model", "agent", "role"].map(ask));
    data = { day, model, agent, role };
  }

  /// The rows of one value put together.
  function groups(rows, key) {
    const all = new Map();
    for (const row of rows) {
      const name = row[key];
      if (!all.has(name)) all.set(name, { name, calls: 0, cost: 0, estimated: 0, wasted: 0, unpriced: 0, input: 0, output: 0, parts: {} });
      const sum = all.get(name);
      sum.calls += row.calls; sum.cost += row.cost_known_usd; sum.estimated += row.cost_estimated_usd; sum.wasted += row.wasted_usd;
      sum.unpriced += row.unpriced_calls; sum.input += row.input_tokens; sum.output += row.output_tokens;
      const part = sum.parts[row.standing] ??= { cost: 0, estimated: 0, calls: 0 };
      part.cost += row.cost_known_usd; part.estimated += row.cost_estimated_usd; part.calls += row.calls;
    }
    return [...all.values()];
  }

  function draw() {
    const byDay = groups(data.day, "day");
    if (!byDay.length) {
      show(body, el("p", { class: "empty" }, "Nothing was spent in this time."));
      return;
    }
    const all = groups(data.day.map((row) => ({ ...row, all: "all" })), "all")[0];
    const width = Math.max(280, (body.clientWidth || main.clientWidth) - 32);
    const facts = [
      ["spent", money(all), all.unpriced ? `${count(all.unpriced)} calls of unknown price` : `${count(all.calls)} calls`],
      ["of it estimated", dollars(all.estimated), all.cost ? percent(all.estimated / all.cost) : null],
      ["in vain", dollars(all.wasted), all.cost ? percent(all.wasted / all.cost) : null],
      ["tokens", count(all.input + all.output), `${count(all.input)} in, ${count(all.output)} out`],
    ];
    show(body,
      el("dl", { class: "facts" }, facts.map(([name, value, more]) => el("div", null, el("dt", null, name), el("dd", null, value, more ? el("small", null, more) : null)))),
      el("section", { class: "panel" }, el("h2", null, "By day"), legend(), all.cost > 0 ? bars(byDay, width) : el("p", { class: "empty" }, "All of it was free, or its price is not known.")),
      el("section", { class: "panel" }, el("h2", null, "In vain, by reason"), wasteTable(all)),
      ["model", "agent", "role"].map((key) => el("section", { class: "panel" }, el("h2", null, `By ${key}`), groupTable(key))));
  }

  function legend() {
    return el("ul", { class: "legend" }, reasons.filter((reason) => data.day.some((row) => row.standing === reason)).map((reason) =>
      el("li", null, el("span", { class: `swatch spend ${reason}`, "aria-hidden": "true" }), reason)),
    el("li", null, el("span", { class: "swatch estimated", "aria-hidden": "true" }), "estimated"));
  }

  function bars(byDay, width) {
    const first = Date.parse(byDay[0].name), last = Date.parse(byDay.at(-1).name);
    const most = Math.max(...byDay.map((day) => day.cost));
    const span = Math.max(1, Math.round((last - first) / 86400000) + 1);
    const marks = Array.from({ length: span }, (_, index) => index).filter((index) => index % Math.ceil(span / Math.max(2, Math.floor(width / 100))) === 0);
    const dayOf = (index) => new Date(first + index * 86400000).toISOString().slice(0, 10);
    return el("div", { class: "chart" }, plot({
      width, height: 260, label: "Dollars by day",
      x: { from: -0.5, to: span - 0.5, ticks: marks, name: "day", words: (index) => dayOf(index).slice(5) },
      y: { from: 0, to: most * 1.05, name: "dollars", words: dollars },
    }, (root, x, y) => {
      root.append(svg("defs", null, svg("pattern", { id: "estimated", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("rect", { width: 2, height: 5, class: "estimated-ink" }))));
      for (const day of byDay) {
        const at = Math.round((Date.parse(day.name) - first) / 86400000);
        const wide = Math.max(1.5, Math.min(48, (x(1) - x(0)) * 0.8));
        let base = 0;
        for (const reason of reasons) {
          const part = day.parts[reason];
          if (!part?.cost) continue;
          const box = { x: x(at) - wide / 2, width: wide };
          root.append(svg("rect", { ...box, class: `spend ${reason}`, y: y(base + part.cost), height: Math.max(0.5, y(base) - y(base + part.cost)) },
            svg("title", null, `${day.name}, ${reason}: ${dollars(part.cost)}, ${count(part.calls)} calls${part.estimated ? `, ${dollars(part.estimated)} of it estimated` : ""}`)));
          if (part.estimated) root.append(svg("rect", { ...box, fill: "url(#estimated)", y: y(base + part.estimated), height: Math.max(0.5, y(base) - y(base + part.estimated)) }));
          base += part.cost;
        }
      }
    }));
  }

  function wasteTable(all) {
    const vain = reasons.slice(2).filter((reason) => all.parts[reason]);
    if (!vain.length) return el("p", { class: "empty" }, "Nothing was spent in vain.");
    const words = { mismatched: "drafts that the verifier did not agree with", "wrong-prefix": "work on top of a step that was decided otherwise", unused: "work that nothing needed any more", failed: "calls that failed" };
    return table("Spent in vain", [{ name: "reason", class: "wide" }, { name: "calls", class: "number" }, { name: "cost", class: "number" }, { name: "of all", class: "number" }],
      vain.map((reason) => [[el("span", { class: `swatch spend ${reason}`, "aria-hidden": "true" }), ` ${reason}: ${words[reason]}`], count(all.parts[reason].calls),
        `${all.parts[reason].estimated ? "~" : ""}${dollars(all.parts[reason].cost)}`, all.cost ? percent(all.parts[reason].cost / all.cost) : "–"]), { class: "cards" });
  }

  function groupTable(key) {
    const all = groups(data[key], key).sort((left, right) => right.cost - left.cost || right.calls - left.calls);
    return table(`Spend by ${key}`, [{ name: key, class: "wide" }, { name: "calls", class: "number" }, { name: "tokens in", class: "number" }, { name: "tokens out", class: "number" }, { name: "cost", class: "number" }, { name: "useful", class: "number" }, { name: "in vain", class: "number" }, { name: "estimated", class: "number" }],
      all.slice(0, 50).map((sum) => [sum.name, count(sum.calls), count(sum.input), count(sum.output), money(sum), dollars(sum.parts.useful?.cost ?? 0), `${dollars(sum.wasted)}${sum.cost ? `, ${percent(sum.wasted / sum.cost)}` : ""}`, dollars(sum.estimated)]), { class: "cards" });
  }

  return latest(async () => { await load(); draw(); });
}
