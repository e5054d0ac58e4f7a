// The page of the map: where and when, brushed together, and the same as lists.
//
// The address holds what is chosen: days, place and filters.  Lists, timeline and brush answer
// before the map is there: its code and its land are larger than all the rest.
import type { FeatureCollection } from "geojson";
import { claimsAt, claimsWithin, countsByPlace, dayOf, EVER, intervals, received, type Atlas, type Interval, type Sent, type Window } from "./data";
import type { Basemap, Borders, Globe } from "./globe";
import { during, Lists } from "./lists";
import { Timeline, windowOf } from "./timeline";

async function json<T>(address: string): Promise<T> {
  const answer = await fetch(address); // as it was asked for ahead: nothing more is told of it
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

class Page {
  #window: Window | null;
  #chosen: number | null = null;
  #globe: Globe | null = null;
  #asked = 0;
  #due = 0;
  #box = "";
  readonly #lists: Lists;
  readonly #timeline: Timeline;

  constructor(readonly root: HTMLElement, readonly atlas: Atlas) {
    const timeline = root.querySelector<HTMLElement>("[data-timeline]");
    if (timeline === null) throw new Error("the page lacks its timeline");
    const query = new URLSearchParams(location.search);
    this.#window = window_(query);
    const at = atlas.places.number.indexOf(Number(query.get("at") ?? -1));
    this.#chosen = at < 0 ? null : at;
    this.#lists = new Lists(root, atlas);
    this.#timeline = new Timeline(timeline, (window) => this.#set(window));
    root.addEventListener("click", (event) => this.#clicked(event));
    root.querySelector("[data-borders]")?.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) this.#globe?.borders(event.target.value as Borders);
    });
    root.querySelector("details.dates")?.addEventListener("toggle", () => this.#list());
    this.#timeline.show(intervals(atlas, claimsAt(atlas, null)), this.#window);
    this.#list();
    performance.mark("sayso-live");
  }

  async draw(code: Promise<typeof import("./globe")>, basemap: Promise<Basemap>, areas: Promise<FeatureCollection>): Promise<void> {
    const holder = this.root.querySelector<HTMLElement>("[data-globe]");
    if (holder === null || !canDraw()) return this.#say("This browser draws no WebGL: the map stands still.");
    const [{ Globe }, land] = await Promise.all([code, basemap]);
    const canvas = document.createElement("div");
    canvas.className = "map-canvas";
    holder.append(canvas);
    const globe = new Globe(canvas, this.atlas, land, this.root.dataset["worker"] ?? "");
    holder.classList.add("drawn-live");
    this.#globe = globe;
    globe.choose(this.#chosen);
    globe.show(this.#counts());
    this.#box = String(globe.map.getBounds());
    globe.map.on("moveend", () => this.#moved());
    globe.map.on("click", (event) => {
      const place = globe.at(event.point);
      if (place !== null) void this.#choose(place, false);
    });
    globe.map.on("mousemove", (event) => {
      globe.map.getCanvas().style.cursor = globe.at(event.point) === null ? "" : "pointer";
    });
    globe.map.getCanvas().setAttribute("aria-label", "Map of the places told; the lists tell the same");
    performance.mark("sayso-clickable");
    await globe.ready();
    // A browser that comes back to the page keeps what was chosen.
    const borders = this.root.querySelector<HTMLSelectElement>("[data-borders]")?.value;
    if (borders !== undefined) globe.borders(borders as Borders);
    this.#lists.disputes(globe.disputed());
    performance.mark("sayso-drawn");
    this.#say("");
    globe.areas(await areas);
  }

  #say(what: string): void {
    const told = this.root.querySelector("[data-status]");
    if (told !== null) told.textContent = what;
    this.root.dataset["ready"] = "";
  }

  // Other days: the map, the lists and the claims beside them follow, at most once a frame.
  #set(window: Window | null): void {
    this.#window = window;
    cancelAnimationFrame(this.#due);
    this.#due = requestAnimationFrame(() => {
      this.#globe?.show(this.#counts());
      this.#list();
      if (this.#chosen !== null) void this.#claims();
      this.#remember();
      performance.mark("sayso-brushed");
    });
  }

  #counts(): Uint32Array {
    return countsByPlace(this.atlas, claimsWithin(this.atlas, this.#window));
  }

  // The map was moved: the timeline and the lists tell of what is in view.
  #moved(): void {
    const box = String(this.#globe?.map.getBounds());
    if (box === this.#box) return;
    this.#box = box;
    this.#lists.disputes(this.#globe?.disputed() ?? []);
    this.#timeline.show(intervals(this.atlas, claimsAt(this.atlas, this.#view())), this.#window);
    this.#list();
  }

  #view(): Set<number> | null {
    const view = this.#globe?.inView() ?? null;
    return view === null || view.size === this.atlas.places.number.length ? null : view;
  }

  #list(): void {
    const view = this.#view();
    const told = {
      counts: this.#counts(),
      view,
      chosen: this.#chosen,
      place: (place: number) => this.#address("", place),
      date: (each: Interval) => {
        const query = new URLSearchParams(location.search);
        during(query, each.first, each.last);
        return `?${query}`;
      },
    };
    this.#lists.places(told);
    this.#lists.dates(this.#timeline.inside, told);
  }

  #address(part: string, place: number): string {
    const query = this.#query();
    query.set("at", String(this.atlas.places.number[place]));
    return `${this.root.dataset["page"] ?? location.pathname}${part}?${query}`;
  }

  // What the address tells: the filters as they are, the days, and the place.
  #query(): URLSearchParams {
    const query = new URLSearchParams(location.search);
    for (const name of ["towns", "regions", "dates"]) query.delete(name);
    if (this.#chosen === null) query.delete("at");
    else query.set("at", String(this.atlas.places.number[this.#chosen]));
    const open = (day: number | undefined, end: number) => day === undefined || day === end ? null : day;
    during(query, open(this.#window?.[0], EVER[0]), open(this.#window?.[1], EVER[1]));
    return query;
  }

  #remember(): void {
    const query = String(this.#query());
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  }

  #clicked(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    if (target === null || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    const link = target.closest<HTMLElement>("a[data-place], a[data-days]");
    const { place, days } = link?.dataset ?? {};
    if (place !== undefined || days !== undefined) event.preventDefault();
    if (place !== undefined) void this.#choose(Number(place), true);
    if (days !== undefined) this.#timeline.set(windowOf(days));
    const { turn, page } = target.closest<HTMLElement>("[data-turn]")?.dataset ?? {};
    if (turn === "towns" || turn === "regions" || turn === "dates") {
      this.#lists.pages[turn] = Number(page);
      this.#list();
    }
    const tool = target.closest<HTMLElement>("[data-tool]")?.dataset["tool"];
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches ? { animate: false } : { duration: 200 };
    if (tool === "in") this.#globe?.map.zoomIn(still);
    if (tool === "out") this.#globe?.map.zoomOut(still);
    if (tool === "whole") this.#globe?.whole();
  }

  async #choose(place: number, fly: boolean): Promise<void> {
    this.#chosen = place;
    this.#globe?.choose(place);
    if (fly) this.#globe?.fly(place);
    this.#list();
    this.#remember();
    const head = this.root.querySelector("[data-chosen]");
    if (head !== null) head.textContent = this.atlas.places.name[place] ?? "?";
    await this.#claims();
    performance.mark("sayso-chosen");
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

const painted = (): Promise<void> => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 500); // a page that nobody looks at has no frames
});

/** The days of an address; null where it tells none. */
function window_(query: URLSearchParams): Window | null {
  const [first, last] = ["from", "to"].map((name) => dayOf(query.get(name) ?? ""));
  return first == null && last == null ? null : [first ?? EVER[0], last ?? EVER[1]];
}

function canDraw(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null
    || document.createElement("canvas").getContext("webgl") !== null;
}

async function start(root: HTMLElement): Promise<void> {
  const { columns = "", basemap = "", areas = "" } = root.dataset;
  const land = json<Basemap>(basemap);
  const page = new Page(root, received(await json<Sent>(columns)));
  await painted(); // what is there already is shown, and answers, before the map takes its time
  await page.draw(import("./globe"), land, json<FeatureCollection>(areas));
}

const root = document.querySelector<HTMLElement>("[data-atlas]");
if (root !== null) {
  start(root).catch((problem: unknown) => {
    const told = root.querySelector("[data-status]");
    if (told !== null) told.textContent = "The map could not be drawn; the lists hold all of it.";
    root.dataset["ready"] = "";
    console.error(problem);
  });
}
