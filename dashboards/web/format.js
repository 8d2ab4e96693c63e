// Figures as people read them. What is not known is a dash, never a zero.

const unknown = "–";

export const count = (value) => (value == null ? unknown : value.toLocaleString("en-US"));

export function seconds(value) {
  if (value == null) return unknown;
  const size = Math.abs(value);
  if (size === 0) return "0 s";
  if (size < 0.0009995) return `${(value * 1e6).toFixed(0)} µs`;
  if (size < 0.9995) return `${(value * 1000).toFixed(size < 0.00995 ? 1 : 0)} ms`;
  if (size < 99.95) return `${value.toFixed(1)} s`;
  if (size < 5999.5) return `${Math.trunc(value / 60)} min ${Math.round(size % 60)} s`;
  return `${(value / 3600).toFixed(1)} h`;
}

export function dollars(value) {
  if (value == null) return unknown;
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size === 0) return "$0";
  if (size < 0.0001) return `${sign}$${size.toPrecision(2)}`;
  if (size < 0.1) return `${sign}$${size.toFixed(4)}`;
  if (size < 1000) return `${sign}$${size.toFixed(2)}`;
  return `${sign}$${Math.round(size).toLocaleString("en-US")}`;
}

export const percent = (value) =>
  value == null ? unknown : `${(value * 100).toFixed(Math.abs(value) < 0.0995 && value !== 0 ? 1 : 0).replace("-", "−")}\u00a0%`;

export const figure = (value, digits = 2) =>
  value == null ? unknown : String(Number(value.toFixed(digits)));

/// A moment in ISO 8601, on the user's own clock.
export function moment(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? unknown
    : date.toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" });
}

export function clipped(text, length) {
  const characters = Array.from(text.slice(0, length * 2));
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : text;
}

/// How a run stands, in words: one that no process carries out any more was stopped.
export const standing = (run) => (run.status === "running" && !run.live ? "stopped" : run.status);

/// The bounds within which a part lies 95 times of 100, by Wilson.
export function wilson(agreed, all) {
  if (!all) return [0, 1];
  const z = 1.96, part = agreed / all, scale = 1 + (z * z) / all;
  const middle = (part + (z * z) / (2 * all)) / scale;
  const half = (z * Math.sqrt((part * (1 - part)) / all + (z * z) / (4 * all * all))) / scale;
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
