// A run as bars on one clock: the drafter above, the verifier below, what was scored, and the tools.

import { ticks } from "/assets/charts.js";
import { svg } from "/assets/dom.js";
import { clipped, dollars, seconds } from "/assets/format.js";

const height = 17, gap = 4, laneGap = 26, top = 34, costHeight = 64;

/// What a bar looks like says what became of it.
function look(call) {
  if (call.outcome === "open") return "open";
  if (call.outcome === "failed") return "failed";
  if (call.outcome === "cancelled") return "cancelled";
  return call.standing === "useful" || call.standing == null ? "useful" : "discarded";
}

export const looks = { useful: "stands", discarded: "did not stand", cancelled: "cancelled", failed: "failed", open: "goes on" };

/// Puts bars that would touch into rows below each other.
function pack(bars, x) {
  const ends = [];
  for (const bar of [...bars].sort((left, right) => left.start - right.start || left.end - right.end)) {
    bar.left = x(bar.start);
    bar.width = Math.max(3, x(bar.end) - bar.left);
    let row = ends.findIndex((end) => end <= bar.left - 1);
    if (row < 0) row = ends.push(0) - 1;
    ends[row] = bar.left + bar.width;
    bar.row = row;
  }
  return Math.max(1, ends.length);
}

/// The moment up to which a drawing of the run has to reach, in seconds.
export function reach(timeline) {
  const ends = timeline.calls.map((call) => call.started_s + (call.duration_s ?? 0));
  return Math.max(1e-6, timeline.run.latency_s, timeline.run.sequential_latency_s ?? 0, ...ends);
}

/// - Parameters: `width` in pixels; `until` in seconds; `pick` is told the bar that is asked for.
export function waterfall(timeline, { width, until = reach(timeline), pick = null, selected = null, prefix = "" }) {
  const left = 74, right = 16;
  const x = (at) => left + (at / until) * (width - left - right);
  const now = timeline.run.latency_s;
  const lanes = ["drafter", "verifier", "scorer"].map((role) => ({
    name: role,
    bars: timeline.calls.filter((call) => call.role === role).map((call) => ({
      id: `${prefix}call-${call.call}`, lane: role, look: look(call), step: call.step, call,
      start: call.started_s, end: call.started_s + (call.duration_s ?? Math.max(0, now - call.started_s)),
    })),
  })).filter((lane) => lane.bars.length || lane.name !== "scorer");
  if (timeline.executions.length) lanes.push({
    name: "tools",
    bars: timeline.executions.map((execution, index) => ({
      id: `${prefix}tool-${index + 1}`, lane: "tools", look: execution.stands ? "useful" : "discarded", step: execution.step,
      execution, start: Math.max(0, execution.at - execution.duration), end: execution.at,
    })),
  });

  let y = top;
  for (const lane of lanes) {
    lane.y = y;
    lane.rows = pack(lane.bars, x);
    for (const bar of lane.bars) bar.y = y + bar.row * (height + gap);
    y += lane.rows * (height + gap) + laneGap;
  }
  const bottom = y - laneGap + 8;
  const all = lanes.flatMap((lane) => lane.bars);
  const byID = new Map(all.map((bar) => [bar.id, bar]));
  const total = bottom + costHeight + 44;

  const root = svg("svg", {
    class: "waterfall", width, height: total, viewBox: `0 0 ${width} ${total}`, role: "group",
    "aria-label": `Timeline of the run: ${timeline.calls.length} calls in ${seconds(now)}`,
  });
  const hatch = (role) => svg("pattern", { id: `hatch-${role}`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 6, height: 6, class: "paper" }), svg("rect", { width: 2.6, height: 6, class: `ink ${role}` }));
  root.append(svg("defs", null, ["drafter", "verifier", "scorer", "tools"].map(hatch)));

  for (const at of ticks(0, until, 6)) {
    root.append(svg("line", { class: "grid", x1: x(at), x2: x(at), y1: top - 8, y2: bottom + costHeight + 22 }),
      svg("text", { class: "tick", x: x(at), y: total - 6, "text-anchor": "middle" }, seconds(at)));
  }
  for (const lane of lanes) {
    root.append(svg("rect", { class: "lane", x: left, y: lane.y - 5, width: width - left - right, height: lane.rows * (height + gap) + 6, rx: 4 }),
      svg("text", { class: `lane-name ${lane.name}`, x: 4, y: lane.y + 12 }, lane.name));
  }
  for (const commit of timeline.commits) {
    root.append(svg("line", { class: "commit", x1: x(commit.at), x2: x(commit.at), y1: top - 12, y2: top - 7 }));
  }

  const links = svg("g", { class: "links" });
  for (const [from, to, agrees] of pairs(timeline)) {
    const [start, end] = [byID.get(`${prefix}call-${from}`), byID.get(`${prefix}call-${to}`)];
    if (!start || !end) continue;
    const [x1, y1, x2, y2] = [start.left + start.width, start.y + height, end.left + end.width, end.y];
    links.append(svg("path", {
      class: agrees ? "agrees" : "differs", "data-from": start.id, "data-to": end.id,
      d: `M${x1} ${y1} C${x1} ${(y1 + y2) / 2} ${x2} ${(y1 + y2) / 2} ${x2} ${y2}`,
    }));
  }
  root.append(links);

  for (const bar of all) root.append(drawn(bar, selected, pick));
  root.append(...ends(timeline, x, bottom, width), ...costs(timeline, x, bottom, until));

  if (pick) steer(root, lanes, all, pick);
  return root;
}

/// The calls of each draft with the call that judged it.
function pairs(timeline) {
  const drafts = new Map(), found = [];
  for (const proposal of timeline.proposals) {
    if (proposal.kind === "draft") drafts.set(proposal.step, proposal);
    else if (proposal.agrees != null && proposal.calls.length) {
      const draft = drafts.get(proposal.step);
      if (draft?.calls.length) found.push([draft.calls.at(-1), proposal.calls.at(-1), proposal.agrees]);
    }
  }
  return found;
}

function drawn(bar, selected, pick) {
  const what = bar.call ? `${bar.lane}, step ${bar.step}, ${looks[bar.look]}, ${seconds(bar.end - bar.start)}, ${dollars(bar.call.cost_usd)}`
    : `tool, step ${bar.step}, ${looks[bar.look]}, ${bar.execution.action}`;
  const room = Math.floor((bar.width - 8) / 7);
  const words = room >= 1 ? clipped(String(bar.step), room) : "";
  const node = svg("g", {
    class: `bar ${bar.lane} ${bar.look}${bar.id === selected ? " selected" : ""}`, id: bar.id,
    tabindex: pick ? (bar.id === selected ? 0 : -1) : null, role: pick ? "button" : null, "aria-label": clipped(what, 200),
    onclick: pick ? () => pick(bar) : null,
  },
  svg("rect", { x: bar.left + 0.75, y: bar.y + 0.75, width: Math.max(1.5, bar.width - 1.5), height: height - 1.5, rx: Math.min(3, bar.width / 3) }));
  if (words.length === String(bar.step).length) node.append(svg("text", { x: bar.left + bar.width / 2, y: bar.y + 12.5, "text-anchor": "middle" }, words));
  node.append(svg("title", null, clipped(what, 300)));
  return node;
}

/// Where the run ended, and where the verifier alone would have.
function ends(timeline, x, bottom, width) {
  const drawn = [];
  const line = (at, kind, words, y) => {
    if (at == null) return;
    const isLate = x(at) > width - 200;
    drawn.push(svg("line", { class: kind, x1: x(at), x2: x(at), y1: y - 6, y2: bottom + costHeight + 22 }),
      svg("text", { class: `${kind} words`, x: x(at) + (isLate ? -5 : 5), y, "text-anchor": isLate ? "end" : "start" }, words));
  };
  line(timeline.run.sequential_latency_s, "ghost", `verifier alone: ${seconds(timeline.run.sequential_latency_s)}`, 10);
  if (!timeline.live) line(timeline.run.latency_s, "end", `this run: ${seconds(timeline.run.latency_s)}`, 23);
  return drawn;
}

/// The dollars that were spent, as they added up.
function costs(timeline, x, bottom, until) {
  const settled = timeline.calls.filter((call) => call.cost_usd != null && call.duration_s != null)
    .map((call) => [call.started_s + call.duration_s, call.cost_usd]).sort((left, right) => left[0] - right[0]);
  const sum = settled.reduce((sum, [, cost]) => sum + cost, 0);
  const alone = timeline.run.sequential_cost_usd;
  const most = Math.max(sum, alone ?? 0);
  const base = bottom + costHeight + 16;
  const name = svg("text", { class: "lane-name", x: 4, y: bottom + 26 }, "dollars");
  if (most === 0) return [name, svg("text", { class: "tick", x: x(0) + 6, y: base - 8 }, timeline.calls.some((call) => call.cost_usd == null) ? "what the calls cost is not known" : "all of it was free")];
  const y = (cost) => base - (cost / most) * costHeight;
  let path = `M${x(0)} ${base}`, so = 0;
  for (const [at, cost] of settled) { so += cost; path += `H${x(at)}V${y(so)}`; }
  const stop = Math.max(timeline.run.latency_s, settled.at(-1)?.[0] ?? 0);
  path += `H${x(Math.min(until, stop))}`;
  const drawn = [name, svg("path", { class: "cost-area", d: `${path}V${base}Z` }), svg("path", { class: "cost", d: path }),
    svg("text", { class: "tick", x: 4, y: bottom + 42 }, dollars(sum)), svg("line", { class: "axis", x1: x(0), x2: x(until), y1: base, y2: base })];
  if (alone != null && timeline.run.sequential_latency_s) {
    const at = x(timeline.run.sequential_latency_s);
    drawn.push(svg("circle", { class: "ghost-dot", cx: at, cy: y(alone), r: 4 }, svg("title", null, `the verifier alone: ${dollars(alone)}`)));
  }
  return drawn;
}

/// The arrow keys go from bar to bar, Enter asks for one.
function steer(root, lanes, all, pick) {
  const inOrder = lanes.map((lane) => [...lane.bars].sort((left, right) => left.start - right.start));
  const first = inOrder.find((bars) => bars.length)?.[0];
  if (first && !root.querySelector('[tabindex="0"]')) root.querySelector(`#${first.id}`)?.setAttribute("tabindex", "0");
  root.addEventListener("keydown", (event) => {
    const bar = all.find((bar) => bar.id === event.target.closest?.(".bar")?.id);
    if (!bar) return;
    const lane = inOrder.findIndex((bars) => bars.includes(bar));
    const place = inOrder[lane].indexOf(bar);
    let next = null;
    if (event.key === "ArrowRight") next = inOrder[lane][place + 1];
    else if (event.key === "ArrowLeft") next = inOrder[lane][place - 1];
    else if (event.key === "Home") next = inOrder[lane][0];
    else if (event.key === "End") next = inOrder[lane].at(-1);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      let other = lane + step;
      while (inOrder[other] && !inOrder[other].length) other += step;
      const near = (one) => Math.abs(one.start - bar.start);
      next = inOrder[other]?.reduce((best, one) => (near(one) < near(best) ? one : best));
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return pick(bar);
    } else return;
    event.preventDefault();
    if (!next) return;
    for (const node of root.querySelectorAll('.bar[tabindex="0"]')) node.setAttribute("tabindex", "-1");
    const node = root.querySelector(`#${next.id}`);
    node.setAttribute("tabindex", "0");
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  // What a bar belongs to shows while the bar is looked at.
  const mark = (id) => { for (const path of root.querySelectorAll(".links path")) path.classList.toggle("near", path.dataset.from === id || path.dataset.to === id); };
  root.addEventListener("focusin", (event) => mark(event.target.closest?.(".bar")?.id));
  root.addEventListener("pointerover", (event) => mark(event.target.closest?.(".bar")?.id ?? document.activeElement?.id));
}
