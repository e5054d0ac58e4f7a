// What the server tells of the places and dates of the claims, and what of it lies in a window.

/** Columns, a value for each place. */
interface Places {
  readonly number: readonly number[];
  readonly name: readonly string[];
  readonly country: readonly (string | null)[];
  readonly precision: readonly ("exact" | "town" | "district" | "country")[];
  readonly lat: readonly number[];
  readonly lon: readonly number[];
}

/** Columns, a value for each date: the first and the last day (since 1970; null: open). */
interface Dates {
  readonly edtf: readonly string[];
  readonly first: readonly (number | null)[];
  readonly last: readonly (number | null)[];
  /** 1 where the saying is dated, 0 where it is what happened. */
  readonly said: readonly number[];
}

/** What claims tell, pair by pair: claims are numbers, `of` a position among places or dates. */
interface Pairs {
  readonly claim: Uint32Array;
  readonly of: Uint32Array;
}

export interface Atlas {
  readonly places: Places;
  /** What the countries of the places are called, by their codes. */
  readonly countries: Readonly<Record<string, string>>;
  readonly dates: Dates;
  readonly claims: number;
  readonly where: Pairs;
  readonly when: Pairs;
}

/** As the server sends it; of claims only by how much each is more than the one before. */
export interface Sent {
  readonly places: Places;
  readonly countries: Readonly<Record<string, string>>;
  readonly dates: Dates;
  readonly claims: number;
  readonly where: { readonly claim: readonly number[]; readonly place: readonly number[] };
  readonly when: { readonly claim: readonly number[]; readonly date: readonly number[] };
}

export function received({ places, countries, dates, claims, where, when }: Sent): Atlas {
  const pairs = (steps: readonly number[], of: readonly number[]): Pairs => {
    const claim = Uint32Array.from(steps);
    for (let i = 1; i < claim.length; i++) claim[i] = (claim[i] ?? 0) + (claim[i - 1] ?? 0);
    return { claim, of: Uint32Array.from(of) };
  };
  return { places, countries, dates, claims, where: pairs(where.claim, where.place), when: pairs(when.claim, when.date) };
}

/** Days since 1970, both included. */
export type Window = readonly [number, number];

/** A date that claims tell, and how many do; days since 1970, null where it is open. */
export interface Interval {
  readonly edtf: string;
  readonly first: number | null;
  readonly last: number | null;
  readonly said: boolean;
  readonly claims: number;
}

export const isFine = (precision: string | undefined): boolean => precision === "exact" || precision === "town";

export const meets = (first: number | null, last: number | null, window: Window): boolean =>
  (first ?? -Infinity) <= window[1] && (last ?? Infinity) >= window[0];

/** Which claims may tell of these days; all of them where no window is set. */
export function claimsWithin(atlas: Atlas, window: Window | null): Uint8Array {
  const found = new Uint8Array(atlas.claims);
  if (window === null) return found.fill(1);
  const { first, last } = atlas.dates;
  const inside = first.map((day, i) => meets(day, last[i] ?? null, window));
  return marked(atlas.when, inside, found);
}

/** Which claims tell of one of these places; all of them where no places are given. */
export function claimsAt(atlas: Atlas, places: ReadonlySet<number> | null): Uint8Array {
  const found = new Uint8Array(atlas.claims);
  if (places === null) return found.fill(1);
  return marked(atlas.where, atlas.places.number.map((_, i) => places.has(i)), found);
}

function marked({ claim, of }: Pairs, wanted: readonly boolean[], found: Uint8Array): Uint8Array {
  for (let i = 0; i < claim.length; i++) if (wanted[of[i] ?? 0]) found[claim[i] ?? 0] = 1;
  return found;
}

/** How many of the claims tell of each place. */
export function countsByPlace(atlas: Atlas, claims: Uint8Array): Uint32Array {
  return counted(atlas.where, claims, atlas.places.number.length);
}

function counted({ claim, of }: Pairs, claims: Uint8Array, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (let i = 0; i < claim.length; i++) {
    const at = of[i] ?? 0;
    if (claims[claim[i] ?? 0]) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** The dates that the claims tell, the most told first. */
export function intervals(atlas: Atlas, claims: Uint8Array): Interval[] {
  const { edtf, first, last, said } = atlas.dates;
  const counts = counted(atlas.when, claims, edtf.length);
  const found: Interval[] = [];
  counts.forEach((many, i) => {
    if (many > 0) found.push({ edtf: edtf[i] ?? "", first: first[i] ?? null, last: last[i] ?? null, said: said[i] === 1, claims: many });
  });
  return found.sort((a, b) => b.claims - a.claims);
}

/** The days between which nearly all intervals begin: a lone year long ago would press the rest. */
export function span(all: readonly Interval[]): Window | null {
  const ends = all.flatMap(({ first, last, claims }) => {
    const at = first ?? last;
    return at === null ? [] : [{ at, to: last ?? at, claims }];
  }).sort((a, b) => a.at - b.at);
  const total = ends.reduce((sum, each) => sum + each.claims, 0);
  if (total === 0) return null;
  let seen = 0;
  let from: number | null = null;
  let to = -Infinity;
  for (const { at, to: end, claims } of ends) {
    seen += claims;
    if (from === null && seen > 0.02 * total) from = at;
    if (seen <= 0.98 * total || to === -Infinity) to = Math.max(to, Math.min(end, at + 400));
  }
  const low = from ?? 0;
  const high = Math.max(to, low + 6);
  const margin = Math.max(2, Math.round((high - low) * 0.03));
  return [low - margin, high + margin];
}

/** A row for each bar (-1: none free), so that no two of one row overlap; short ones come first. */
export function lanes(bars: readonly Window[], most: number): number[] {
  const length = (i: number) => (bars[i]?.[1] ?? 0) - (bars[i]?.[0] ?? 0);
  const order = bars.map((_, i) => i).sort((a, b) => length(a) - length(b));
  const taken: Window[][] = [];
  const rows = new Array<number>(bars.length).fill(-1);
  for (const i of order) {
    const bar = bars[i] ?? [0, 0];
    let row = taken.findIndex((row) => row.every(([from, to]) => bar[1] <= from || to <= bar[0]));
    if (row < 0) row = taken.length;
    if (row >= most) continue;
    (taken[row] ??= []).push(bar);
    rows[i] = row;
  }
  return rows;
}

export const DAY = 86_400_000;
/** How far a window reaches on a side that is open: the days that an address can tell. */
export const EVER: Window = [-719_162, 2_932_896];

export function iso(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function dayOf(date: string): number | null {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) ? null : Math.round(at / DAY);
}
