// Fails when a package that the lock files name is known to be vulnerable (exit code 1), by what the registries' own tools say. Where a
// registry answers no advisories, nothing is known: that is said in words, and is no failure unless --strict is given (exit code 2).
// node build/vulnerable.mjs [--strict] [--nuget REPORT.json --npm REPORT.json]    (with reports: those are read instead of asking)
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const top = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : null);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const strict = process.argv.includes("--strict");

/** What `dotnet list package --vulnerable --format json` found: sentences; null when it could not be asked. */
function ofNuget(report) {
  if (!Array.isArray(report?.projects) || report.problems?.some((problem) => problem.level === "error")) {
    return null;
  }
  return report.projects.flatMap((project) => project.frameworks ?? [])
    .flatMap((framework) => [...(framework.topLevelPackages ?? []), ...(framework.transitivePackages ?? [])])
    .flatMap((one) => (one.vulnerabilities ?? [])
      .map((found) => `${one.id} ${one.resolvedVersion}: ${found.severity} ${found.advisoryurl}`));
}

/** What `npm audit --json` found: sentences; null when it could not be asked. */
function ofNpm(report) {
  if (typeof report?.vulnerabilities !== "object" || report.error) {
    return null;
  }
  return Object.values(report.vulnerabilities)
    .map((one) => `${one.name} ${one.range}: ${one.severity} ${one.via?.find?.((why) => why.url)?.url ?? ""}`.trim());
}

function run(command, args) {
  const { stdout } = spawnSync(command, args, { cwd: top, encoding: "utf8", maxBuffer: 1 << 26 });
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}

/** Whether NuGet's sources answer advisories at all: a project that names them as its audit sources is warned (NU1905, NU1900) when they
 * do not. */
function nugetAnswersAdvisories() {
  const folder = mkdtempSync(join(tmpdir(), "advisories-"));
  try {
    const { stdout } = spawnSync("dotnet", ["nuget", "list", "source", "--format", "short"], { cwd: top, encoding: "utf8" });
    const sources = [...stdout.matchAll(/^E\S* (\S+)$/gm)].map(([, source], at) => `<add key="s${at}" value="${source}" />`).join("");
    writeFileSync(join(folder, "nuget.config"), `<configuration><auditSources><clear />${sources}</auditSources></configuration>`);
    writeFileSync(join(folder, "Directory.Build.props"), "<Project />");
    writeFileSync(join(folder, "Directory.Packages.props"), "<Project />");
    // Any package that is in the cache already: only then does NuGet look for advisories.
    writeFileSync(join(folder, "a.csproj"), `<Project Sdk="Microsoft.NET.Sdk">
      <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
      <ItemGroup><PackageReference Include="System.CommandLine" Version="2.0.0" /></ItemGroup></Project>`);
    const restored = spawnSync("dotnet", ["restore", folder, "--nologo"], { cwd: folder, encoding: "utf8" });
    return restored.status === 0 && !/NU190[05]/.test(restored.stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const reports = option("--nuget") || option("--npm");
const nuget = reports
  ? ofNuget(option("--nuget") && read(option("--nuget")))
  : nugetAnswersAdvisories()
    ? ofNuget(run("dotnet", ["list", "SupportCenter.sln", "package", "--vulnerable", "--include-transitive", "--format", "json"]))
    : null;
const npm = reports
  ? [ofNpm(option("--npm") && read(option("--npm")))]
  : [".", "SupportCenter.Tests/Browser/provider"]
    .map((folder) => ofNpm(run("npm", ["audit", "--json", "--package-lock-only", "--prefix", folder])));

const found = [...(nuget ?? []), ...npm.flatMap((one) => one ?? [])];
found.forEach((one) => console.error(`VULNERABLE ${one}`));
const silent = [...(nuget === null ? ["NuGet"] : []), ...(npm.includes(null) ? ["npm"] : [])];
silent.forEach((name) => console.error(`The advisories of ${name} could not be asked for: nothing is known about its packages.`));
if (found.length === 0 && silent.length === 0) {
  console.log("No package is known to be vulnerable.");
}
process.exit(found.length > 0 ? 1 : strict && silent.length > 0 ? 2 : 0);
