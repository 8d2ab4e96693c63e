// Which page is shown, and what all of them share: links, colours, keys, news.

import { get, listen } from "/assets/api.js";
import { el, show } from "/assets/dom.js";
import { count } from "/assets/format.js";

const pages = {
  runs: { title: "Runs", load: () => import("/assets/runs.js") },
  run: { title: "Run", load: () => import("/assets/run.js") },
  frontier: { title: "Frontier", load: () => import("/assets/frontier.js") },
  learning: { title: "Learning", load: () => import("/assets/learning.js") },
  spend: { title: "Spend", load: () => import("/assets/spend.js") },
  compare: { title: "Compare", load: () => import("/assets/compare.js") },
};

const main = document.getElementById("main");
let current = null;

function place() {
  const [, first, second] = location.pathname.split("/");
  const name = first === "runs" && second ? "run" : first || "runs";
  return { name: pages[name] ? name : "runs", run: second ? decodeURIComponent(second) : null };
}

async function open() {
  current?.stop.abort();
  const { name, run } = place();
  const stop = new AbortController();
  current = { stop, news: null };
  const mine = current;
  document.title = `${pages[name].title} · Outrider`;
  for (const link of document.querySelectorAll("nav a")) {
    const isHere = link.pathname === `/${name === "run" ? "runs" : name}`;
    if (isHere) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  try {
    const page = await pages[name].load();
    const news = await page.open(main, { run, signal: stop.signal, title: (text) => { document.title = `${text} · Outrider`; } });
    if (mine === current) mine.news = news ?? null;
  } catch (error) {
    if (stop.signal.aborted) return;
    show(main, el("h1", null, pages[name].title), el("p", { class: "problem", role: "alert" }, error.message));
  }
}

function go(address) {
  history.pushState(null, "", address);
  scrollTo(0, 0);
  open().then(() => main.focus({ preventScroll: true }));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.target || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  go(link.href);
});
// A link within a page changes the address, too, and the page stays.
addEventListener("popstate", () => { if (!location.hash) open(); });

// Colours: as the system, light, dark.

const themes = { system: ["◐", "as the system"], light: ["☀", "light"], dark: ["☾", "dark"] };
const button = document.getElementById("theme");

function paint(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem("theme"); else localStorage.setItem("theme", theme);
  } catch {
    // A browser that keeps nothing forgets the colours, too.
  }
  button.textContent = themes[theme][0];
  button.setAttribute("aria-label", `Colours: ${themes[theme][1]}`);
  button.title = `Colours: ${themes[theme][1]}`;
}

button.addEventListener("click", () => {
  const names = Object.keys(themes);
  paint(names[(names.indexOf(document.documentElement.dataset.theme ?? "system") + 1) % names.length]);
});
paint(document.documentElement.dataset.theme ?? "system");

// Keys.

const keys = document.getElementById("keys");
document.getElementById("help").addEventListener("click", () => keys.showModal());
let isGoing = false;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.target.closest?.("input, select, textarea")) return;
  const goal = { r: "/runs", f: "/frontier", l: "/learning", s: "/spend", c: "/compare" }[event.key];
  if (isGoing && goal) { go(goal); event.preventDefault(); }
  isGoing = event.key === "g";
  if (event.key === "?") { keys.showModal(); event.preventDefault(); }
});

// News.

const pulse = document.getElementById("pulse");
listen((runs) => current?.news?.(runs), (isOn) => {
  pulse.textContent = isOn ? "live" : "reconnecting";
  pulse.classList.toggle("on", isOn);
});

// Ended runs that the statistics do not know yet.

const counting = document.getElementById("counting");
async function tellCounting() {
  try {
    const status = await get("status");
    counting.hidden = !status.failure && !status.uncounted;
    counting.textContent = status.failure
      ? `Acceptance, efficiency and statistics are those of runs that were counted before: ${status.failure}`
      : `${count(status.uncounted)} ended runs are still being counted; until then acceptance, efficiency and statistics leave them out.`;
    if (status.uncounted !== 0 && !status.failure) setTimeout(tellCounting, 2000);
  } catch {
    // The pulse says that nobody answers.
  }
}
tellCounting();

open();
