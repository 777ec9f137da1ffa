// Makes SupportCenter.Domain/Text/KanjiVariants.txt, the table by which searching takes 髙 for 高, and the two lists that its tests hold
// it against. node build/kanji-variants.mjs (downloads 50 MB from npm into a temporary folder; the same source gives the same bytes).
//
// Which character stands for which: only a character that is no 常用漢字 is replaced, and by a more common one. So no two 常用漢字 become
// one, but for those in TOGETHER. The more common a character is, the more of the sources must name the pair.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const MOJIDATA = "1.8.1";
const SHA256 = "fb959e14abdd5b2fd6306513d1e7f477577f7555bc08d3b0ed081a7504526f3d";
const SQL_JS = "1.13.0";

// What the sources lack and names have: both are read alike and swapped when a name is written down.
const ADDED = "磯礒 崎碕 蛸鮹 鮨鮓 麹糀 鶴隺 鉱砿 祇祗 座坐 旗籏 第苐";
// 常用漢字 that become one on purpose: 斎藤 and 斉藤 are one name on the telephone; 壱 and 弐 are numbers.
const TOGETHER = "斉斎 一壱 二弐";
// What the sources call variants, and readers take for two characters today.
const APART =
  "宍肉 藁稿 舛升 堺界 卅世 彬斌 誥詰 逑述 孩咳 碚培 昜易 暘昜 傅伝 傅傳 楜胡 坡陂 陂坡 隹佳 耒来 厶肱 夂終 攵文 槁橋 乢蓋 懿懴 遘逅";

const top = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const folder = mkdtempSync(join(tmpdir(), "kanji-"));
try {
  const packages = [`@mandel59/mojidata@${MOJIDATA}`, `sql.js@${SQL_JS}`];
  const installed = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, ...packages]);
  if (installed.status !== 0) {
    throw new Error(installed.stderr.toString());
  }
  const bytes = readFileSync(join(folder, "node_modules/@mandel59/mojidata/dist/moji.db"));
  if (createHash("sha256").update(bytes).digest("hex") !== SHA256) {
    throw new Error("The source is another one than this script was written for.");
  }
  const openSql = createRequire(join(folder, "package.json"))("sql.js");
  write(new (await openSql()).Database(bytes));
} finally {
  rmSync(folder, { recursive: true });
}

function write(database) {
  const rows = (sql) => database.exec(sql)[0]?.values ?? [];
  const pairs = (text) => text.split(" ").map((pair) => [...pair]);

  const joyo = new Set(rows(`SELECT UCS FROM unihan_kJoyoKanji WHERE value NOT LIKE 'U+%'`).flat());
  const names = new Set(rows(`SELECT UCS FROM unihan_kJinmeiyoKanji`).flat());
  const levels = new Map();
  for (const [kanji, place] of rows(`SELECT UCS, value FROM unihan_each_kJis0`)) {
    levels.set(kanji, Number(place.slice(0, 2)) < 48 ? 2 : 3);
  }
  for (const [kanji, place] of rows(`SELECT UCS, value FROM unihan_each_kJIS0213`)) {
    levels.set(kanji, levels.get(kanji) ?? (place[0] === "1" ? 4 : 5));
  }
  /** 0 for 常用漢字, 1 for 人名用漢字, 2 to 5 for the levels of JIS X 0213, 6 for the rest. */
  const rank = (kanji) => (joyo.has(kanji) ? 0 : names.has(kanji) ? 1 : levels.get(kanji) ?? 6);
  const isBefore = (one, other) => rank(one) - rank(other) || one.codePointAt(0) - other.codePointAt(0);

  // Links between characters, by source. The official lists of Japan count alone; of the others, two have to agree.
  const isKanji = (text) => /^[\u3400-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]$/u.test(text);
  const links = new Map();
  const link = (source, list) => {
    for (const [one, other] of list.map((pair) => pair.map((kanji) => kanji?.normalize("NFKC")))) {
      if (one && other && one !== other && isKanji(one) && isKanji(other)) {
        for (const [from, to] of [[one, other], [other, one]]) {
          links.set(from, links.get(from) ?? new Map());
          links.get(from).set(to, (links.get(from).get(to) ?? new Set()).add(source));
        }
      }
    }
  };
  const map = (table, where = "1") =>
    rows(`SELECT m.対応するUCS, x.縮退UCS FROM "mjsm_${table}" x JOIN mji m USING (MJ文字図形名) WHERE m.対応するUCS IS NOT NULL AND ${where}`);
  const unihan = (property) => rows(`SELECT UCS, value FROM unihan_variant WHERE property = '${property}'`);
  const table = (name) => rows(`SELECT subject, object FROM "kdpv_${name}"`);
  const official = [
    ...rows(`SELECT 漢字, 康熙字典体 FROM joyo_kangxi`),
    ...unihan("kJoyoKanji"),
    ...unihan("kJinmeiyoKanji"),
    ...map("民二5202号通知別表_正字俗字等対照表"),
  ];
  link("official", [
    ...official,
    ...["joyo/variant", "jinmei1/variant", "jinmei2/variant", "hyogai/variant"].flatMap(table),
    ...map("JIS包摂規準UCS統合規則"),
  ]);
  link("notices", [
    ...map("民一2842号通達別表_誤字俗字正字一覧表_無印"),
    ...map("民一2842号通達別表_誤字俗字正字一覧表_俗字"),
  ]);
  link("koseki", map("戸籍統一文字情報_親字正字", "ホップ数 = 1"));
  link("jisx0213", table("jisx0213/variant"));
  link("jisx0212", table("jisx0212/variant"));
  link("unihan", [...unihan("kSemanticVariant"), ...unihan("kZVariant")]);
  link("likeness", [...map("読み字形による類推"), ...map("辞書類等による関連字")]);
  link("abroad", [
    ...map("法務省告示582号別表第四_一", "順位 = 1"),
    ...map("法務省告示582号別表第四_二", "順位 = 1"),
  ]);
  link("chinese", unihan("kTraditionalVariant"));

  const apart = new Set(pairs(APART).flatMap(([one, other]) => [one + other, other + one]));
  const trust = (kanji, other, sources) => {
    const [level, has] = [rank(kanji), (source) => sources.has(source)];
    const agreeing = ["koseki", "notices", "jisx0213", "jisx0212", "unihan"].filter(has).length;
    return apart.has(kanji + other) ? 0
      : has("official") ? 100 + agreeing
      : agreeing >= 2 ? 10 + agreeing
      : level >= 3 && (has("koseki") || has("notices")) ? 9
      : level >= 3 && (has("jisx0213") || has("jisx0212")) ? 5
      : level >= 4 && has("unihan") ? 4
      : level >= 4 && has("likeness") ? 3
      : level >= 4 && has("abroad") ? 2
      : level >= 6 && kanji.length === 1 && has("chinese") ? 1
      : 0;
  };
  const common = new Map([...pairs(ADDED), ...pairs(TOGETHER)].map(([to, from]) => [from, to]));
  for (const [kanji, others] of links) {
    if (joyo.has(kanji) || common.has(kanji)) {
      continue;
    }
    const best = [...others]
      .map(([to, sources]) => ({ to, trust: isBefore(to, kanji) < 0 ? trust(kanji, to, sources) : 0 }))
      .filter((one) => one.trust > 0)
      .sort((one, other) => other.trust - one.trust || isBefore(one.to, other.to))[0];
    if (best) {
      common.set(kanji, best.to);
    }
  }
  const last = (kanji) => {
    for (; common.has(kanji); kanji = common.get(kanji));
    return kanji;
  };

  // Radicals as characters of their own, which programs write into PDF; the Kangxi ones become kanji by NFKC.
  for (const [radical, kanji] of rows(`SELECT * FROM radeqv`)) {
    if (kanji && /^[\u2E80-\u2EFF]$/u.test(radical) && radical.normalize("NFKC") === radical) {
      common.set(radical, kanji.normalize("NFKC"));
    }
  }

  const groups = new Map();
  for (const kanji of [...common.keys()].sort(isBefore)) {
    groups.set(last(kanji), (groups.get(last(kanji)) ?? "") + kanji);
  }
  const lines = [...groups].sort(([one], [other]) => isBefore(one, other)).map(([to, from]) => to + from);
  const save = (file, head, body) => writeFileSync(join(top, file), [...head.map((line) => `# ${line}`), ...body, ""].join("\n"));
  const made = "Made by build/kanji-variants.mjs; do not change by hand.";
  const sources = [
    `MJ縮退マップ 1.2.0, MJ文字情報一覧表 00602: (C) IPA, 文字情報技術促進協議会, CC BY-SA 2.1 JP (https://moji.or.jp/mojikiban/map/).`,
    `Unicode Character Database 17.0.0 (Unihan, EquivalentUnifiedIdeograph): (C) Unicode, Inc., Unicode License v3.`,
    `Variants of JIS X 0212, JIS X 0213 and the official lists: (C) CJKVI Database, MIT.`
      + ` All by way of @mandel59/mojidata ${MOJIDATA} (npm).`,
    `This list was changed from them, and may be used under CC BY-SA 2.1 JP (https://creativecommons.org/licenses/by-sa/2.1/jp/).`,
  ];
  save(
    "SupportCenter.Domain/Text/KanjiVariants.txt",
    [made, "A common character, then those that searching takes for it.", ...sources],
    lines,
  );
  save(
    "SupportCenter.Tests/Text/OfficialVariants.txt",
    [made, "Pairs of the official lists (常用漢字表, 人名用漢字表, 民二第5202号通知).", ...sources],
    [...new Set(official.filter(([one, other]) => one !== other && joyo.has(one) !== joyo.has(other)).map((pair) => pair.join("")))].sort(),
  );
  const wrapped = [...joyo].sort().join("").match(/.{1,64}/gu);
  save("SupportCenter.Tests/Text/JoyoKanji.txt", [made, "The 2136 characters of 常用漢字表 (2010).", sources[1]], wrapped);
  console.log(`${common.size} characters in ${lines.length} groups; ${joyo.size} 常用漢字.`);
}
