// Build the front end into the package: node build.mjs [--out FOLDER]
//
// Everything is bundled, nothing is fetched when the page is read.  The map's code is apart, which
// the page of the map alone loads: lists and timeline first, then the globe.  The worker of MapLibre
// is a file of our own origin, so that the page needs neither `blob:` nor `eval` in its content
// security policy.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { basemap } from "./basemap.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const at = process.argv.indexOf("--out");
const out = at > 0 ? process.argv[at + 1] : join(here, "../src/sayso/show/web/static/built");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const { metafile } = await build({
  metafile: true,
  absWorkingDir: here,
  entryPoints: { sayso: "src/sayso.ts", map: "src/map.ts", globe: "src/globe.ts" },
  outdir: out,
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
  alias: { "maplibre-gl": "maplibre-gl/dist/maplibre-gl-csp.js" },
});
await copyFile(
  join(here, "node_modules/maplibre-gl/dist/maplibre-gl-csp-worker.js"),
  join(out, "map-worker.js"),
);
await writeFile(join(out, "licences.txt"), await licences(Object.keys(metafile.inputs)));
await writeFile(join(out, "basemap.json"), JSON.stringify(await basemap()));

// The licences of all that was bundled: whoever hands on the package hands them on, too.
async function licences(inputs) {
  const packages = new Set(inputs.flatMap(
    (name) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []));
  const told = await Promise.all([...packages].sort().map(async (name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
    const text = file ? await readFile(join(folder, file), "utf8") : "";
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  }));
  return [...told, "Map data: Natural Earth, public domain\n"].join(`\n${"-".repeat(72)}\n\n`);
}
