// The lists beside the map, a page of each at a time: what map and timeline show, for all to read.
import { isFine, iso, type Atlas, type Interval } from "./data";
import { daysOf } from "./timeline";

const LISTED = 100; // rows of a page

/** The pages that the lists are open at, by their names in the address. */
export type Pages = Record<"towns" | "regions" | "dates", number>;

export interface Told {
  readonly counts: Uint32Array;
  readonly view: ReadonlySet<number> | null;
  readonly chosen: number | null;
  /** The address of a place, and of the days of a date. */
  readonly place: (place: number) => string;
  readonly date: (each: Interval) => string;
}

export class Lists {
  readonly pages: Pages = { towns: 1, regions: 1, dates: 1 };

  constructor(readonly root: HTMLElement, readonly atlas: Atlas) {}

  /** Towns, regions and countries that are told of, the most told first. */
  places(told: Told): void {
    const { precision } = this.atlas.places;
    for (const [name, fine] of [["towns", true], ["regions", false]] as const) {
      const among = [...told.counts.keys()]
        .filter((i) => (told.counts[i] ?? 0) > 0 && isFine(precision[i]) === fine)
        // A whole country is told of even where its middle is out of view.
        .filter((i) => told.view === null || told.view.has(i) || precision[i] === "country")
        .sort((a, b) => (told.counts[b] ?? 0) - (told.counts[a] ?? 0));
      this.#fill(name, among, (i) => this.#place(i, told, fine));
    }
  }

  dates(all: readonly Interval[], told: Told): void {
    const many = this.root.querySelector("[data-many]");
    if (many !== null) many.textContent = String(all.length);
    if (this.root.querySelector("details.dates")?.hasAttribute("open") !== true) return; // nobody sees it
    this.#fill("dates", all, (each) => {
      const row = document.createElement("tr");
      const link = element("a", each.edtf);
      link.href = told.date(each);
      link.dataset["days"] = daysOf(each);
      const cells = [element("td", ""), element("td", each.said ? "said" : "happened"), element("td", String(each.claims))];
      cells[0]?.append(link);
      if (cells[2]) cells[2].className = "num";
      row.append(...cells);
      return row;
    });
  }

  /** The disputed borders in view, for who cannot see that they are dashed. */
  disputes(names: readonly string[]): void {
    const many = this.root.querySelector("[data-disputes]");
    if (many !== null) many.textContent = String(names.length);
    const holder = this.root.querySelector("[data-list=disputes]");
    holder?.replaceChildren(...names.map((name) => element("li", name)));
  }

  #place(i: number, told: Told, fine: boolean): HTMLElement {
    const { name, country, precision } = this.atlas.places;
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = told.place(i);
    link.dataset["place"] = String(i);
    if (i === told.chosen) link.setAttribute("aria-current", "true");
    link.append(element("bdi", name[i] ?? "?"));
    // A country stands in no country.
    const code = precision[i] === "country" ? null : country[i];
    const where = code == null ? null : this.atlas.countries[code] ?? code;
    link.append(element("small", [where, fine ? null : precision[i]].filter(Boolean).join(", ")));
    const many = told.counts[i] ?? 0;
    const count = element("span", many.toLocaleString("en"));
    const word = element("span", many === 1 ? " claim" : " claims");
    word.className = "quiet";
    count.append(word);
    row.append(link, count);
    return row;
  }

  // One page of a list; who stands on a row of it, or on its pager, stays there.
  #fill<T>(name: keyof Pages, all: readonly T[], row: (each: T) => HTMLElement): void {
    const holder = this.root.querySelector<HTMLElement>(`[data-list=${name}]`);
    if (holder === null) return;
    const pages = Math.max(1, Math.ceil(all.length / LISTED));
    const page = Math.min(this.pages[name], pages);
    this.pages[name] = page;
    const place = holder.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset["place"] : undefined;
    const first = (page - 1) * LISTED;
    const rows = all.slice(first, first + LISTED).map(row);
    holder.replaceChildren(...rows);
    if (place !== undefined) holder.querySelector<HTMLElement>(`[data-place="${place}"]`)?.focus();
    const pager = this.root.querySelector<HTMLElement>(`[data-more=${name}]`);
    if (pager === null) return;
    const stood = pager.contains(document.activeElement);
    const told = `${(first + 1).toLocaleString("en")} to ${(first + rows.length).toLocaleString("en")} of ${all.length.toLocaleString("en")}`;
    if (all.length === 0) pager.replaceChildren("none here");
    else if (pages === 1) pager.replaceChildren();
    else {
      const buttons = [page > 1 ? turn(name, "back", page - 1) : null, page < pages ? turn(name, "next", page + 1) : null];
      pager.replaceChildren(element("span", told), ...buttons.filter((each) => each !== null));
    }
    if (stood) pager.querySelector("button")?.focus();
  }
}

function turn(name: string, word: string, page: number): HTMLElement {
  const button = element("button", word);
  button.type = "button";
  button.className = "plain";
  button.dataset["turn"] = name;
  button.dataset["page"] = String(page);
  button.setAttribute("aria-label", `${word}, page ${page} of the ${name}`);
  return button;
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, text: string): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), { textContent: text });
}

/** The parameters of the days of a date; open where it is. */
export function during(query: URLSearchParams, first: number | null, last: number | null): void {
  for (const [name, day] of [["from", first], ["to", last]] as const) {
    if (day === null) query.delete(name);
    else query.set(name, iso(day));
  }
}
