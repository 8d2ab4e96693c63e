// One run: what it is, its waterfall, and what is behind each bar.

import { get, latest } from "/assets/api.js";
import { el, show, table } from "/assets/dom.js";
import { clipped, count, dollars, figure, moment, percent, seconds, standing } from "/assets/format.js";
import { looks, waterfall } from "/assets/waterfall.js";

export async function open(main, { run: name, signal, title }) {
  let timeline = null, zoom = 1, width = 0;
  let selected = new URLSearchParams(location.search).get("bar");

  const head = el("div", { class: "run-head" });
  const chart = el("div", { class: "scroll chart", role: "region", "aria-label": "Waterfall" });
  const detail = el("aside", { class: "detail", "aria-label": "Details", tabindex: -1, hidden: true });
  const sections = el("div");
  const zooms = el("span", { class: "buttons" },
    el("button", { type: "button", "aria-label": "Farther", onclick: () => zoomTo(zoom / 1.6) }, "−"),
    el("button", { type: "button", "aria-label": "All of it", onclick: () => zoomTo(1) }, "all"),
    el("button", { type: "button", "aria-label": "Closer", onclick: () => zoomTo(zoom * 1.6) }, "+"));
  const legend = el("ul", { class: "legend", "aria-label": "What a bar looks like" },
    ["useful", "discarded", "cancelled", "failed", "open"].map((kind) => el("li", null, el("span", { class: `swatch ${kind}`, "aria-hidden": "true" }), looks[kind])),
    el("li", null, el("span", { class: "swatch link agrees", "aria-hidden": "true" }), "draft confirmed"),
    el("li", null, el("span", { class: "swatch link differs", "aria-hidden": "true" }), "draft replaced"));

  await load();
  show(main, head,
    el("section", { "aria-labelledby": "waterfall-title" },
      el("div", { class: "row" }, el("h2", { id: "waterfall-title" }, "What happened when"), zooms), legend,
      el("div", { class: "with-detail" }, chart, detail)),
    sections);
  draw();
  if (selected) await explain(selected, false);

  new ResizeObserver(() => { if (Math.abs(chart.clientWidth - width) > 4) draw(); }).observe(chart);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, dialog")) return;
    if (event.key === "+" || event.key === "=") zoomTo(zoom * 1.6);
    else if (event.key === "-") zoomTo(zoom / 1.6);
    else if (event.key === "0") zoomTo(1);
    else if (event.key === "Escape" && !detail.hidden) close();
  }, { signal });

  async function load() {
    timeline = await get(`runs/${encodeURIComponent(name)}`, {}, signal);
    title(clipped(timeline.run.task.replaceAll(/\s+/g, " "), 60));
  }

  function zoomTo(next) {
    zoom = Math.max(1, Math.min(200, next));
    draw();
    if (selected) chart.querySelector(".selected")?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  function draw() {
    drawHead();
    const focused = chart.contains(document.activeElement) ? document.activeElement.id : null;
    const [x, y] = [chart.scrollLeft, chart.scrollTop];
    width = chart.clientWidth;
    show(chart, waterfall(timeline, { width: Math.max(560, width - 18) * zoom, pick: (bar) => explain(bar.id, true), selected }));
    [chart.scrollLeft, chart.scrollTop] = [x, y];
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    const open = new Set([...sections.querySelectorAll("details[open]")].map((node) => node.dataset.name));
    show(sections, steps(), decisions(), branches(), callTable());
    for (const node of sections.querySelectorAll("details")) if (open.has(node.dataset.name)) node.open = true;
  }

  function drawHead() {
    const run = timeline.run;
    const state = standing({ ...run, live: timeline.live });
    const facts = [
      ["time", seconds(run.latency_s), run.sequential_latency_s == null ? null : `alone about ${seconds(run.sequential_latency_s)}`],
      ["cost", [run.cost_estimated_usd > 0 ? "~" : "", dollars(run.cost_usd)], run.sequential_cost_usd == null ? null : `alone about ${dollars(run.sequential_cost_usd)}`],
      ["drafts right", percent(run.acceptance), null],
      ["efficiency", percent(run.efficiency), run.j == null ? null : `J ${figure(run.j)}, oracle ${figure(run.j_oracle)}`],
      ["spent in vain", dollars(run.calls.wasted_usd), Object.entries(run.waste).map(([reason, waste]) => `${reason} ${waste.calls}`).join(", ") || null],
      ["calls", count(timeline.calls.length), `${run.calls.drafter} drafter, ${run.calls.verifier} verifier${run.calls.scorer ? `, ${run.calls.scorer} scorer` : ""}, ${run.calls.cancelled} cancelled`],
    ];
    const isLong = run.task.length > 240;
    show(head,
      el("p", { class: "crumbs" }, el("a", { href: "/runs" }, "Runs"), " / ", el("code", null, run.run)),
      el("div", { class: "row" }, el("h1", { class: "task" }, clipped(run.task, 240)), el("span", { class: `state ${state}` }, state)),
      isLong ? el("details", { class: "whole-task" }, el("summary", null, "The whole task"), el("pre", null, run.task)) : null,
      el("p", { class: "muted" },
        `${run.strategy}${timeline.depth == null ? "" : `, depth ${timeline.depth}`}, ${run.guarantee}, λ ${figure(run.lambda)} · ${run.agent} · ${run.drafter ?? "nobody"} ▸ ${run.verifier ?? "nobody"} · ${timeline.scheduling}, seed ${timeline.seed} · ${moment(run.started)} · `,
        el("a", { href: `/compare?left=${run.run}` }, "compare with another run")),
      el("dl", { class: "facts" }, facts.map(([name, value, more]) => el("div", null, el("dt", null, name), el("dd", null, value, more ? el("small", null, more) : null)))),
      run.answer ? el("p", { class: "answer" }, el("strong", null, "Answer "), el("span", { class: "pre" }, run.answer)) : null,
      run.error ? el("p", { class: "problem" }, run.error) : null,
      run.limit ? el("p", { class: "problem" }, `A limit was reached: ${run.limit.used} of ${run.limit.allowed}.`) : null);
  }

  function section(name, words, content, isOpen = false) {
    return el("details", { class: "section", dataset: { name }, open: isOpen }, el("summary", null, el("h2", null, words)), content);
  }

  function steps() {
    return section("steps", `Steps (${timeline.run.steps.length})`, table("Steps",
      [{ name: "step", class: "number" }, { name: "action", class: "wide" }, { name: "whose" }, { name: "committed", class: "number" }, { name: "what came back", class: "wide" }],
      timeline.run.steps.map((step, index) => [step.index, el("span", { class: "pre" }, clipped(step.action.text, 400)), step.source,
        seconds(timeline.commits[index]?.at), el("span", { class: "pre" }, clipped(step.observation, 400) || "–")]), { class: "cards" }), true);
  }

  function decisions() {
    return section("decisions", "Why each step was drafted ahead, or not", table("Decisions",
      [{ name: "step", class: "number" }, { name: "draft" }, { name: "p̂", class: "number" }, { name: "survival", class: "number" }, { name: "θ", class: "number" }, { name: "why", class: "wide" }],
      timeline.decisions.map((step) => [step.step, step.draft, figure(step.acceptance), figure(step.survival), figure(step.threshold), step.why]), { class: "cards" }));
  }

  /// The positions at which more than one way was looked into.
  function branches() {
    const committed = new Map(timeline.run.steps.map((step) => [step.index, step.action.text]));
    const ways = new Map();
    const note = (step, action, words) => {
      if (!ways.has(step)) ways.set(step, new Map());
      const found = ways.get(step);
      if (!found.has(action)) found.set(action, []);
      if (words) found.get(action).push(words);
    };
    for (const proposal of timeline.proposals) {
      const words = proposal.kind === "draft" ? `drafted${proposal.confidence == null ? "" : `, ${percent(proposal.confidence)} sure`}`
        : proposal.kind === "audit" ? "the verifier's, for the record" : proposal.agrees === false ? "decided instead" : proposal.agrees ? "confirmed" : "decided";
      note(proposal.step, proposal.action, words);
    }
    for (const weighing of timeline.weighings) {
      note(weighing.step, weighing.action, `${weighing.kept ? "kept" : "dropped"}${weighing.score == null ? "" : `, score ${figure(weighing.score, 3)}`}${weighing.threshold == null ? "" : ` of ${figure(weighing.threshold, 3)}`}: ${weighing.reason}`);
    }
    const forks = [...ways].filter(([, found]) => found.size > 1).sort((left, right) => left[0] - right[0]);
    if (!forks.length) return null;
    return section("branches", `Branches (${forks.length} steps with more than one way)`, el("ol", { class: "branches" }, forks.map(([step, found]) =>
      el("li", null, el("span", { class: "step" }, `step ${step}`), el("ul", null, [...found].slice(0, 24).map(([action, words]) => {
        const stands = committed.get(step) === action;
        return el("li", { class: stands ? "stands" : "dead" }, el("span", { class: "pre" }, clipped(action, 200)), " ",
          el("small", null, [stands ? "stands" : "dead end", ...new Set(words.slice(0, 4)), words.length > 4 ? `${words.length} times` : null].filter(Boolean).join("; ")));
      }), found.size > 24 ? el("li", null, el("small", null, `and ${found.size - 24} more`)) : null)))));
  }

  function callTable() {
    const columns = [["call", "number"], ["step", "number"], ["role", ""], ["purpose", ""], ["start", "number"], ["time", "number"], ["in", "number"], ["out", "number"], ["cost", "number"], ["outcome", ""], ["result", ""], ["model", ""]];
    return section("calls", `Calls (${timeline.calls.length})`, table("Calls", columns.map(([name, kind]) => ({ name, class: kind })),
      timeline.calls.map((call) => [
        el("button", { type: "button", class: "plain", onclick: () => explain(`call-${call.call}`, true) }, call.call), call.step, call.role, call.purpose, seconds(call.started_s), seconds(call.duration_s),
        count(call.input_tokens), count(call.output_tokens), [call.provenance === "estimated" ? "~" : "", dollars(call.cost_usd)],
        call.outcome, call.standing ?? "–", call.model,
      ]), { class: "cards" }));
  }

  function close() {
    detail.hidden = true;
    const before = selected;
    selected = null;
    address();
    draw();
    document.getElementById(before)?.focus({ preventScroll: true });
  }

  function address() {
    history.replaceState(null, "", `/runs/${timeline.run.run}${selected ? `?bar=${selected}` : ""}`);
  }

  async function explain(id, takesFocus) {
    const [kind, number] = id.split("-");
    const isKnown = kind === "call" ? timeline.calls.some((call) => String(call.call) === number) : timeline.executions[number - 1];
    if (!isKnown) return;
    selected = id;
    address();
    detail.hidden = false;
    const content = kind === "call" ? await callDetail(number) : toolDetail(timeline.executions[number - 1]);
    if (selected !== id) return;
    show(detail, el("button", { type: "button", class: "close", "aria-label": "Close", onclick: close }, "×"), content);
    draw();
    if (takesFocus) detail.focus({ preventScroll: true });
    if (takesFocus && matchMedia("(max-width: 900px)").matches) detail.scrollIntoView({ block: "start" });
  }

  function list(entries) {
    return el("dl", { class: "pairs" }, entries.filter(([, value]) => value != null && value !== "–" && value !== "").map(([name, value]) => [el("dt", null, name), el("dd", null, value)]));
  }

  function text(name, content, isOpen = true) {
    return content ? el("details", { open: isOpen }, el("summary", null, name), el("pre", null, content)) : null;
  }

  async function callDetail(number) {
    const { call, ...more } = await get(`runs/${timeline.run.run}/calls/${number}`, {}, signal);
    const choice = timeline.choices.filter((choice) => choice.at <= call.started_s).at(-1);
    const decision = timeline.decisions.find((decision) => decision.step === call.step);
    const certain = more.seen.filter((step) => step.committed).length;
    return [
      el("h3", null, `${call.role}, step ${call.step}`, " ", el("small", null, `call ${call.call}, ${call.purpose}`)),
      more.action ? el("p", { class: "said" }, more.action) : null,
      list([
        ["model", call.model], ["went to", more.endpoint], ["began", seconds(call.started_s)], ["took", seconds(call.duration_s)],
        ["first token", seconds(call.first_token_s)], ["without the draft's help", seconds(call.unaided_s)],
        ["prompt", call.input_tokens == null ? null : `${count(call.input_tokens)} tokens${call.cached_tokens ? `, ${count(call.cached_tokens)} of them from the provider's cache` : ""}`],
        ["answer", call.output_tokens == null ? null : `${count(call.output_tokens)} tokens`],
        ["cost", call.outcome === "open" ? null : `${dollars(call.cost_usd)}${call.provenance ? `, ${call.provenance}` : ""}`],
        ["ended", call.outcome], ["its result", call.standing], ["cancelled because of", call.cancel_reason],
        ["tries", call.attempts > 1 ? call.attempts : null], ["what went wrong", call.error], ["request", more.request_id],
        ["sure of it", percent(more.confidence)],
      ]),
      choice ? el("h4", null, "How far to ride ahead, when it began") : null,
      choice ? list([["depth", choice.depth], ["p̂", figure(choice.acceptance, 3)], ["survival", figure(choice.survival, 3)], ["θ", figure(choice.threshold, 3)], ["why", choice.reason], ["this step", decision?.why]]) : null,
      text("Thought", more.thought, false),
      el("details", { open: true }, el("summary", null, `What it was asked: the task and ${more.seen.length} steps`),
        more.seen_is_exact ? null : el("p", { class: "muted" }, "The record does not say step by step what this call saw; these are the steps that were known before it."),
        el("pre", null, more.task),
        el("ol", { class: "seen" }, more.seen.map((step) => el("li", { class: step.committed ? null : "ahead" }, el("span", { class: "pre" }, clipped(step.action, 300)),
          step.observation ? el("small", { class: "pre" }, clipped(step.observation, 300)) : null, step.committed ? null : el("em", null, "only drafted at that time")))),
        certain < more.seen.length ? el("p", { class: "muted" }, `${certain} of ${more.seen.length} steps were certain when it began.`) : null),
      text("What it answered", more.response),
      text("Usage, as the provider reports it", more.raw_usage, false),
    ];
  }

  function toolDetail(execution) {
    const step = timeline.run.steps[execution.step - 1];
    return [
      el("h3", null, `tool, step ${execution.step}`),
      el("p", { class: "said" }, execution.action),
      list([["began", seconds(execution.at - execution.duration)], ["took", seconds(execution.duration)],
        ["before its verdict", execution.early ? "yes" : "no"], ["its outcome", execution.stands ? "stands" : "was dropped"], ["error", execution.isError ? "yes" : null]]),
      execution.stands && step ? text("What came back", step.observation) : null,
    ];
  }

  const news = latest(async () => { await load(); draw(); });
  return (runs) => { if (runs.includes(timeline.run.run)) news(); };
}
