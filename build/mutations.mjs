// Tests the tests: changes one line of the domain at a time and runs the tests that must notice it. Works in a temporary clone of the last
// commit, so that nothing here is touched. Ends with "N of M survived"; exit code 1 when one survived or cannot be tried.
// node build/mutations.mjs [--only PART OF THE FILE'S NAME OR OF WHAT IS CHANGED[,ANOTHER PART …]]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const top = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const only = (process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "").split(",");
const clone = mkdtempSync(join(tmpdir(), "mutations-"));
const environment = {
  ...process.env,
  UseSharedCompilation: "true",
  RunAnalyzers: "false",
  QuickStart: "false",
  DOTNET_CLI_TELEMETRY_OPTOUT: "1",
};

/** Runs a program in the clone; its output is shown only when it must succeed and does not. */
function run(program, args, mustSucceed) {
  const done = spawnSync(program, args, { cwd: clone, env: environment, encoding: "utf8", maxBuffer: 1 << 28 });
  if (mustSucceed && done.status !== 0) {
    console.error(done.stdout, done.stderr);
    throw new Error(`${program} ${args.join(" ")} failed.`);
  }
  return done;
}

const build = (mustSucceed) => run("dotnet", ["build", "SupportCenter.Tests", "--no-restore", "-v", "q", "-clp:NoSummary"], mustSucceed);

/** The sentence on one mutation: whether the tests noticed it. */
function verdictOf({ file, from, to, tests }) {
  const path = join(clone, "SupportCenter.Domain", file);
  const text = readFileSync(path, "utf8");
  if (text.split(from).length !== 2) {
    return "cannot be tried: the text is not there once";
  }
  writeFileSync(path, text.replace(from, () => to));
  try {
    if (build(false).status !== 0) {
      return "cannot be tried: it does not compile";
    }
    const filter = tests.split("|").map((name) => `FullyQualifiedName~${name}`).join("|");
    const tested = run("dotnet", ["test", "SupportCenter.Tests", "--no-build", "--nologo", "--filter", filter], false);
    if (/No test matches/.test(tested.stdout)) {
      return "cannot be tried: no test has that name";
    }
    return tested.status === 0 ? "SURVIVED" : "noticed";
  } finally {
    writeFileSync(path, text);
  }
}

try {
  run("git", ["clone", "--quiet", "--shared", top, "."], true);
  run("dotnet", ["restore", "SupportCenter.Tests", "--locked-mode", "-v", "q"], true);
  build(true);
  const all = JSON.parse(readFileSync(join(top, "build", "mutations.json"), "utf8"));
  const chosen = all.filter(({ what, file }) => only.some((part) => what.includes(part) || file.includes(part)));
  let bad = 0;
  for (const mutation of chosen) {
    const verdict = verdictOf(mutation);
    bad += verdict === "noticed" ? 0 : 1;
    console.log(`${verdict}: ${mutation.what} (${mutation.file})`);
  }
  console.log(`${bad} of ${chosen.length} survived or could not be tried`);
  process.exitCode = bad === 0 ? 0 : 1;
} finally {
  rmSync(clone, { recursive: true, force: true });
}
