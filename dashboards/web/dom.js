// Elements without markup: every text goes in as text, so that nothing in a task, an answer or a name of a model can
// become part of the page.

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child == null || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/// Puts `children` in the place of whatever is in `node`.
export function show(node, ...children) {
  node.replaceChildren();
  add(node, children);
}

/// A table with a head; each cell is a text, a node, or {value, class, label}.
export function table(caption, columns, rows, options = {}) {
  const cell = (content, column) => {
    const plain = content instanceof Node || content == null || Array.isArray(content) || typeof content !== "object";
    const given = plain ? { value: content } : content;
    return el("td", { class: [column.class, given.class].filter(Boolean).join(" ") || null, "data-label": column.name },
      given.value ?? "–");
  };
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    el("table", { class: options.class },
      el("caption", { class: options.showsCaption ? null : "unseen" }, caption),
      el("thead", null, el("tr", null, columns.map((column) => el("th", { scope: "col", class: column.class }, column.name)))),
      el("tbody", null, rows.map((row) => {
        const cells = row.cells ?? row;
        return el("tr", { class: row.class, id: row.id }, cells.map((content, index) => cell(content, columns[index])));
      }))));
}

/// A labelled choice among options, each [value, words].
export function choice(label, value, options, change) {
  const select = el("select", { onchange: () => change(select.value) },
    options.map(([name, words]) => el("option", { value: name, selected: name === value }, words)));
  return el("label", { class: "field" }, el("span", null, label), select);
}
