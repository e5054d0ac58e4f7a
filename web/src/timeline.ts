// The timeline: bars are what EDTF intervals may mean, solid when it happened, hollow when it was
// said; a strip above them shows how many claims tell of each stretch, and carries the brush.
import { axisX, barX, plot, rectY } from "@observablehq/plot";
import { DAY, EVER, iso, lanes, meets, span, type Interval, type Window } from "./data";

const BARS = 240; // drawn at once, the most told
const ROWS = 12;
const BINS = 90;

export class Timeline {
  #window: Window | null = null;
  #all: readonly Interval[] = [];
  #domain: Window | null = null;
  #due = 0;
  readonly #strip: HTMLElement;
  readonly #chart: HTMLElement;
  readonly #shade: HTMLElement;
  readonly #bars: HTMLElement;
  readonly #told: HTMLElement;
  readonly #from: HTMLInputElement;
  readonly #to: HTMLInputElement;

  constructor(readonly root: HTMLElement, readonly changed: (window: Window | null) => void) {
    const part = <T extends HTMLElement>(name: string) => {
      const found = root.querySelector<T>(`[data-${name}]`);
      if (found === null) throw new Error(`the timeline lacks its ${name}`);
      return found;
    };
    this.#strip = part("strip");
    this.#chart = part("chart");
    this.#shade = part("window");
    this.#bars = part("bars");
    this.#told = part("told");
    this.#from = part<HTMLInputElement>("from");
    this.#to = part<HTMLInputElement>("to");
    part("days").addEventListener("submit", (event) => event.preventDefault());
    for (const field of [this.#from, this.#to]) field.addEventListener("change", () => this.#typed());
    part("reset").addEventListener("click", (event) => {
      event.preventDefault();
      this.set(null);
    });
    this.#bars.addEventListener("click", (event) => this.#picked(event));
    this.#brush();
    let wide = root.clientWidth;
    new ResizeObserver(() => {
      if (wide === root.clientWidth) return; // its height changes with what is drawn
      wide = root.clientWidth;
      this.draw();
    }).observe(root);
  }

  /** The dates that may mean a day of the window, the most told first. */
  get inside(): readonly Interval[] {
    const window = this.#window;
    return window === null ? this.#all : this.#all.filter(({ first, last }) => meets(first, last, window));
  }

  show(all: readonly Interval[], window: Window | null): void {
    this.#all = all;
    this.#window = window;
    this.#domain ??= span(all);
    this.draw();
  }

  set(window: Window | null): void {
    this.#window = window;
    const [low, high] = window ?? [null, null];
    for (const [field, day] of [[this.#from, low], [this.#to, high]] as const) {
      field.value = day === null || EVER.includes(day) ? "" : iso(day);
    }
    this.changed(window);
    cancelAnimationFrame(this.#due);
    this.#due = requestAnimationFrame(() => this.#drawBars());
    this.#drawWindow();
  }

  draw(): void {
    const width = this.#strip.clientWidth;
    if (this.#domain === null || width === 0) return;
    this.#chart.replaceChildren(strip(this.#all, this.#domain, width));
    this.#drawWindow();
    this.#drawBars();
  }

  // What is chosen, as a shade over the strip.
  #drawWindow(): void {
    this.#shade.hidden = this.#window === null || this.#domain === null;
    if (this.#window === null || this.#domain === null) return;
    const [low, high] = this.#domain;
    const share = (day: number) => Math.min(1, Math.max(0, (day - low) / (high - low)));
    const [left, right] = [share(this.#window[0]), share(this.#window[1] + 1)];
    this.#shade.style.left = `${100 * left}%`;
    this.#shade.style.width = `${100 * (right - left)}%`;
  }

  #drawBars(): void {
    if (this.#domain === null) return;
    const [low, high] = this.#domain;
    // An open window ends where nearly all that is told does.
    const shown: Window = this.#window === null ? this.#domain
      : [this.#window[0] === EVER[0] ? Math.min(low, this.#window[1] - 6) : this.#window[0],
         this.#window[1] === EVER[1] ? Math.max(high, this.#window[0] + 6) : this.#window[1]];
    const { chart, left } = bars(this.#all, shown, this.#strip.clientWidth);
    this.#bars.replaceChildren(chart);
    this.#told.textContent = left > 0 ? `${left.toLocaleString("en")} more dates, told in fewer claims, are not drawn; the list below has them.` : "";
  }

  #typed(): void {
    const [from, to] = [this.#from, this.#to].map((field) => field.valueAsNumber / DAY);
    const [low, high] = [from ?? NaN, to ?? NaN];
    if (Number.isNaN(low) && Number.isNaN(high)) this.set(null);
    else if (!(low > high)) this.set([Number.isNaN(low) ? EVER[0] : low, Number.isNaN(high) ? EVER[1] : high]);
  }

  // A click on a bar sets the days that it may mean.
  #picked(event: Event): void {
    const bar = event.target instanceof SVGElement ? event.target.closest<SVGElement>("[data-days]") : null;
    if (bar?.dataset["days"] !== undefined) this.set(windowOf(bar.dataset["days"]));
  }

  // A drag over the strip sets the window, a click takes it away.
  #brush(): void {
    let start: number | null = null;
    const day = (event: PointerEvent) => {
      const box = this.#strip.getBoundingClientRect();
      const [low, high] = this.#domain ?? [0, 1];
      return Math.round(low + ((event.clientX - box.left) / box.width) * (high - low));
    };
    const between = (a: number, b: number): Window => [Math.min(a, b), Math.max(a, b)];
    this.#strip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      start = day(event);
      this.#strip.setPointerCapture(event.pointerId);
    });
    this.#strip.addEventListener("pointermove", (event) => {
      if (start !== null) this.set(between(start, day(event)));
    });
    this.#strip.addEventListener("pointerup", (event) => {
      if (start === null) return;
      const end = day(event);
      if (start === end) this.set(null);
      start = null;
    });
    this.#strip.addEventListener("pointercancel", () => { start = null; });
  }
}

// Charts are made in a document of their own: what the library puts into a <style> is then never
// applied, which the policy of the page would refuse; our own style sheet says it instead.
const inert = document.implementation.createHTMLDocument();

function drawn(options: Parameters<typeof plot>[0]): Element {
  const chart = plot({ ...options, document: inert });
  for (const style of chart.querySelectorAll("style")) style.remove();
  // Labels of groups, which have no role that could bear one; the chart as a whole is an image.
  for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  chart.setAttribute("role", "img");
  return document.adoptNode(chart);
}

const date = (day: number) => new Date(day * DAY);

function strip(all: readonly Interval[], domain: Window, width: number): Element {
  const size = (domain[1] - domain[0]) / BINS;
  const counts = new Float64Array(BINS);
  for (const { first, last, claims } of all) {
    if (first === null || last === null) continue;
    const from = Math.max(0, Math.floor((first - domain[0]) / size));
    const to = Math.min(BINS - 1, Math.floor((last - domain[0]) / size));
    // What may mean many days tells little of each of them.
    for (let i = from; i <= to; i++) counts[i] = (counts[i] ?? 0) + claims / (to - from + 1);
  }
  const bins = [...counts].map((y, i) => ({
    x1: date(domain[0] + i * size), x2: date(domain[0] + (i + 1) * size), y,
  }));
  return drawn({
    width, height: 64, marginLeft: 0, marginRight: 0, marginTop: 4, marginBottom: 18,
    ariaLabel: "How many claims tell of each time",
    className: "plot",
    x: { type: "utc", domain: domain.map(date), range: [0, width] },
    y: { axis: null },
    marks: [
      rectY(bins, { x1: "x1", x2: "x2", y: "y", fill: "currentColor", fillOpacity: 0.35, inset: 0.5 }),
      axisX({ ticks: Math.max(3, Math.floor(width / 110)), tickSize: 3 }),
    ],
  });
}

function bars(all: readonly Interval[], shown: Window, width: number): { chart: Element; left: number } {
  const inside = all.filter(({ first, last }) => meets(first, last, shown));
  const most = inside.slice(0, BARS);
  const days = shown[1] - shown[0] + 1;
  // A day is drawn as wide as can be hit, and seen to be hollow, however long the whole is.
  const least = Math.max(1, (days * 9) / Math.max(width, 1));
  const ends = most.map(({ first, last }): Window => {
    const from = Math.max(first ?? shown[0], shown[0]);
    return [from, Math.max(Math.min((last ?? shown[1]) + 1, shown[1] + 1), from + least)];
  });
  const rows = lanes(ends, ROWS);
  const rowsDrawn = Math.max(3, ...rows.map((row) => row + 1));
  const marks = most.flatMap((each, i) => {
    const [row, at] = [rows[i] ?? -1, ends[i]];
    return row < 0 || at === undefined ? [] : [{ ...each, row, x1: date(at[0]), x2: date(at[1]), says: says(each) }];
  });
  const bar = (said: boolean) => barX(marks.filter((each) => each.said === said), {
    x1: "x1", x2: "x2", y: "row", title: "says", inset: said ? 2 : 1.5, rx: 2,
    fill: said ? "none" : "currentColor", stroke: "currentColor", strokeWidth: 1.25,
    fillOpacity: (each: { claims: number }) => Math.min(0.9, 0.35 + each.claims / 20),
  });
  const chart = drawn({
    width, height: rowsDrawn * 15 + 24, marginLeft: 0, marginRight: 0, marginTop: 2, marginBottom: 20,
    ariaLabel: "When it happened, and when it was said",
    className: "plot",
    x: { type: "utc", domain: [date(shown[0]), date(shown[1] + 1)], range: [0, width] },
    y: { type: "band", domain: [...Array(rowsDrawn).keys()], axis: null, padding: 0 },
    marks: [axisX({ ticks: Math.max(3, Math.floor(width / 110)), tickSize: 3 }), bar(false), bar(true)],
  });
  const drawn_ = [false, true].flatMap((said) => marks.filter((each) => each.said === said));
  chart.querySelectorAll<SVGElement>("rect").forEach((rect, i) => {
    const each = drawn_[i];
    if (each !== undefined) rect.dataset["days"] = daysOf(each);
  });
  return { chart, left: inside.length - marks.length };
}

/** The days of a date as words of an attribute, and back as a window. */
export const daysOf = ({ first, last }: Interval): string => `${first ?? ""}/${last ?? ""}`;

export function windowOf(told: string): Window {
  const [first, last] = told.split("/");
  return [first ? Number(first) : EVER[0], last ? Number(last) : EVER[1]];
}

function says({ edtf, said, claims }: Interval): string {
  return `${said ? "said" : "happened"}: ${edtf}; ${claims} ${claims === 1 ? "claim" : "claims"}`;
}
