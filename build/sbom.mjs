// Writes the bill of materials (CycloneDX 1.6, JSON): every package that the lock files name, and what the build downloads besides.
// node build/sbom.mjs [FILE]    (without FILE: artifacts/sbom.cdx.json). The same lock files give the same bytes.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const top = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path) => readFileSync(join(top, path), "utf8");
const projects = readdirSync(top).filter((name) => readdirOf(name).includes("packages.lock.json")).sort();
// What the portal's own graph has runs where data is; what only tests, benchmarks and the migration tool need is named, and excluded.
const shipped = new Set(["SupportCenter.Portal"]);
const components = new Map();

function readdirOf(name) {
  try {
    return readdirSync(join(top, name));
  } catch {
    return [];
  }
}

function add(purl, name, version, isShipped, more = {}) {
  const known = components.get(purl);
  const scope = isShipped || known?.scope === "required" ? "required" : "excluded";
  components.set(purl, { type: "library", "bom-ref": purl, name, version, scope, purl, ...known, ...more, scope });
}

const nuget = (name, version) => `pkg:nuget/${name}@${version}`;
const npm = (name, version) => `pkg:npm/${name.replace("@", "%40")}@${version}`;
const edges = new Map();

for (const project of projects) {
  const lock = JSON.parse(read(`${project}/packages.lock.json`));
  for (const packages of Object.values(lock.dependencies)) {
    const used = Object.entries(packages).filter(([, entry]) => entry.resolved);
    const resolved = new Map(used.map(([name, entry]) => [name.toLowerCase(), nuget(name, entry.resolved)]));
    for (const [name, entry] of used) {
      const purl = nuget(name, entry.resolved);
      add(purl, name, entry.resolved, shipped.has(project), { properties: [{ name: "nuget:contentHash", value: entry.contentHash }] });
      const needs = Object.keys(entry.dependencies ?? {}).map((need) => resolved.get(need.toLowerCase())).filter(Boolean);
      edges.set(purl, new Set([...(edges.get(purl) ?? []), ...needs]));
    }
  }
}

for (const [path, isShipped] of [["package-lock.json", true], ["SupportCenter.Tests/Browser/provider/package-lock.json", false]]) {
  const { packages } = JSON.parse(read(path));
  for (const [place, entry] of Object.entries(packages).filter(([place]) => place !== "")) {
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    add(npm(name, entry.version), name, entry.version, isShipped && !entry.dev, {
      hashes: [{ alg: "SHA-512", content: Buffer.from(entry.integrity.replace("sha512-", ""), "base64").toString("hex") }],
      ...(entry.license ? { licenses: [{ expression: entry.license }] } : {}),
    });
  }
}

// Data that is kept in the repository, made from what others publish (build/kanji-variants.mjs).
const table = "SupportCenter.Domain/Text/KanjiVariants.txt";
for (const [purl, name, version, license] of [
  ["pkg:generic/mj-shrink-map@1.2.0", "MJ縮退マップ", "1.2.0", "CC-BY-SA-2.1-JP"],
  ["pkg:generic/unicode-character-database@17.0.0", "Unicode Character Database", "17.0.0", "Unicode-3.0"],
  ["pkg:npm/%40mandel59/mojidata@1.8.1", "@mandel59/mojidata", "1.8.1", "MIT"],
]) {
  add(purl, name, version, true, {
    type: "data",
    licenses: [{ expression: license }],
    properties: [{ name: `sha256 of ${table}`, value: createHash("sha256").update(read(table)).digest("hex") }],
  });
}

const sorted = [...components.values()].sort((one, other) => (one.purl < other.purl ? -1 : 1));
const digest = createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
const bom = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  // Of the content, so that two builds of the same lock files have the same number.
  serialNumber: `urn:uuid:${digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5")}`,
  version: 1,
  metadata: { component: { type: "application", "bom-ref": "supportcenter", name: "SupportCenter", licenses: [{ expression: "MIT" }] } },
  components: sorted,
  dependencies: sorted.map(({ purl }) => ({ ref: purl, dependsOn: [...(edges.get(purl) ?? [])].sort() })),
};
const target = resolve(process.argv[2] ?? join(top, "artifacts/sbom.cdx.json"));
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, JSON.stringify(bom, null, 2) + "\n");
console.log(`${sorted.length} packages, ${sorted.filter((one) => one.scope === "required").length} of them shipped: ${target}`);
