// The page of the map: where and when, brushed together, and the same as a list.
import type { FeatureCollection } from "geojson";
import { claimsAt, claimsWithin, countsByPlace, intervals, isFine, iso, type Atlas, type Window } from "./data";
import { Globe, type Basemap, type Borders } from "./globe";
import { Timeline } from "./timeline";

const LISTED = 100; // places in a list, at most

async function json<T>(address: string): Promise<T> {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

class Page {
  #window: Window | null = null;
  #chosen: number | null = null;
  #globe: Globe | null = null;
  #asked = 0;
  readonly #timeline: Timeline;

  constructor(readonly root: HTMLElement, readonly atlas: Atlas) {
    const timeline = root.querySelector<HTMLElement>("[data-timeline]");
    if (timeline === null) throw new Error("the page lacks its timeline");
    let due = 0;
    this.#timeline = new Timeline(timeline, (window) => {
      this.#window = window;
      cancelAnimationFrame(due);
      due = requestAnimationFrame(() => this.#brushed());
    });
    root.addEventListener("click", (event) => this.#clicked(event));
    root.querySelector("[data-borders]")?.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) this.#globe?.borders(event.target.value as Borders);
    });
    this.#lists();
    this.#timeline.show(intervals(atlas, claimsAt(atlas, null)));
    performance.mark("sayso-live");
  }

  async draw(basemap: Basemap, areas: Promise<FeatureCollection>): Promise<void> {
    const holder = this.root.querySelector<HTMLElement>("[data-globe]");
    if (holder === null || !canDraw()) return this.#say("This browser draws no WebGL: the map stands still.");
    const canvas = document.createElement("div");
    canvas.className = "map-canvas";
    holder.append(canvas);
    const globe = new Globe(canvas, this.atlas, basemap, this.root.dataset["worker"] ?? "");
    await globe.ready();
    holder.classList.add("drawn-live");
    this.#globe = globe;
    globe.show(countsByPlace(this.atlas, claimsWithin(this.atlas, this.#window)));
    globe.map.on("moveend", () => this.#moved());
    globe.map.on("click", (event) => {
      const place = globe.at(event.point);
      if (place !== null) void this.#choose(place, false);
    });
    globe.map.on("mousemove", (event) => {
      globe.map.getCanvas().style.cursor = globe.at(event.point) === null ? "" : "pointer";
    });
    globe.map.getCanvas().setAttribute("aria-label", "Map of the places told; the list beside it tells the same");
    performance.mark("sayso-drawn");
    this.root.dataset["ready"] = "";
    globe.areas(await areas);
  }

  #say(what: string): void {
    const told = this.root.querySelector("[data-status]");
    if (told !== null) told.textContent = what;
    this.root.dataset["ready"] = "";
  }

  // The window changed: other counts on the map and in the lists, other claims beside them.
  #brushed(): void {
    this.#globe?.show(countsByPlace(this.atlas, claimsWithin(this.atlas, this.#window)));
    this.#lists();
    if (this.#chosen !== null) void this.#claims();
  }

  // The map was moved: the timeline and the lists tell of what is in view.
  #moved(): void {
    const view = this.#view();
    this.#timeline.show(intervals(this.atlas, claimsAt(this.atlas, view)));
    this.#lists();
  }

  #view(): Set<number> | null {
    const view = this.#globe?.inView() ?? null;
    return view === null || view.size === this.atlas.places.number.length ? null : view;
  }

  #lists(): void {
    const { name, country, precision } = this.atlas.places;
    const counts = countsByPlace(this.atlas, claimsWithin(this.atlas, this.#window));
    const view = this.#view();
    for (const [list, fine] of [["fine", true], ["coarse", false]] as const) {
      const holder = this.root.querySelector<HTMLElement>(`[data-list=${list}]`);
      if (holder === null) continue;
      const among = [...counts.keys()]
        .filter((i) => (counts[i] ?? 0) > 0 && isFine(precision[i] ?? "") === fine)
        // A whole country is told of even where its middle is out of view.
        .filter((i) => view === null || view.has(i) || precision[i] === "country")
        .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
      const focused = holder.contains(document.activeElement)
        ? (document.activeElement as HTMLElement).dataset["place"] : undefined;
      holder.replaceChildren(...among.slice(0, LISTED).map((i) => {
        const row = document.createElement("li");
        const link = document.createElement("a");
        link.href = this.#address("", i);
        link.dataset["place"] = String(i);
        if (i === this.#chosen) link.setAttribute("aria-current", "true");
        link.append(Object.assign(document.createElement("bdi"), { textContent: name[i] ?? "" }));
        const about = [country[i], fine ? null : precision[i]].filter(Boolean).join(", ");
        link.append(Object.assign(document.createElement("small"), { textContent: about }));
        const many = Object.assign(document.createElement("span"), { textContent: String(counts[i]) });
        row.append(link, many);
        return row;
      }));
      if (focused !== undefined) holder.querySelector<HTMLElement>(`[data-place="${focused}"]`)?.focus();
      const more = this.root.querySelector(`[data-more=${list}]`);
      if (more !== null) more.textContent = among.length > LISTED ? `and ${among.length - LISTED} more` : among.length === 0 ? "none here" : "";
    }
  }

  #address(part: string, place: number): string {
    const address = new URL(this.root.dataset["page"] ?? location.pathname, location.href);
    const query = new URLSearchParams(location.search);
    query.set("at", String(this.atlas.places.number[place]));
    if (this.#window !== null) {
      query.set("from", iso(this.#window[0]));
      query.set("to", iso(this.#window[1]));
    }
    return `${address.pathname}${part}?${query}`;
  }

  #clicked(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest<HTMLElement>("a[data-place]");
    if (link && event instanceof MouseEvent && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      void this.#choose(Number(link.dataset["place"]), true);
      return;
    }
    const tool = target?.closest<HTMLElement>("[data-tool]")?.dataset["tool"];
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches ? { animate: false } : { duration: 200 };
    if (tool === "in") this.#globe?.map.zoomIn(still);
    if (tool === "out") this.#globe?.map.zoomOut(still);
    if (tool === "whole") this.#globe?.whole();
  }

  async #choose(place: number, fly: boolean): Promise<void> {
    this.#chosen = place;
    this.#globe?.choose(place);
    if (fly) this.#globe?.fly(place);
    this.#lists();
    const head = this.root.querySelector("[data-chosen]");
    if (head !== null) head.textContent = this.atlas.places.name[place] ?? "";
    await this.#claims();
  }

  async #claims(): Promise<void> {
    const holder = this.root.querySelector<HTMLElement>("[data-here]");
    if (holder === null || this.#chosen === null) return;
    const asked = ++this.#asked;
    const answer = await fetch(this.#address("/claims", this.#chosen));
    const html = await answer.text();
    if (asked !== this.#asked) return; // another place was chosen meanwhile
    // From our own server, where every word of an article was escaped.
    holder.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  }
}

function canDraw(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null
    || document.createElement("canvas").getContext("webgl") !== null;
}

async function start(root: HTMLElement): Promise<void> {
  const { columns = "", basemap = "", areas = "" } = root.dataset;
  const drawing = json<Basemap>(basemap);
  const shapes = json<FeatureCollection>(areas);
  const page = new Page(root, await json<Atlas>(columns));
  await page.draw(await drawing, shapes);
}

const root = document.querySelector<HTMLElement>("[data-atlas]");
if (root !== null) {
  start(root).catch((problem: unknown) => {
    const told = root.querySelector("[data-status]");
    if (told !== null) told.textContent = "The map could not be drawn; the lists hold all of it.";
    console.error(problem);
  });
}
