// The questions the pages ask, and the news that come by themselves.

export async function get(path, parameters = {}, signal) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value != null && value !== ""));
  const text = query.toString();
  const reply = await fetch(`/api/${path}${text ? `?${text}` : ""}`, { signal });
  const body = await reply.json();
  if (!reply.ok) throw new Error(body.error ?? `the answer was ${reply.status}`);
  return body;
}

let source = null;
const listeners = new Set();

/// Calls `heard` with the names of runs that have news, and `state` with whether they arrive.
export function listen(heard, state) {
  listeners.add(heard);
  if (source) return;
  source = new EventSource("/api/live");
  source.addEventListener("hello", (event) => { state(true); tell(event); });
  source.addEventListener("runs", tell);
  source.addEventListener("open", () => state(true));
  source.addEventListener("error", () => state(false));
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

function tell(event) {
  const runs = JSON.parse(event.data).runs;
  if (runs.length) for (const heard of listeners) heard(runs);
}

/// Carries out `work` at once, and what is asked for while it goes on once more behind it: never two at a time, and
/// never later than needed.
export function latest(work) {
  let isBusy = false, isWanted = false;
  return async function again() {
    if (isBusy) { isWanted = true; return; }
    isBusy = true;
    try { await work(); } finally {
      isBusy = false;
      if (isWanted) { isWanted = false; setTimeout(again, 60); }
    }
  };
}
