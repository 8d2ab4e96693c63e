// Two runs side by side.

import { get, latest } from "/assets/api.js";
import { el, show } from "/assets/dom.js";
import { clipped, dollars, figure, moment, percent, seconds, standing } from "/assets/format.js";
import { reach, waterfall } from "/assets/waterfall.js";

export async function open(main, { signal }) {
  const names = Object.fromEntries(["left", "right"].map((side) => [side, new URLSearchParams(location.search).get(side) ?? ""]));
  let runs = {};
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const body = el("div");
  const recent = el("datalist", { id: "recent" });
  const input = (side, words) => el("label", { class: "field grow" }, el("span", null, words),
    el("input", { name: side, value: names[side], list: "recent", placeholder: "a run, or the beginning of its name", autocomplete: "off", spellcheck: "false" }));
  const form = el("form", { class: "filters", onsubmit: choose }, input("left", "left"), input("right", "right"), el("button", { type: "submit" }, "Compare"), recent);

  show(main, el("h1", null, "Compare"), form, problem, body);
  get("runs", { limit: 50 }, signal).then((page) => show(recent, page.runs.map((run) => el("option", { value: run.run }, `${run.strategy}, λ ${figure(run.lambda)}: ${clipped(run.task, 60)}`)))).catch(() => {});
  await load();
  new ResizeObserver(() => draw()).observe(main);

  function choose(event) {
    event.preventDefault();
    for (const side of ["left", "right"]) names[side] = form.elements[side].value.trim();
    history.replaceState(null, "", `/compare?left=${encodeURIComponent(names.left)}&right=${encodeURIComponent(names.right)}`);
    load();
  }

  async function load() {
    problem.hidden = true;
    try {
      const ask = (name) => (name ? get(`runs/${encodeURIComponent(name)}`, {}, signal) : null);
      const [left, right] = await Promise.all([ask(names.left), ask(names.right)]);
      runs = { left, right };
    } catch (error) {
      if (signal.aborted) return;
      runs = {};
      problem.textContent = error.message;
      problem.hidden = false;
    }
    draw();
  }

  function draw() {
    const { left, right } = runs;
    if (!left || !right) {
      show(body, el("p", { class: "empty" }, "Give two runs, or pick them in the list of runs."));
      return;
    }
    show(body, figures(left, right), lanes(left, right), steps(left, right));
  }

  function figures(left, right) {
    const task = left.run.task === right.run.task ? el("p", null, el("strong", null, "The same task: "), clipped(left.run.task, 300))
      : el("p", { class: "problem" }, "The tasks differ.");
    const rows = [
      ["run", (one) => el("a", { href: `/runs/${one.run.run}` }, one.run.run)],
      ["task", (one) => clipped(one.run.task, 160)], ["began", (one) => moment(one.run.started)],
      ["status", (one) => standing({ ...one.run, live: one.live })],
      ["strategy", (one) => `${one.run.strategy}${one.depth == null ? "" : `, depth ${one.depth}`}, ${one.run.guarantee}`],
      ["λ", (one) => figure(one.run.lambda)], ["drafter", (one) => one.run.drafter ?? "nobody"], ["verifier", (one) => one.run.verifier ?? "nobody"],
      ["steps", (one) => one.run.steps.length, (one) => one.run.steps.length, (value) => figure(value)],
      ["time", (one) => seconds(one.run.latency_s), (one) => one.run.latency_s, seconds],
      ["cost", (one) => dollars(one.run.cost_usd), (one) => one.run.cost_usd, dollars],
      ["spent in vain", (one) => dollars(one.run.calls.wasted_usd), (one) => one.run.calls.wasted_usd, dollars],
      ["drafts right", (one) => percent(one.run.acceptance), (one) => one.run.acceptance, percent],
      ["efficiency", (one) => percent(one.run.efficiency), (one) => one.run.efficiency, percent],
      ["calls", (one) => one.calls.length, (one) => one.calls.length, (value) => figure(value)],
      ["answer", (one) => clipped(one.run.answer ?? "–", 200)],
    ];
    return [task, el("div", { class: "scroll", role: "region", "aria-label": "Figures", tabindex: 0 }, el("table", { class: "versus" },
      el("caption", { class: "unseen" }, "Figures of both runs"),
      el("thead", null, el("tr", null, ["", "left", "right", "right − left"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", null, rows.map(([name, text, value, words]) => {
        const [one, other] = [value?.(left), value?.(right)];
        const difference = value && one != null && other != null ? other - one : null;
        return el("tr", null, el("th", { scope: "row" }, name), el("td", null, text(left)), el("td", null, text(right)),
          el("td", { class: "number" }, difference == null ? "" : `${difference > 0 ? "+" : ""}${words(difference)}`));
      }))))];
  }

  function lanes(left, right) {
    const until = Math.max(reach(left), reach(right));
    const width = Math.max(560, body.clientWidth - 20);
    return el("section", null, el("h2", null, "On one clock"), [["left", left], ["right", right]].map(([side, one]) =>
      el("div", { class: "scroll chart", role: "region", "aria-label": `Waterfall of the ${side} run`, tabindex: 0 }, el("p", { class: "muted" }, side), waterfall(one, { width, until, prefix: `${side}-` }))));
  }

  function steps(left, right) {
    const length = Math.max(left.run.steps.length, right.run.steps.length);
    const key = (step) => (step ? JSON.stringify([step.action.tool ?? null, step.action.arguments, step.action.text]) : null);
    const seen = (step) => (step ? `${key(step)} ${step.observation}` : null);
    const first = Array.from({ length }, (_, index) => index).find((index) => seen(left.run.steps[index]) !== seen(right.run.steps[index]));
    const cell = (step, one, index) => (step ? [el("span", { class: "pre" }, clipped(step.action.text, 300)), el("small", { class: "pre" }, clipped(step.observation, 200)), el("small", { class: "muted" }, `${step.source}, ${seconds(one.commits[index]?.at)}`)] : "–");
    return el("section", null, el("h2", null, "Steps"),
      el("p", { role: "status" }, first === undefined ? "Both runs took the same steps." : el("a", { href: "#first-difference" }, `The first difference is at step ${first + 1}.`)),
      el("div", { class: "scroll", role: "region", "aria-label": "Steps", tabindex: 0 }, el("table", { class: "versus steps" },
        el("caption", { class: "unseen" }, "Steps of both runs"),
        el("thead", null, el("tr", null, ["step", "left", "right"].map((name) => el("th", { scope: "col" }, name)))),
        el("tbody", null, Array.from({ length }, (_, index) => {
          const [one, other] = [left.run.steps[index], right.run.steps[index]];
          const differs = seen(one) !== seen(other);
          return el("tr", { class: index === first ? "first-difference" : differs ? "differs" : null, id: index === first ? "first-difference" : null },
            el("th", { scope: "row" }, index + 1, index === first ? el("small", null, "first difference") : null), el("td", null, cell(one, left, index)), el("td", null, cell(other, right, index)));
        })))));
  }

  const again = latest(load);
  return (changed) => { if ([runs.left, runs.right].some((one) => one && changed.includes(one.run.run))) again(); };
}
