// Makes the two style sheets that come from packages, in the wwwroot folder that is given:
//   mudblazor.css        MudBlazor's without the families, utilities and palettes that no screen uses (627 KB become some 200);
//   fonts/typefaces.css  BIZ UDPGothic in 400 and 700 as one file: the ranges of both are the same text, which compresses once.
// Usage: node styles.mjs MUDBLAZOR_CSS TYPEFACE_FOLDER WWWROOT
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// docs/decisions/0060-mudblazor.md says why each is not used; ThemeTests fails when a component of one of them is.
const families = [
  "picker", "fab", "slider", "stepper", "step", "treeview", "chart", "carousel", "rating", "snackbar", "color-picker",
  "range-input", "expand", "tooltip", "swipe", "scroll-to-top", "splitter", "dropzone", "drop-item", "drop-zone",
  "donut", "file-upload", "image", "page-content", "day", "month", "year", "hour", "clock", "avatar",
  "badge", "switch", "toggle", "progress-circular", "radio", "checkbox", "data-grid", "tab", "tabs", "grid",
  "pagination", "stack", "highlighter", "button-group", "table-pagination", "input-filled", "drawer-mini", "drawer-persistent",
  "timeline-horizontal", "timeline-position-alternate", "timeline-position-end", "timeline-reverse", "timeline-rtl",
  "alert-filled", "alert-outlined",
];
const unusedFamily = new RegExp(`\\.mud-(${families.join("|")})(?![a-z])`);
// Margins, colours and flex boxes by class name: app.css does this with its own tokens.
const names = [
  "gap", "rounded", "border", "d", "flex", "justify", "align", "order", "overflow", "object", "cursor", "pointer",
  "visible", "invisible", "white", "black", "red", "pink", "purple", "deep", "indigo", "blue", "light", "cyan", "teal",
  "green", "lime", "yellow", "amber", "orange", "brown", "grey", "gray", "z", "absolute", "relative", "fixed", "sticky",
  "static", "self", "grow", "shrink", "basis",
];
const unusedUtility = new RegExp(`^\\.([mp][tblrsexya]?-|(${names.join("|")})\\b)`);
const unusedPalette = /-(tertiary|dark|surface)(?![-a-z])/;

// The parts of a list that are at its top level, each up to and with the character at which end() says true.
function split(text, end) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if ("{(".includes(text[at])) depth++;
    if ("})".includes(text[at])) depth--;
    if (depth === 0 && end(text[at])) {
      parts.push(text.slice(start, at + 1));
      start = at + 1;
    }
  }
  return start < text.length ? [...parts, text.slice(start)] : parts;
}

const rulesOf = (css) => split(css, (character) => character === "}" || character === ";");
const selectorsOf = (head) => split(head, (character) => character === ",").map((selector) => selector.replace(/,$/, ""));

function used(rule) {
  const open = rule.indexOf("{");
  const head = rule.slice(0, open);
  if (/^@(media|supports)/.test(head)) {
    const inner = rulesOf(rule.slice(open + 1, -1)).map(used).join("");
    return inner && `${head}{${inner}}`;
  }
  if (open < 0 || head.startsWith("@")) return rule;
  const left = [unusedFamily, unusedUtility, unusedPalette];
  const kept = selectorsOf(head).filter((selector) => !left.some((unused) => unused.test(selector)));
  return kept.length > 0 ? kept.join(",") + rule.slice(open) : "";
}

const withoutComments = (css) => css.replace(/\/\*[\s\S]*?\*\//g, "");
// Every browser that the portal runs in reads woff2.
const typeface = (folder, weight) => withoutComments(readFileSync(join(folder, `${weight}.css`), "utf8"))
  .replace(/, url\([^)]*\.woff\) format\('woff'\)/g, "")
  .replace(/\s*([{};:,])\s*/g, "$1")
  .trim();

const [mudBlazor, typefaces, root] = process.argv.slice(2);
mkdirSync(join(root, "fonts"), { recursive: true });
writeFileSync(join(root, "mudblazor.css"), rulesOf(withoutComments(readFileSync(mudBlazor, "utf8")).trim()).map(used).join(""));
writeFileSync(join(root, "fonts/typefaces.css"), typeface(typefaces, 400) + typeface(typefaces, 700));
