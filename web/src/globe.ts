// The map itself: MapLibre GL over a basemap of our own, without tiles, glyphs or sprites.
//
// What is told of a district or a country is hatched by MapLibre; points, for places told as finely
// as a town, are drawn over it (points.ts), and names are HTML, so that no font has to be fetched.
import maplibregl from "maplibre-gl";
import type { FeatureCollection, MultiLineString } from "geojson";
import { claimsWithin, countsByPlace, isFine, type Atlas } from "./data";
import { Points } from "./points";

export interface Basemap {
  readonly countries: FeatureCollection;
  readonly borders: MultiLineString;
  readonly disputed: FeatureCollection;
}

export type Borders = "dashed" | "plain" | "none";

export interface Paint {
  readonly water: string;
  readonly land: string;
  readonly border: string;
  readonly disputed: string;
  readonly point: string;
  readonly ring: string;
  readonly hatch: string;
}

const LABELS = 40; // names at once, at most

export class Globe {
  readonly map: maplibregl.Map;
  #counts: Uint32Array = new Uint32Array();
  #chosen: number | null = null;
  /** Of each country that is told of as a whole, the place that stands for it. */
  readonly #wholes = new Map<string, number>();
  readonly #points: Points;
  readonly #labels: HTMLElement;

  constructor(
    holder: HTMLElement,
    readonly atlas: Atlas,
    readonly basemap: Basemap,
    worker: string,
  ) {
    maplibregl.setWorkerUrl(worker);
    const paint = colours(holder);
    const box = bounds(atlas);
    atlas.places.precision.forEach((precision, i) => {
      const code = atlas.places.country[i];
      if (precision === "country" && code && !this.#wholes.has(code)) this.#wholes.set(code, i);
    });
    this.map = new maplibregl.Map({
      container: holder,
      style: style(basemap, paint, [...this.#wholes.keys()]),
      validateStyle: false, // it is ours
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      rollEnabled: false,
      maxZoom: 9,
      fadeDuration: 0,
      renderWorldCopies: false,
      ...(box === null ? { center: [20, 25], zoom: 1 } : { bounds: box, fitBoundsOptions: { padding: 48, maxZoom: 6 } }),
    });
    Object.assign(holder, { map: this.map }); // for whoever looks at it from outside
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.#points = new Points(holder, atlas, paint);
    this.#labels = document.createElement("div");
    this.#labels.className = "map-names";
    this.#labels.setAttribute("aria-hidden", "true");
    holder.append(this.#labels);
    this.map.on("styleimagemissing", ({ id }) => this.#hatch(id, paint));
    this.map.on("move", () => this.#over());
    this.map.on("resize", () => this.#over());
  }

  ready(): Promise<void> {
    return new Promise((done) => void this.map.once("load", () => {
      this.#hatched();
      done();
    }));
  }

  /** Draw so many claims at each place; nothing where there are none. */
  show(counts: Uint32Array): void {
    this.#counts = counts;
    this.#hatched();
    this.#over();
  }

  // Which countries and districts are hatched: those that some claim tells of.
  #hatched(): void {
    const countries = new Set<string>();
    const { precision, country } = this.atlas.places;
    this.#counts.forEach((many, i) => {
      if (precision[i] === "country" && many > 0 && country[i]) countries.add(country[i] ?? "");
      if (precision[i] === "district") this.#state("areas", i, { on: many > 0 });
    });
    for (const code of this.#wholes.keys()) this.#state("countries", code, { on: countries.has(code) });
  }

  #state(source: string, id: string | number, state: Record<string, boolean>): void {
    if (this.map.getSource(source)) this.map.setFeatureState({ source, id }, state);
  }

  // What lies over the map of MapLibre, and goes along with it.
  #over(): void {
    this.#points.draw(this.map, this.#counts, this.#chosen);
    this.names();
  }

  areas(found: FeatureCollection): void {
    const source = this.map.getSource("areas");
    if (source instanceof maplibregl.GeoJSONSource) void source.setData(found);
    this.#hatched();
  }

  borders(view: Borders): void {
    this.map.setLayoutProperty("disputed", "visibility", view === "dashed" ? "visible" : "none");
    this.map.setLayoutProperty("disputed-plain", "visibility", view === "plain" ? "visible" : "none");
  }

  /** What the disputed borders are about that lie in view. */
  disputed(): string[] {
    const box = this.map.getBounds();
    const [[west, south], [east, north]] = box.toArray() as [[number, number], [number, number]];
    const seen = (line: readonly number[][]): boolean => {
      const [x, y] = [line.map((each) => each[0] ?? 0), line.map((each) => each[1] ?? 0)];
      return Math.min(...x) < east && Math.max(...x) > west && Math.min(...y) < north && Math.max(...y) > south;
    };
    return this.basemap.disputed.features
      .filter(({ geometry }) => geometry.type === "MultiLineString" && geometry.coordinates.some(seen))
      .map(({ properties }) => String(properties?.["what"])).sort();
  }

  choose(place: number | null): void {
    if (this.#chosen !== null) this.#state("areas", this.#chosen, { chosen: false });
    if (place !== null) this.#state("areas", place, { chosen: true });
    this.#chosen = place;
    if (this.#counts.length > 0) this.#over();
  }

  fly(place: number): void {
    const { lat, lon, precision } = this.atlas.places;
    const zoom = isFine(precision[place]) ? 6 : precision[place] === "district" ? 5 : 3;
    const at = { center: [lon[place] ?? 0, lat[place] ?? 0] as [number, number], zoom: Math.max(this.map.getZoom(), zoom) };
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.map.jumpTo(at);
    else this.map.easeTo({ ...at, duration: 500 });
  }

  whole(): void {
    const box = bounds(this.atlas);
    if (box !== null) this.map.fitBounds(box, { padding: 48, maxZoom: 6, animate: false });
  }

  /** The places whose point or centre is in view. */
  inView(): Set<number> {
    const box = this.map.getBounds();
    const { lat, lon } = this.atlas.places;
    const found = new Set<number>();
    lat.forEach((y, i) => {
      if (box.contains([lon[i] ?? 0, y])) found.add(i);
    });
    return found;
  }

  /** The place under a point of the screen: a town before a region, a region before a country. */
  at({ x, y }: { readonly x: number; readonly y: number }): number | null {
    const town = this.#points.at(x, y);
    if (town !== null || !this.map.isStyleLoaded()) return town;
    const told = (place: number | undefined) => place !== undefined && (this.#counts[place] ?? 0) > 0 ? [place] : [];
    const under = (layer: string) => this.map.getLayer(layer) ? this.map.queryRenderedFeatures([x, y], { layers: [layer] }) : [];
    return [
      ...under("areas").flatMap((each) => told(Number(each.id))),
      ...under("told").flatMap((each) => told(this.#wholes.get(String(each.properties["code"])))),
    ][0] ?? null;
  }

  /** Names of what is told most in view; one that would lie on another is left out. */
  names(): void {
    const { name, lat, lon, precision } = this.atlas.places;
    const box = this.map.getBounds();
    const order = [...this.#counts.keys()]
      .filter((i) => (this.#counts[i] ?? 0) > 0 && isFine(precision[i]) && box.contains([lon[i] ?? 0, lat[i] ?? 0]))
      .sort((a, b) => Number(b === this.#chosen) - Number(a === this.#chosen) || (this.#counts[b] ?? 0) - (this.#counts[a] ?? 0))
      .slice(0, 4 * LABELS);
    const taken: [number, number, number, number][] = [];
    const shown: HTMLElement[] = [];
    for (const i of order) {
      if (shown.length >= LABELS) break;
      const { x, y } = this.map.project([lon[i] ?? 0, lat[i] ?? 0]);
      const text = name[i] ?? "";
      const beside = x + this.#points.radius(i) + 4;
      const [left, right, top, bottom] = [x - 6, beside + 3 + 7.2 * text.length, y - 9, y + 9];
      if (taken.some(([l, r, t, b]) => left < r && right > l && top < b && bottom > t)) continue;
      taken.push([left, right, top, bottom]);
      const label = document.createElement("bdi");
      label.textContent = text;
      label.style.transform = `translate(${Math.round(beside)}px, ${Math.round(y - 9)}px)`;
      if (i === this.#chosen) label.className = "chosen";
      shown.push(label);
    }
    this.#labels.replaceChildren(...shown);
  }

  #hatch(id: string, paint: Paint): void {
    const size = 8 * 2;
    const data = new Uint8ClampedArray(size * size * 4);
    const [r, g, b] = rgb(paint.hatch);
    for (let y = 0; y < size; y++) {
      for (let x = 0; x < size; x++) {
        const slope = id === "hatch-area" ? x + y : x - y + size;
        const at = (y * size + x) * 4;
        const off = slope % (size / (id === "hatch-area" ? 2 : 1));
        if (off < 2) data.set([r, g, b, off < 1.5 ? 190 : 110], at);
      }
    }
    if (!this.map.hasImage(id)) {
      this.map.addImage(id, { width: size, height: size, data: new Uint8Array(data.buffer) }, { pixelRatio: 2 });
    }
  }
}

function style(basemap: Basemap, paint: Paint, wholes: readonly string[]): maplibregl.StyleSpecification {
  const on = ["boolean", ["feature-state", "on"], false] as unknown as maplibregl.ExpressionSpecification;
  const hidden = (opacity: number) => ["case", on, opacity, 0] as maplibregl.ExpressionSpecification;
  const line = (id: string, source: string, colour: string, dash: number[] | null, visible = true): maplibregl.LineLayerSpecification => ({
    id, source, type: "line",
    layout: { "line-join": "round", visibility: visible ? "visible" : "none" },
    paint: { "line-color": colour, "line-width": 1, ...(dash ? { "line-dasharray": dash, "line-width": 1.2 } : {}) },
  });
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: basemap.countries, promoteId: "code", tolerance: 0.5 },
      borders: { type: "geojson", data: { type: "Feature", properties: {}, geometry: basemap.borders }, tolerance: 0.5 },
      disputed: { type: "geojson", data: basemap.disputed, tolerance: 0.5 },
      areas: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": paint.water } },
      { id: "land", source: "countries", type: "fill", paint: { "fill-color": paint.land, "fill-antialias": false } },
      { id: "told", source: "countries", type: "fill", filter: ["in", ["get", "code"], ["literal", [...wholes]]], paint: { "fill-pattern": "hatch-country", "fill-opacity": hidden(0.45) } },
      line("borders", "borders", paint.border, null),
      line("disputed", "disputed", paint.disputed, [3, 2.5]),
      line("disputed-plain", "disputed", paint.border, null, false),
      { id: "areas", source: "areas", type: "fill", paint: { "fill-pattern": "hatch-area", "fill-opacity": hidden(0.9) } },
    ],
  };
}

const FAR = 0.02; // share of the claims on each side whose places may lie out of view at first

function bounds(atlas: Atlas): maplibregl.LngLatBoundsLike | null {
  const { lat, lon, precision } = atlas.places;
  const counts = countsByPlace(atlas, claimsWithin(atlas, null));
  const fine = [...lat.keys()].filter((i) => precision[i] !== "country");
  const all = fine.length > 0 ? fine : [...lat.keys()];
  if (all.length === 0) return null;
  const spare = FAR * all.reduce((sum, i) => sum + (counts[i] ?? 0), 0);
  const edge = (of: readonly number[], side: 1 | -1) => {
    let seen = 0;
    const order = [...all].sort((a, b) => side * ((of[a] ?? 0) - (of[b] ?? 0)));
    return of[order.find((i) => (seen += counts[i] ?? 0) > spare) ?? order[0] ?? 0] ?? 0;
  };
  return [[edge(lon, 1), edge(lat, 1)], [edge(lon, -1), edge(lat, -1)]];
}

function colours(holder: HTMLElement): Paint {
  const read = (name: string) => getComputedStyle(holder).getPropertyValue(`--map-${name}`).trim();
  return {
    water: read("water"), land: read("land"), border: read("border"), disputed: read("disputed"),
    point: read("point"), ring: read("ring"), hatch: read("hatch"),
  };
}

function rgb(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.replace("#", ""), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
