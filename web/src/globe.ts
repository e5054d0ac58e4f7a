// The map itself: MapLibre GL over a basemap of our own, without tiles, glyphs or sprites.
//
// Points are drawn for places told as finely as a town.  What is told of a district or a country is
// hatched; names are HTML, so that no font has to be fetched.
import maplibregl from "maplibre-gl";
import type { FeatureCollection, MultiLineString } from "geojson";
import { claimsWithin, countsByPlace, isFine, type Atlas } from "./data";

export interface Basemap {
  readonly countries: FeatureCollection;
  readonly borders: MultiLineString;
  readonly disputed: FeatureCollection;
}

export type Borders = "dashed" | "plain" | "none";

interface Paint {
  readonly water: string;
  readonly land: string;
  readonly border: string;
  readonly disputed: string;
  readonly point: string;
  readonly ring: string;
  readonly hatch: string;
}

const LABELS = 40; // names at once, at most
const SOURCES = ["points", "countries", "areas"] as const;

export class Globe {
  readonly map: maplibregl.Map;
  #counts: Uint32Array = new Uint32Array();
  #chosen: number | null = null;
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
    this.map = new maplibregl.Map({
      container: holder,
      style: style(atlas, basemap, paint),
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
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.#labels = document.createElement("div");
    this.#labels.className = "map-names";
    this.#labels.setAttribute("aria-hidden", "true");
    holder.append(this.#labels);
    this.map.on("styleimagemissing", ({ id }) => this.#hatch(id, paint));
    this.map.on("move", () => this.names());
  }

  ready(): Promise<void> {
    return new Promise((done) => void this.map.once("load", () => done()));
  }

  /** Draw so many claims at each place; nothing where there are none. */
  show(counts: Uint32Array): void {
    this.#counts = counts;
    const most = Math.max(1, ...counts);
    const byCountry = new Map<string, number>();
    for (let i = 0; i < counts.length; i++) {
      const many = counts[i] ?? 0;
      const precision = this.atlas.places.precision[i] ?? "country";
      const size = many === 0 ? 0 : 4 + 14 * Math.sqrt(many / most);
      if (isFine(precision)) {
        this.map.setFeatureState({ source: "points", id: i }, { size, on: many > 0 });
      } else if (precision === "district") {
        this.map.setFeatureState({ source: "areas", id: i }, { on: many > 0 });
      } else {
        const code = this.atlas.places.country[i];
        if (code) byCountry.set(code, (byCountry.get(code) ?? 0) + many);
      }
    }
    this.basemap.countries.features.forEach((each, i) => {
      const many = byCountry.get(String(each.properties?.["code"])) ?? 0;
      this.map.setFeatureState({ source: "countries", id: i }, { on: many > 0 });
    });
    this.names();
  }

  areas(found: FeatureCollection): void {
    const source = this.map.getSource("areas");
    if (source instanceof maplibregl.GeoJSONSource) void source.setData(found);
    this.show(this.#counts);
  }

  borders(view: Borders): void {
    this.map.setLayoutProperty("disputed", "visibility", view === "dashed" ? "visible" : "none");
    this.map.setLayoutProperty("disputed-plain", "visibility", view === "plain" ? "visible" : "none");
  }

  choose(place: number | null): void {
    for (const [id, on] of [[this.#chosen, false], [place, true]] as const) {
      if (id === null) continue;
      for (const source of SOURCES) if (source !== "countries") this.map.setFeatureState({ source, id }, { chosen: on });
    }
    this.#chosen = place;
    this.names();
  }

  fly(place: number): void {
    const { lat, lon, precision } = this.atlas.places;
    const zoom = isFine(precision[place] ?? "") ? 6 : precision[place] === "district" ? 5 : 3;
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

  at(point: maplibregl.PointLike): number | null {
    const [x, y] = Array.isArray(point) ? point : [point.x, point.y];
    const near: [[number, number], [number, number]] = [[x - 4, y - 4], [x + 4, y + 4]];
    const found = this.map.queryRenderedFeatures(near, { layers: ["points"] })
      .filter((each) => (this.#counts[Number(each.id)] ?? 0) > 0)
      .sort((a, b) => (this.#counts[Number(a.id)] ?? 0) - (this.#counts[Number(b.id)] ?? 0))[0]
      ?? this.map.queryRenderedFeatures([x, y], { layers: ["areas"] })
        .filter((each) => (this.#counts[Number(each.id)] ?? 0) > 0)[0];
    return found === undefined ? null : Number(found.id);
  }

  /** Names of what is told most in view; one that would lie on another is left out. */
  names(): void {
    const { name, lat, lon, precision } = this.atlas.places;
    const box = this.map.getBounds();
    const order = [...this.#counts.keys()]
      .filter((i) => (this.#counts[i] ?? 0) > 0 && isFine(precision[i] ?? "") && box.contains([lon[i] ?? 0, lat[i] ?? 0]))
      .sort((a, b) => Number(b === this.#chosen) - Number(a === this.#chosen) || (this.#counts[b] ?? 0) - (this.#counts[a] ?? 0))
      .slice(0, 4 * LABELS);
    const taken: [number, number, number, number][] = [];
    const shown: HTMLElement[] = [];
    for (const i of order) {
      if (shown.length >= LABELS) break;
      const { x, y } = this.map.project([lon[i] ?? 0, lat[i] ?? 0]);
      const text = name[i] ?? "";
      const [left, right, top, bottom] = [x - 6, x + 12 + 7.2 * text.length, y - 9, y + 9];
      if (taken.some(([l, r, t, b]) => left < r && right > l && top < b && bottom > t)) continue;
      taken.push([left, right, top, bottom]);
      const label = document.createElement("bdi");
      label.textContent = text;
      label.style.transform = `translate(${Math.round(x + 9)}px, ${Math.round(y - 9)}px)`;
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

function style(atlas: Atlas, basemap: Basemap, paint: Paint): maplibregl.StyleSpecification {
  const { lat, lon, precision } = atlas.places;
  const points: FeatureCollection = {
    type: "FeatureCollection",
    features: lat.flatMap((y, i) => isFine(precision[i] ?? "")
      ? [{ type: "Feature" as const, id: i, properties: {}, geometry: { type: "Point" as const, coordinates: [lon[i] ?? 0, y] } }]
      : []),
  };
  const countries = {
    ...basemap.countries,
    features: basemap.countries.features.map((each, id) => ({ ...each, id })),
  };
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
      countries: { type: "geojson", data: countries, tolerance: 0.5 },
      borders: { type: "geojson", data: { type: "Feature", properties: {}, geometry: basemap.borders }, tolerance: 0.5 },
      disputed: { type: "geojson", data: basemap.disputed, tolerance: 0.5 },
      areas: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
      points: { type: "geojson", data: points },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": paint.water } },
      { id: "land", source: "countries", type: "fill", paint: { "fill-color": paint.land, "fill-antialias": false } },
      { id: "told", source: "countries", type: "fill", paint: { "fill-pattern": "hatch-country", "fill-opacity": hidden(0.45) } },
      line("borders", "borders", paint.border, null),
      line("disputed", "disputed", paint.disputed, [3, 2.5]),
      line("disputed-plain", "disputed", paint.border, null, false),
      { id: "areas", source: "areas", type: "fill", paint: { "fill-pattern": "hatch-area", "fill-opacity": hidden(0.9) } },
      {
        id: "points", source: "points", type: "circle",
        paint: {
          "circle-radius": ["coalesce", ["feature-state", "size"], 0],
          "circle-color": paint.point,
          "circle-opacity": hidden(0.72),
          "circle-stroke-color": ["case", ["boolean", ["feature-state", "chosen"], false], paint.ring, paint.land],
          "circle-stroke-width": ["case", ["boolean", ["feature-state", "chosen"], false], 3, 1],
          "circle-stroke-opacity": hidden(1),
        },
      },
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
