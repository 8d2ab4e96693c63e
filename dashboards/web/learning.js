// What drafts were worth, and whether the controller knew.

import { get, latest } from "/assets/api.js";
import { choice, el, show, svg, table } from "/assets/dom.js";
import { clipped, count, dollars, percent, seconds, wilson } from "/assets/format.js";
import { mark, plot } from "/assets/charts.js";

const panel = (title, content, words) => el("section", { class: "panel" }, el("h2", null, title), words ? el("p", { class: "muted" }, words) : null, content);

const key = (names, shapes) => el("ul", { class: "legend" }, names.map((name, index) => el("li", null,
  svg("svg", { class: `series colour-${index * 2}`, width: 14, height: 14, "aria-hidden": "true" }, mark(shapes[index], 7, 7, 5, { class: "mark" }, "")), name)));

export async function open(main, { signal }) {
  let agent = new URLSearchParams(location.search).get("agent") ?? "";
  let data = null;
  const controls = el("form", { class: "filters", onsubmit: (event) => event.preventDefault() });
  const body = el("div");
  const facets = await get("facets", {}, signal);
  show(controls, choice("agent", agent, [["", "all agents"], ...facets.agents.map((name) => [name, name])], (value) => {
    agent = value;
    history.replaceState(null, "", `/learning${agent ? `?agent=${encodeURIComponent(agent)}` : ""}`);
    load().then(draw);
  }));
  await load();
  show(main, el("h1", null, "Learning"), el("p", { class: "muted" }, "How often the verifier agreed with drafts, over the time that the runs span, and whether the chances that were expected came true."), controls, body);
  draw();
  new ResizeObserver(() => draw()).observe(main);

  function of(kind) { return data.groups[kind] ?? []; }

  async function load() { data = await get("learning", { agent }, signal); }

  function draw() {
    if (!data.periods.length) {
      show(body, el("p", { class: "empty" }, "No ended run is counted yet. After a run with a drafter and a verifier there is something to see."));
      return;
    }
    const width = Math.max(300, Math.min(1100, body.clientWidth || main.clientWidth));
    const half = (width > 860 ? (width - 14) / 2 : width) - 32;
    show(body,
      el("div", { class: "side-by-side" },
        panel("Acceptance and efficiency over time", overTime(half)),
        panel("Calibration", calibration(half), "A dot on the line came true as often as was expected. Bars are the bounds within which the truth lies 95 times of 100.")),
      panel("By position", heat("position", width, (value) => (value === "40" ? "40 on" : value), true)),
      panel("By tool", heat("tool", width, (value) => value || "text alone")),
      panel("What was recalled from earlier runs", memory()),
      panel("By task", tasks(), `The tasks with the most verdicts among the newest ${count(data.task_runs)} runs.`));
  }

  function overTime(width) {
    const periods = data.periods;
    const last = Math.max(1, periods.at(-1).period);
    const lines = [
      ["acceptance", periods.map((one) => [one.period, one.verdicts ? one.agreed / one.verdicts : null, `${one.day}: ${count(one.agreed)} of ${count(one.verdicts)} verdicts agreed`])],
      ["efficiency", periods.map((one) => [one.period, one.efficiency, `${one.day}: ${percent(one.efficiency)} of the possible gain in ${count(one.runs)} runs`])],
    ];
    const values = lines.flatMap(([, points]) => points.map(([, value]) => value)).filter((value) => value != null);
    const low = Math.min(0, ...values);
    const chart = plot({
      width, height: 270, label: "Acceptance and efficiency over time",
      x: { from: 0, to: last, ticks: periods.filter((_, index) => index % Math.ceil(periods.length / Math.max(2, width / 110)) === 0).map((one) => one.period), name: "runs from", words: (value) => periods.find((one) => one.period === value)?.day.slice(2) ?? "" },
      y: { from: Math.max(-1, low), to: 1, name: "part", words: (value) => percent(value) },
    }, (root, x, y) => lines.forEach(([name, points], index) => {
      const known = points.filter(([, value]) => value != null && value >= -1);
      root.append(svg("g", { class: `series colour-${index * 2}` },
        svg("path", { class: `line${index ? " dashed" : ""}`, d: known.map(([at, value], order) => `${order ? "L" : "M"}${x(at)} ${y(value)}`).join("") }),
        known.map(([at, value, words]) => mark(index ? "square" : "circle", x(at), y(value), 4, { class: "mark" }, words))));
    }));
    return [key(["acceptance", "efficiency"], ["circle", "square"]), chart];
  }

  function calibration(width) {
    const kinds = [["p̂ of the controller", "chance"], ["the drafter's own confidence", "confidence"]];
    const series = kinds.map(([name, kind]) => {
      const sums = new Map();
      for (const one of of(kind)) {
        const sum = sums.get(one.value) ?? { verdicts: 0, agreed: 0, predicted: 0 };
        for (const field of ["verdicts", "agreed", "predicted"]) sum[field] += one[field];
        sums.set(one.value, sum);
      }
      return [name, [...sums.values()].map((sum) => ({ ...sum, x: sum.predicted / sum.verdicts, y: sum.agreed / sum.verdicts })).sort((left, right) => left.x - right.x)];
    });
    if (series.every(([, points]) => !points.length)) return el("p", { class: "empty" }, "No chances were recorded with these drafts.");
    const most = Math.max(...series.flatMap(([, points]) => points.map((point) => point.verdicts)));
    const off = (points) => {
      const all = points.reduce((sum, point) => sum + point.verdicts, 0);
      return all ? points.reduce((sum, point) => sum + point.verdicts * Math.abs(point.x - point.y), 0) / all : null;
    };
    const chart = plot({
      width, height: 270, label: "What was expected against what came true",
      x: { from: 0, to: 1, name: "expected chance", words: (value) => percent(value) }, y: { from: 0, to: 1, name: "came true", words: (value) => percent(value) },
    }, (root, x, y) => {
      root.append(svg("line", { class: "reference", x1: x(0), y1: y(0), x2: x(1), y2: y(1) }));
      series.forEach(([name, points], index) => root.append(svg("g", { class: `series colour-${index * 2}` }, points.map((point) => {
        const [low, high] = wilson(point.agreed, point.verdicts);
        return [svg("line", { class: "error", x1: x(point.x), x2: x(point.x), y1: y(low), y2: y(high) }),
          mark(index ? "square" : "circle", x(point.x), y(point.y), 3 + 5 * Math.sqrt(point.verdicts / most), { class: "mark" }, `${name}: expected ${percent(point.x)}, came true ${percent(point.y)} of ${count(point.verdicts)}`)];
      }))));
    });
    const words = series.filter(([, points]) => points.length).map(([name, points]) => `${name}: off by ${percent(off(points))} on average`).join("; ");
    return [key(kinds.map(([name]) => name), ["circle", "square"]), chart, el("p", { class: "muted" }, words)];
  }

  /// Acceptance as colours: a row for each value, a column for each part of the time.
  function heat(kind, width, words, isNumber = false) {
    const cells = new Map(of(kind).map((one) => [`${one.value} ${one.period}`, one]));
    const sums = new Map();
    for (const one of of(kind)) sums.set(one.value, (sums.get(one.value) ?? 0) + one.verdicts);
    let values = [...sums.keys()];
    values = isNumber ? values.sort((left, right) => left - right) : values.sort((left, right) => sums.get(right) - sums.get(left)).slice(0, 24);
    if (!values.length) return el("p", { class: "empty" }, "No verdicts on drafts yet.");
    const total = (value) => {
      const all = of(kind).filter((one) => one.value === value);
      return [all.reduce((sum, one) => sum + one.agreed, 0), sums.get(value)];
    };
    return table(`Acceptance by ${kind} over time`, [{ name: kind }, ...data.periods.map((one) => ({ name: one.day.slice(2), class: "heat-head" })), { name: "all", class: "number" }, { name: "verdicts", class: "number" }],
      values.map((value) => [words(value), ...data.periods.map((period) => {
        const cell = cells.get(`${value} ${period.period}`);
        if (!cell) return { value: "", class: "heat none" };
        const part = cell.agreed / cell.verdicts;
        const square = el("span", { title: `${count(cell.agreed)} of ${count(cell.verdicts)}` }, percent(part));
        return { value: square, class: `heat heat-${Math.round(part * 10)}` };
      }), percent(total(value)[0] / total(value)[1]), count(total(value)[1])]), { class: "heat-table" });
  }

  function memory() {
    const sum = (field) => data.periods.reduce((all, one) => all + one[field], 0);
    const recalled = sum("recalled");
    if (!recalled) return el("p", { class: "empty" }, "Nothing was recalled. `--drafter memory` drafts from earlier runs of the agent before it asks a model.");
        const part = (name) => { const all = of("source").filter((one) => one.value === name); const verdicts = all.reduce((sum, one) => sum + one.verdicts, 0); return verdicts ? percent(all.reduce((sum, one) => sum + one.agreed, 0) / verdicts) : "–"; };
    return el("dl", { class: "facts" }, [["recalled drafts", count(recalled), null], ["right", percent(sum("recalled_right") / recalled), `drafts of models: ${part("model")}`],
      ["saved time of drafting", seconds(sum("saved_s")), "by what the models' drafts of the same runs took"], ["saved cost of drafting", dollars(sum("saved_usd")), null]]
      .map(([name, value, more]) => el("div", null, el("dt", null, name), el("dd", null, value, more ? el("small", null, more) : null))));
  }

  function tasks() {
    if (!data.tasks.length) return el("p", { class: "empty" }, "No verdicts on drafts yet.");
    return table("Acceptance by task", [{ name: "task", class: "wide" }, { name: "runs", class: "number" }, { name: "verdicts", class: "number" }, { name: "acceptance", class: "number" }],
      data.tasks.map((one) => [el("a", { href: `/runs?search=${encodeURIComponent(clipped(one.task, 80))}` }, clipped(one.task.replaceAll(/\s+/g, " "), 140)), count(one.runs), count(one.verdicts), percent(one.agreed / one.verdicts)]), { class: "cards" });
  }

  return latest(async () => { await load(); draw(); });
}
