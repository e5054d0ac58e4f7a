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

export interface Atlas {
  readonly places: Places;
  /** The article of each claim; a claim is a position in this list. */
  readonly article: readonly number[];
  /** Claim and place, in turn. */
  readonly where: readonly number[];
  /** Claim, first day, last day (since 1970; null: open), 1 where the saying is dated; in turn. */
  readonly when: readonly (number | null)[];
}

/** Days since 1970, both included. */
export type Window = readonly [number, number];

/** An interval that claims tell, and how many do; days since 1970, null where it is open. */
export interface Interval {
  readonly first: number | null;
  readonly last: number | null;
  readonly said: boolean;
  readonly claims: number;
}

export const isFine = (precision: string): boolean => precision === "exact" || precision === "town";

/** Which claims may tell of these days; all of them where no window is set. */
export function claimsWithin(atlas: Atlas, window: Window | null): Uint8Array {
  const found = new Uint8Array(atlas.article.length);
  if (window === null) return found.fill(1);
  for (let i = 0; i < atlas.when.length; i += 4) {
    const [claim, first, last] = [atlas.when[i], atlas.when[i + 1], atlas.when[i + 2]];
    if (claim != null && (first ?? -Infinity) <= window[1] && (last ?? Infinity) >= window[0]) {
      found[claim] = 1;
    }
  }
  return found;
}

/** How many of the claims tell of each place. */
export function countsByPlace(atlas: Atlas, claims: Uint8Array): Uint32Array {
  const counts = new Uint32Array(atlas.places.number.length);
  for (let i = 0; i < atlas.where.length; i += 2) {
    const [claim, place] = [atlas.where[i], atlas.where[i + 1]];
    if (claim !== undefined && place !== undefined && claims[claim]) {
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return counts;
}

/** Which claims tell of one of these places; all of them where no places are given. */
export function claimsAt(atlas: Atlas, places: ReadonlySet<number> | null): Uint8Array {
  const found = new Uint8Array(atlas.article.length);
  if (places === null) return found.fill(1);
  for (let i = 0; i < atlas.where.length; i += 2) {
    const [claim, place] = [atlas.where[i], atlas.where[i + 1]];
    if (claim !== undefined && place !== undefined && places.has(place)) found[claim] = 1;
  }
  return found;
}

/** The intervals that the claims tell, equal ones put together, the most told first. */
export function intervals(atlas: Atlas, claims: Uint8Array): Interval[] {
  const found = new Map<string, { first: number | null; last: number | null; said: boolean; claims: number }>();
  for (let i = 0; i < atlas.when.length; i += 4) {
    const claim = atlas.when[i];
    if (claim == null || !claims[claim]) continue;
    const [first, last] = [atlas.when[i + 1] ?? null, atlas.when[i + 2] ?? null];
    const said = atlas.when[i + 3] === 1;
    const key = `${first}/${last}/${said}`;
    const known = found.get(key);
    if (known) known.claims += 1;
    else found.set(key, { first, last, said, claims: 1 });
  }
  return [...found.values()].sort((a, b) => b.claims - a.claims);
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

export function iso(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function dayOf(date: string): number | null {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) ? null : Math.round(at / DAY);
}
