// One key each: to go through rows and cards, open them, and say what is wrong with them.
//
// A page tells what there is: a row of a list or a card can be the current one; within it (or, where
// none is current, anywhere) `[data-key=x]` is the link or button that the key stands for, and links
// to `/c/` lead to the chain and the disputes of a claim.  A form's button keeps its form, so that
// rejecting works without this script.

interface Shortcut {
  readonly keys: readonly string[];
  readonly says: string;
  readonly run: (page: Document) => boolean;
}

const ROW = [
  "[data-row]", ".claims > li", ".sayings > li", ".groups > li", ".copies > li", "article.card",
].join(", ");
const CLAIM = "a[href^='/c/']:not([href*='#'])";

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ["j"], says: "next row or card", run: (page) => step(page, 1) },
  { keys: ["k"], says: "the one before", run: (page) => step(page, -1) },
  { keys: ["n"], says: "next page or article", run: (page) => press(page, "a[rel~=next]") },
  { keys: ["p"], says: "the one before", run: (page) => press(page, "a[rel~=prev]") },
  { keys: ["Enter"], says: "open the row or card", run: open },
  { keys: ["c"], says: "its chain: on whose word", run: (page) => within(page, "c") || part(page, "word") },
  { keys: ["d"], says: "who disputes it", run: (page) => within(page, "d") || part(page, "disputes") },
  { keys: ["x"], says: "reject it (can be undone)", run: (page) => within(page, "x") },
  { keys: ["f"], says: "put right how firmly", run: (page) => within(page, "f") || part(page, "right") },
  { keys: ["r"], says: "put right on whose word", run: (page) => within(page, "r") || part(page, "right") },
  { keys: ["o"], says: "take its source for another name", run: (page) => within(page, "o") },
  { keys: ["m"], says: "mark it, to lay it beside another that is marked", run: (page) => within(page, "m") },
  { keys: ["s"], says: "of two claims: they say the same", run: (page) => press(page, "[data-key=s]") },
  { keys: ["a"], says: "of two claims: they are apart", run: (page) => press(page, "[data-key=a]") },
  { keys: ["Escape"], says: "forget the claim that is marked", run: (page) => press(page, "[data-forget]") },
  { keys: ["u"], says: "undo", run: (page) => within(page, "u") || press(page, "form[action='/undo'] button") },
  { keys: ["/"], says: "search", run: search },
  { keys: ["?"], says: "this list", run: help },
];

export function keys(page: Document): void {
  // Who comes back from putting a card right goes on from there.
  const left = page.getElementById(page.location.hash.slice(1));
  if (left?.matches(ROW)) mark(page, left);
  page.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || page.querySelector("dialog[open]") !== null) return;
    const found = SHORTCUTS.find((each) => each.keys.includes(event.key));
    if (found?.run(page)) event.preventDefault();
  });
  page.addEventListener("focusin", (event) => {
    const row = event.target instanceof Element ? event.target.closest(ROW) : null;
    if (row !== null) mark(page, row);
  });
  page.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-help]")) help(page);
  });
}

/** Whether keys are letters there, and no commands. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("[role=slider]") !== null) return true;
  return target.matches("input:not([type=checkbox], [type=radio], [type=submit]), select, textarea");
}

function mark(page: Document, row: Element): void {
  for (const other of page.querySelectorAll("[data-current]")) {
    if (other !== row) unmark(other);
  }
  row.setAttribute("data-current", "");
  row.classList.add("here");
}

function unmark(row: Element): void {
  row.removeAttribute("data-current");
  row.classList.remove("here");
}

function current(page: Document): HTMLElement | null {
  return page.querySelector<HTMLElement>("[data-current]");
}

function step(page: Document, by: number): boolean {
  const rows = [...page.querySelectorAll<HTMLElement>(ROW)].filter((row) => row.offsetParent);
  if (rows.length === 0) return false;
  const now = current(page);
  const at = now === null ? -1 : rows.indexOf(now);
  const to = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
  if (row === undefined) return false;
  if (!row.hasAttribute("tabindex")) row.setAttribute("tabindex", "-1");
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  mark(page, row);
  return true;
}

function open(page: Document): boolean {
  // Enter on a link or button is the browser's own.
  if (page.activeElement?.matches("a, button, summary, input, select")) return false;
  const row = current(page);
  const link = row?.querySelector<HTMLElement>("[data-open]")
    ?? row?.querySelector<HTMLElement>(CLAIM) ?? row?.querySelector<HTMLElement>("a[href]");
  link?.click();
  return link != null;
}

function within(page: Document, key: string): boolean {
  const wanted = `[data-key="${key}"]`;
  const found = current(page)?.querySelector<HTMLElement>(wanted)
    ?? (current(page) === null ? page.querySelector<HTMLElement>(wanted) : null);
  if (found === null) return false;
  unfold(found);
  if (found instanceof HTMLDetailsElement) found.open = !found.open;
  else if (typing(found)) found.focus();
  else found.click();
  return true;
}

// Open all that an element is folded away in.
function unfold(element: Element): void {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
}

// A part of the dossier: on this page, or on that of the current claim.
function part(page: Document, id: string): boolean {
  const row = current(page);
  const link = row?.querySelector<HTMLAnchorElement>(CLAIM);
  if (link) {
    page.location.assign(`${link.href}#${id}`);
    return true;
  }
  const head = row === null ? page.getElementById(id) : null;
  if (head !== null) unfold(head);
  head?.scrollIntoView({ block: "start" });
  return head !== null;
}

function press(page: Document, selector: string): boolean {
  const link = page.querySelector<HTMLElement>(selector);
  link?.click();
  return link !== null;
}

function search(page: Document): boolean {
  const field = page.querySelector<HTMLInputElement>("[data-search]")
    ?? page.querySelector<HTMLInputElement>("input[type=search]");
  if (field) unfold(field);
  field?.focus();
  field?.select();
  return field !== null;
}

function help(page: Document): boolean {
  const dialog = page.querySelector<HTMLDialogElement>("#keys") ?? drawn(page);
  dialog.showModal();
  return true;
}

function drawn(page: Document): HTMLDialogElement {
  const dialog = page.createElement("dialog");
  dialog.id = "keys";
  dialog.setAttribute("aria-labelledby", "keys-head");
  const head = page.createElement("h2");
  head.id = "keys-head";
  head.textContent = "Keys";
  const list = page.createElement("dl");
  for (const { keys: names, says } of SHORTCUTS) {
    const row = page.createElement("div");
    const term = page.createElement("dt");
    for (const name of names) term.append(Object.assign(page.createElement("kbd"), { textContent: name }));
    row.append(term, Object.assign(page.createElement("dd"), { textContent: says }));
    list.append(row);
  }
  const form = page.createElement("form");
  form.method = "dialog";
  form.append(Object.assign(page.createElement("button"), { textContent: "Close" }));
  dialog.append(head, list, form);
  page.body.append(dialog);
  return dialog;
}
