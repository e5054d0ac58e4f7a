// The reader: a card and the words it was made of point at each other.  Whichever of them one points
// at or reaches by the keyboard, all that belongs to the same claim is lit.

export function beside(page: Document): void {
  if (page.querySelector("[data-article]") === null) return;
  let numbers = "";
  const look = (event: Event): void => {
    const target = event.target instanceof Element ? event.target : null;
    const now = told(target);
    if (now === numbers) return;
    numbers = now;
    for (const each of page.querySelectorAll(".lit")) each.classList.remove("lit");
    for (const number of now.split(" ").filter(Boolean)) {
      const wanted = `[data-n~="${number}"], [data-of="${number}"]`;
      for (const each of page.querySelectorAll(wanted)) each.classList.add("lit");
    }
  };
  page.addEventListener("pointerover", look);
  page.addEventListener("focusin", look);
}

/** The numbers of the claims that an element belongs to, as the page writes them. */
function told(element: Element | null): string {
  const ref = element?.closest("a.ref")?.getAttribute("href")?.replace("#card-", "");
  if (ref !== undefined) return ref;
  const found = element?.closest<HTMLElement>("[data-n], [data-of]");
  return found?.dataset.n ?? found?.dataset.of ?? "";
}
