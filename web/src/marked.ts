// Two claims are laid side by side: one is marked, then another, on this page or on any other one.
//
// What is marked is kept as long as the tab is open.  Without this script the same links lead to the
// likeliest claims.

interface Kept {
  readonly claim: string;
  readonly words: string;
}

const NAME = "sayso-marked";

export function marked(page: Document): void {
  const bar = page.createElement("aside");
  bar.className = "marked-bar";
  bar.setAttribute("aria-label", "The claim that is marked");
  bar.hidden = true;
  page.body.append(bar);
  // Both are here: the next one that is marked is the first of another pair.
  if (page.location.pathname === "/pair") sessionStorage.removeItem(NAME);
  else tell(page, bar);
  page.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest<HTMLAnchorElement>("a[data-mark]");
    if (link !== null) {
      event.preventDefault();
      mark(page, bar, link);
    }
    if (event.target.closest("[data-forget]") !== null) keep(page, bar, null);
  });
}

function mark(page: Document, bar: HTMLElement, link: HTMLAnchorElement): void {
  const claim = link.dataset["mark"] ?? "";
  const first = kept();
  if (first !== null && first.claim !== claim) {
    page.location.assign(`/pair?${new URLSearchParams({ a: first.claim, b: claim })}`);
    return;
  }
  // Marked once more, it is marked no longer.
  keep(page, bar, first === null ? { claim, words: link.dataset["words"] ?? "" } : null);
}

function kept(): Kept | null {
  const held = sessionStorage.getItem(NAME);
  return held === null ? null : (JSON.parse(held) as Kept);
}

function keep(page: Document, bar: HTMLElement, what: Kept | null): void {
  if (what === null) sessionStorage.removeItem(NAME);
  else sessionStorage.setItem(NAME, JSON.stringify(what));
  tell(page, bar);
}

function tell(page: Document, bar: HTMLElement): void {
  const what = kept();
  bar.hidden = what === null;
  if (what === null) return bar.replaceChildren();
  const told = page.createElement("p");
  told.setAttribute("role", "status");
  const words = page.createElement("bdi");
  words.textContent = `“${what.words}”`;
  const likely = page.createElement("a");
  likely.href = `/pair?${new URLSearchParams({ a: what.claim })}`;
  likely.textContent = "choose among the likeliest";
  const forget = page.createElement("button");
  forget.type = "button";
  forget.dataset["forget"] = "";
  forget.textContent = "Forget it";
  told.append("Marked: ", words, ". Mark another claim to lay it beside this one.");
  bar.replaceChildren(told, likely, forget);
}
