// Charts with axes, from numbers.

import { svg } from "/assets/dom.js";

function scale(from, to, low, high, isLogarithmic = false) {
  const at = isLogarithmic ? Math.log : (value) => value;
  return (value) => low + ((at(value) - at(from)) / (at(to) - at(from) || 1)) * (high - low);
}

export function ticks(from, to, wanted = 5, isLogarithmic = false) {
  if (isLogarithmic) {
    const all = [];
    for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power += 1) {
      for (const factor of [1, 2, 5]) all.push(factor * 10 ** power);
    }
    return all.filter((value) => value >= from * 0.999 && value <= to * 1.001);
  }
  const raw = (to - from) / wanted || 1, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= raw);
  const first = Math.ceil(from / step - 1e-9) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step + 1e-9) + 1) }, (_, index) => first + index * step);
}

/// A frame with two axes: `draw` gets the scales and puts things in.
export function plot({ width, height, x, y, label }, draw) {
  const [left, right, top, bottom] = [58, 18, 14, 44];
  const across = scale(x.from, x.to, left, width - right, x.log), up = scale(y.from, y.to, height - bottom, top, y.log);
  const root = svg("svg", { class: "plot", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  for (const value of x.ticks ?? ticks(x.from, x.to, Math.max(2, Math.floor(width / 110)), x.log)) {
    root.append(svg("line", { class: "grid", x1: across(value), x2: across(value), y1: top, y2: height - bottom }),
      svg("text", { class: "tick", x: across(value), y: height - bottom + 16, "text-anchor": "middle" }, x.words(value)));
  }
  for (const value of y.ticks ?? ticks(y.from, y.to, 5, y.log)) {
    root.append(svg("line", { class: "grid", x1: left, x2: width - right, y1: up(value), y2: up(value) }),
      svg("text", { class: "tick", x: left - 7, y: up(value) + 4, "text-anchor": "end" }, y.words(value)));
  }
  root.append(svg("text", { class: "axis-name", x: (left + width - right) / 2, y: height - 6, "text-anchor": "middle" }, x.name),
    svg("text", { class: "axis-name", x: -(top + height - bottom) / 2, y: 13, "text-anchor": "middle", transform: "rotate(-90)" }, y.name));
  draw(root, across, up);
  return root;
}

/// A mark of one of a few shapes.
export function mark(shape, x, y, size, attributes, words) {
  const paths = {
    circle: `M${x - size} ${y}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`,
    square: `M${x - size} ${y - size}h${2 * size}v${2 * size}h${-2 * size}z`,
    diamond: `M${x} ${y - size * 1.35}L${x + size * 1.35} ${y}L${x} ${y + size * 1.35}L${x - size * 1.35} ${y}Z`,
    triangle: `M${x} ${y - size * 1.2}L${x + size * 1.2} ${y + size}H${x - size * 1.2}Z`,
  };
  return svg("path", { d: paths[shape], ...attributes }, svg("title", null, words));
}
