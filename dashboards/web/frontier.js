// What speed costs: latency against cost, where the verifier alone is 1 and 1.

import { get, latest } from "/assets/api.js";
import { choice, el, show, svg, table } from "/assets/dom.js";
import { count, dollars, figure, percent, seconds } from "/assets/format.js";
import { mark, plot } from "/assets/charts.js";

const within = (mean, error) => (error == null ? figure(mean) : `${figure(mean)} ± ${figure(1.96 * error)}`);

export async function open(main, { signal }) {
  let agent = new URLSearchParams(location.search).get("agent") ?? "";
  let data = null;
  const hidden = new Set();
  const controls = el("form", { class: "filters", onsubmit: (event) => event.preventDefault() });
  const chart = el("div", { class: "chart" });
  const legend = el("div", { class: "toggles", role: "group", "aria-label": "What is shown" });
  const rows = el("div");

  const facets = await get("facets", {}, signal);
  show(controls, choice("agent", agent, [["", "all agents"], ...facets.agents.map((name) => [name, name])], (value) => {
    agent = value;
    history.replaceState(null, "", `/frontier${agent ? `?agent=${encodeURIComponent(agent)}` : ""}`);
    load().then(draw);
  }));
  await load();
  show(main, el("h1", null, "Frontier"),
    el("p", { class: "muted" }, "What finished runs took and cost, as means over the runs of one strategy and one λ, beside what the verifier alone would have taken and cost for the same steps. Down is faster, left is cheaper; lines join the λ of one strategy."),
    controls, legend, chart, rows);
  draw();
  new ResizeObserver(() => draw()).observe(chart);

  async function load() { data = await get("frontier", { agent }, signal); }

  function series() {
    const all = new Map();
    const put = (name, kind, point) => { if (!all.has(name)) all.set(name, { name, kind, points: [] }); all.get(name).points.push(point); };
    for (const run of data.runs) {
      const name = run.depth == null ? run.strategy : `${run.strategy}, depth ${run.depth}`;
      put(name, run.depth == null ? "circle" : "square", {
        x: run.relative_cost, y: run.relative_latency, dx: run.relative_cost_error, dy: run.relative_latency_error, lambda: run.lambda,
        words: `${name} at λ ${figure(run.lambda)}: ${count(run.runs)} runs, ${figure(run.relative_latency)} × the time, ${figure(run.relative_cost)} × the cost`,
      });
    }
    const oracle = data.runs.filter((run) => run.oracle_latency != null);
    for (const run of oracle) {
      put("oracle", "diamond", { x: run.oracle_cost, y: run.oracle_latency, lambda: run.lambda, words: `the oracle for ${run.strategy} at λ ${figure(run.lambda)}: nobody does better with these drafts` });
    }
    for (const row of data.bench) {
      const name = `bench: ${row.contestant}${row.workload ? ` on ${row.workload}` : ""}`;
      put(name, "triangle", { x: row.relative_cost, y: row.relative_latency, lambda: row.lambda, words: `${name}${row.lambda == null ? "" : ` at λ ${figure(row.lambda)}`}: ${count(row.rows)} rows of ${row.file}` });
    }
    return [...all.values()];
  }

  function draw() {
    const all = series();
    show(legend, all.map((one, index) => el("button", {
      type: "button", class: `toggle colour-${index % 8}`, "aria-pressed": !hidden.has(one.name) ? "true" : "false",
      onclick: () => { if (hidden.has(one.name)) hidden.delete(one.name); else hidden.add(one.name); draw(); },
    }, svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, mark(one.kind, 7, 7, 5, { class: "mark" }, "")), one.name)));
    if (!all.length) {
      show(chart, el("p", { class: "empty" }, "No finished run with a verifier yet. `outrider run --lambda 0.2`, and again with 0.8, draws the first two points."));
      show(rows);
      return;
    }
    const points = all.filter((one) => !hidden.has(one.name)).flatMap((one) => one.points);
    const axis = (values) => {
      const known = [...values.filter((value) => Number.isFinite(value) && value > 0), 1];
      const [least, most] = [Math.min(...known), Math.max(...known)];
      return most / least > 6 ? { from: least / 1.15, to: most * 1.15, log: true } : { from: Math.max(0, least - (most - least) * 0.15 - 0.02), to: most + (most - least) * 0.15 + 0.02 };
    };
    const width = Math.max(300, (chart.clientWidth || 800) - 18);
    show(chart, plot({
      width, height: Math.min(520, Math.max(320, width * 0.55)), label: "Latency against cost; the table below has the same numbers",
      x: { ...axis(points.map((point) => point.x)), name: "cost, the verifier alone is 1", words: (value) => figure(value, 3) },
      y: { ...axis(points.map((point) => point.y)), name: "time, the verifier alone is 1", words: (value) => figure(value, 3) },
    }, (root, x, y) => {
      root.append(svg("line", { class: "reference", x1: x(1), x2: x(1), y1: 14, y2: root.getAttribute("height") - 44 }),
        svg("line", { class: "reference", x1: 58, x2: width - 18, y1: y(1), y2: y(1) }),
        svg("text", { class: "tick", x: width - 20, y: y(1) - 6, "text-anchor": "end" }, "the verifier alone"));
      all.forEach((one, index) => {
        if (hidden.has(one.name)) return;
        const place = one.points.filter((point) => point.x > 0 && point.y > 0).sort((left, right) => (left.lambda ?? 0) - (right.lambda ?? 0));
        const group = svg("g", { class: `series colour-${index % 8}` });
        if (one.kind !== "diamond" && place.length > 1) group.append(svg("path", { class: "line", d: place.map((point, order) => `${order ? "L" : "M"}${x(point.x)} ${y(point.y)}`).join("") }));
        for (const point of place) {
          if (point.dx) group.append(svg("line", { class: "error", x1: x(Math.max(point.x - 1.96 * point.dx, point.x * 0.05)), x2: x(point.x + 1.96 * point.dx), y1: y(point.y), y2: y(point.y) }));
          if (point.dy) group.append(svg("line", { class: "error", x1: x(point.x), x2: x(point.x), y1: y(Math.max(point.y - 1.96 * point.dy, point.y * 0.05)), y2: y(point.y + 1.96 * point.dy) }));
          group.append(mark(one.kind, x(point.x), y(point.y), 5, { class: "mark" }, point.words));
          if (point.lambda != null && one.kind !== "diamond" && place.length > 1) group.append(svg("text", { class: "tick", x: x(point.x) + 8, y: y(point.y) + 12 }, `λ ${figure(point.lambda)}`));
        }
        root.append(group);
      });
    }));
    show(rows,
      el("h2", null, "Runs"),
      table("Runs by strategy and λ", [["strategy", ""], ["λ", "number"], ["runs", "number"], ["time", "number"], ["cost", "number"], ["× time", "number"], ["× cost", "number"], ["J", "number"], ["efficiency", "number"], ["oracle × time", "number"], ["oracle × cost", "number"]].map(([name, kind]) => ({ name, class: kind })),
        data.runs.map((run) => [run.depth == null ? run.strategy : `${run.strategy}, depth ${run.depth}`, figure(run.lambda), count(run.runs), seconds(run.latency_s), dollars(run.cost_usd),
          within(run.relative_latency, run.relative_latency_error), within(run.relative_cost, run.relative_cost_error), figure(run.j), percent(run.efficiency), figure(run.oracle_latency), figure(run.oracle_cost)]), { class: "cards" }),
      data.bench.length ? [el("h2", null, "Benchmarks"), table("Rows of benchmarks", [["contestant", ""], ["workload", ""], ["λ", "number"], ["rows", "number"], ["× time", "number"], ["× cost", "number"], ["file", ""]].map(([name, kind]) => ({ name, class: kind })),
        data.bench.map((row) => [row.contestant, row.workload ?? "–", figure(row.lambda), count(row.rows), figure(row.relative_latency), figure(row.relative_cost), row.file]), { class: "cards" })] : null);
  }

  return latest(async () => { await load(); draw(); });
}
