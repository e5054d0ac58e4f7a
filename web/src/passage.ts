// The reader: an address that ends in `#START-END` lights these words up and brings them into view,
// wherever they stand; and words that are selected get a link to them.
//
// Offsets are those of the article's text, in code points, end exclusive.  Whatever holds words of it
// tells which in `data-span`; a number that calls a card is none of them.

type Span = readonly [start: number, end: number];

const SETTLED = 200; // milliseconds after which a selection is taken for made

export function passage(page: Document): void {
  const article = page.querySelector<HTMLElement>("[data-article]");
  if (article === null) return;
  const show = (): void => light(page, spanOf(page.location.hash.slice(1)));
  page.defaultView?.addEventListener("hashchange", show);
  show();
  offer(page, article);
}

function spanOf(told: string | undefined): Span | null {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(told ?? "");
  return found === null ? null : [Number(found[1]), Number(found[2])];
}

function light(page: Document, span: Span | null): void {
  for (const lit of page.querySelectorAll("mark.pointed")) {
    const around = lit.parentNode;
    lit.replaceWith(...lit.childNodes);
    around?.normalize();
  }
  if (span === null) return;
  const [start, end] = span;
  const lit: HTMLElement[] = [];
  for (const { text, at } of words(page, span)) {
    const [from, to] = [units(text.data, start - at), units(text.data, end - at)];
    if (from < to) lit.push(wrapped(page, text, from, to));
  }
  const box = lit[0]?.getBoundingClientRect();
  const seen = box === undefined || (box.top >= 0 && box.bottom <= page.documentElement.clientHeight);
  if (!seen) lit[0]?.scrollIntoView({ block: "center" });
}

function wrapped(page: Document, text: Text, from: number, to: number): HTMLElement {
  const chosen = from > 0 ? text.splitText(from) : text;
  if (to - from < chosen.data.length) chosen.splitText(to - from);
  const lit = page.createElement("mark");
  lit.className = "hit pointed";
  chosen.replaceWith(lit);
  lit.append(chosen);
  return lit;
}

/** The words of the paragraphs that a stretch touches, each with where it begins in the article. */
function words(page: Document, [start, end]: Span = [0, Infinity]): { readonly text: Text; readonly at: number }[] {
  return [...page.querySelectorAll<HTMLElement>("[data-span]")].flatMap((each) => {
    const [from, to] = spanOf(each.dataset["span"]) ?? [0, 0];
    if (to <= start || from >= end) return [];
    let at = from;
    return texts(each).map((text) => {
      const found = { text, at };
      at += points(text.data);
      return found;
    });
  });
}

function texts(element: Element): Text[] {
  const found: Text[] = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text !== null; text = walk.nextNode()) {
    if (text instanceof Text && text.parentElement?.closest(".ref") === null) found.push(text);
  }
  return found;
}

/** How many code points a text has. */
function points(data: string): number {
  return data.length - (data.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** How many of JavaScript's units the first code points of a text take. */
function units(data: string, count: number): number {
  let at = 0;
  for (let left = count; left > 0 && at < data.length; left--) at += (data.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

// --- words that are selected -------------------------------------------------------------------

function offer(page: Document, article: HTMLElement): void {
  const link = page.createElement("a");
  link.className = "link-to";
  link.textContent = "Link to these words";
  link.hidden = true;
  article.after(link);
  let waiting = 0;
  page.addEventListener("selectionchange", () => {
    window.clearTimeout(waiting);
    const chosen = page.getSelection();
    if (chosen === null || chosen.isCollapsed) link.hidden = true;
    else waiting = window.setTimeout(() => place(page, link, chosen), SETTLED);
  });
  link.addEventListener("click", () => {
    page.getSelection()?.removeAllRanges();
    link.hidden = true;
  });
}

function place(page: Document, link: HTMLAnchorElement, chosen: Selection): void {
  const range = chosen.rangeCount > 0 ? chosen.getRangeAt(0) : null;
  const span = range === null ? null : selected(page, range);
  link.hidden = span === null;
  if (range === null || span === null) return;
  link.href = `#${span[0]}-${span[1]}`;
  const last = [...range.getClientRects()].at(-1) ?? range.getBoundingClientRect();
  const left = Math.min(last.right, page.documentElement.clientWidth - link.offsetWidth - 8);
  link.style.left = `${Math.max(8, left) + window.scrollX}px`;
  link.style.top = `${last.bottom + 4 + window.scrollY}px`;
}

function selected(page: Document, range: Range): Span | null {
  let found: Span | null = null;
  for (const { text, at } of words(page)) {
    if (!range.intersectsNode(text)) continue;
    const from = text === range.startContainer ? range.startOffset : 0;
    const to = text === range.endContainer ? range.endOffset : text.data.length;
    if (from >= to) continue;
    const end = at + points(text.data.slice(0, to));
    found = [found?.[0] ?? at + points(text.data.slice(0, from)), end];
  }
  return found;
}
