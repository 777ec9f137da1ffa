// The portal's only script. It works by delegation on the document, so that it needs no start-up per page and no inline code.
(() => {
  "use strict";

  const quietMs = 1500;   // after the last key: the text goes to the server, and so into the draft
  const longestMs = 4000; // while someone types on without a pause
  const waiting = new Map(); // field -> { quiet, since }
  let composing = null;

  const notice = document.getElementById("components-reconnect-modal");
  const lineIsDown = () => /components-reconnect-(show|retrying|paused|failed|resume-failed|rejected)/.test(notice?.className ?? "");
  const isText = (el) => el instanceof HTMLTextAreaElement
    || (el instanceof HTMLInputElement && !["checkbox", "radio", "file", "button", "submit"].includes(el.type));

  // ---- What the connection does not carry: it would break, and break again with each try. Such a text stays in its field, goes into the
  // draft by a plain request where that takes it, and the page says so. ----
  const most = Number(notice?.dataset.most) || Infinity;
  const notSent = document.getElementById("text-not-sent");
  const unsent = new Set();
  let screenLine = null; // SessionWatch, which answers when the server has heard what was sent before
  let keepLater = 0;
  const isTooLong = (el) => new Blob([JSON.stringify(JSON.stringify(el.value))]).size + 4096 > most; // as the framework wraps it
  function cannotSend(el) {
    unsent.add(el);
    notSent.hidden = false;
    clearTimeout(keepLater);
    keepLater = setTimeout(() => sendUnsent().catch(() => {}), 6000); // after the form's own draft of the rest
  }
  function sendsAgain(el) {
    if (unsent.delete(el)) notSent.hidden = ![...unsent].some((other) => other.isConnected);
  }
  window.addEventListener("input", (e) => { if (unsent.has(e.target) && !isTooLong(e.target)) sendsAgain(e.target); }, true);
  window.addEventListener("change", (e) => {
    if (!isText(e.target)) return;
    if (unsent.has(e.target) || isTooLong(e.target)) { e.stopImmediatePropagation(); cannotSend(e.target); }
  }, true);
  // Saving without it would lose it.
  window.addEventListener("submit", (e) => {
    const held = [...unsent].find((el) => el.isConnected && e.target.contains(el));
    if (!held) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    notSent.hidden = false;
    held.focus();
  }, true);

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  // One field after the other, each when the one before was heard: if the line falls, it is known over which.
  let resending = null;
  async function resend() {
    for (const el of document.querySelectorAll("[data-live-change] :is(input, textarea)")) {
      if (!isText(el) || unsent.has(el)) continue;
      resending = el;
      el.dispatchEvent(new Event("change", { bubbles: true }));
      const heard = screenLine ? screenLine.invokeMethodAsync("HeardAsync").then(() => true, () => false) : true;
      const isHeard = await Promise.race([heard, pause(10000).then(() => true)]);
      if (!isHeard) await pause(1000); // The call is broken off a moment before the line is known to have fallen.
      if (resending !== el) return;
    }
    resending = null;
  }
  function lineFell() {
    if (!resending) return;
    const el = resending;
    resending = null;
    cannotSend(el);
  }

  function send(field) {
    const entry = waiting.get(field);
    if (!entry) return;
    clearTimeout(entry.quiet);
    waiting.delete(field);
    if (!lineIsDown()) field.dispatchEvent(new Event("change", { bubbles: true })); // else it is sent when the line is back
  }

  function schedule(field) {
    const now = performance.now();
    const entry = waiting.get(field) ?? { since: now };
    clearTimeout(entry.quiet);
    const wait = Math.min(Number(field.dataset.quiet) || quietMs, entry.since + longestMs - now);
    entry.quiet = setTimeout(() => { if (composing !== field) send(field); }, Math.max(0, wait));
    waiting.set(field, entry);
  }

  const sendAll = () => [...waiting.keys()].forEach((field) => { if (composing !== field) send(field); });

  document.addEventListener("input", (e) => { if (isText(e.target) && e.target.closest("[data-live-change]")) schedule(e.target); });
  const touched = new Set(); // what may not have reached the server when it stops
  document.addEventListener("input", (e) => {
    if (e.target.id && !["checkbox", "radio", "file"].includes(e.target.type)) touched.add(e.target);
  });
  document.addEventListener("compositionstart", (e) => { composing = e.target; });
  document.addEventListener("compositionend", (e) => { composing = null; if (waiting.has(e.target)) schedule(e.target); });
  // The browser's own change event carries the same text: what was waiting is done with.
  document.addEventListener("change", (e) => {
    clearTimeout(waiting.get(e.target)?.quiet);
    waiting.delete(e.target);
  }, true);
  document.addEventListener("focusout", (e) => { composing = null; send(e.target); }, true);
  window.addEventListener("submit", sendAll, true);
  window.addEventListener("pagehide", sendAll, true);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") sendAll(); });

  // ---- Paste. A field of one line shows a space for what it cannot hold (tabs, line breaks, other control characters); several cells of a
  // workbook are offered to the form besides. ----
  const control = /\r\n|[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
  // Rows and cells as workbooks write them: a cell that holds a tab, a line break or a quotation mark stands in quotation marks.
  function cellsOf(text) {
    const rows = [[]];
    for (const [, before, quoted, plain] of text.matchAll(/(^|\t|\r?\n|\r)(?:"((?:[^"]|"")*)"(?=\t|\r|\n|$)|([^\t\r\n]*))/g)) {
      if (/[\r\n]/.test(before)) rows.push([]);
      rows.at(-1).push(quoted === undefined ? plain : /[\t\r\n"]/.test(quoted) ? quoted.replaceAll('""', '"') : `"${quoted}"`);
    }
    return rows;
  }
  document.addEventListener("paste", (e) => {
    const field = e.target;
    if (!(field instanceof HTMLInputElement) || !isText(field) || field.readOnly || e.defaultPrevented) return;
    const text = (e.clipboardData?.getData("text/plain") ?? "").replace(/[\r\n]+$/, "");
    const rows = cellsOf(text);
    const line = rows.map((row) => row.join(" ")).join(" ").replace(control, " ");
    if ((e.clipboardData?.getData("text/plain") ?? "").search(control) < 0) return;
    e.preventDefault();
    const before = field.value;
    document.execCommand("insertText", false, line); // As if typed: it can be taken back, and is sent like typing.
    const offer = field.closest("form")?.querySelector("[data-pasted]");
    if (!offer || rows.flat().filter((cell) => cell.trim()).length < 2) return;
    offer.value = JSON.stringify({ field: field.id, before, rows });
    if (!isTooLong(offer)) offer.dispatchEvent(new Event("change", { bubbles: true }));
    offer.value = "";
  });

  // ---- Keys. Nothing here answers a key that belongs to an input method. ----
  const ofInputMethod = (e) => e.isComposing || e.keyCode === 229;
  const seen = (el) => el.getClientRects().length > 0 && !el.closest("[inert]");

  function submit(form) {
    sendAll();
    form.requestSubmit();
  }

  // Enter in a one-line field of a form that saves goes on to the next field: half a booking is never sent by a slip.
  function goOn(field, form) {
    // What stands beside a field (its calendar, an extension) is for the tab key.
    const stops = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button")]
      .filter((el) => !el.disabled && seen(el) && (el === field || !el.hasAttribute("data-beside")));
    let next = stops.indexOf(field) + 1;
    if (field.type === "radio") while (stops[next]?.type === "radio" && stops[next].name === field.name) next++;
    let target = stops[next];
    if (target?.type === "radio") target = stops.find((el) => el.name === target.name && el.checked) ?? target;
    target?.focus();
    if (target && isText(target)) target.select?.();
  }

  // Suggestions under a field (role=combobox): the arrows move in the list, Enter takes, Esc closes; the field keeps the focus throughout.
  document.addEventListener("keydown", (e) => {
    const list = e.target.getAttribute?.("role") === "combobox" && document.getElementById(e.target.getAttribute("aria-controls"));
    if (!list || ofInputMethod(e) || e.ctrlKey || e.altKey || e.metaKey) return;
    const options = [...list.querySelectorAll("[role=option]")];
    const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step && options.length > 0) {
      e.preventDefault();
      const next = options[now < 0 ? (step > 0 ? 0 : options.length - 1) : (now + step + options.length) % options.length];
      options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
      e.target.setAttribute("aria-activedescendant", next.id);
      next.scrollIntoView({ block: "nearest" });
    } else if (e.key === "Enter" && now >= 0) {
      e.preventDefault();
      e.target.removeAttribute("aria-activedescendant");
      options[now].click();
    } else if (e.key === "Enter" && e.target.id === "palette-search") {
      e.preventDefault();
      send(e.target); // Not before the list answers what stands in the field is anything chosen from it.
    } else if (e.key === "Escape") {
      e.preventDefault();
      e.target.removeAttribute("aria-activedescendant");
      forget(e.target);
      list.parentElement.querySelector("[data-close]")?.click();
    }
  }, true);
  document.addEventListener("input", (e) => {
    if (!e.target.hasAttribute?.("aria-activedescendant")) return;
    e.target.removeAttribute("aria-activedescendant");
    if (e.target.id !== "palette-search") return;
    document.querySelectorAll("#palette [aria-selected=true]").forEach((option) => option.setAttribute("aria-selected", "false"));
  });
  // The command palette: opened here and at once, so that what is typed next goes into it. Emptied when it closes.
  function openPalette() {
    const palette = document.getElementById("palette");
    if (palette && !document.querySelector("dialog[open]")) palette.showModal();
  }
  function forget(field) {
    if (field.id !== "palette-search") return;
    clearTimeout(waiting.get(field)?.quiet);
    waiting.delete(field);
    field.value = "";
  }
  document.addEventListener("close", (e) => { if (e.target.id === "palette") forget(document.getElementById("palette-search")); }, true);

  document.addEventListener("mousedown", (e) => { if (e.target.closest?.(".suggestions, .palette-list")) e.preventDefault(); });

  document.addEventListener("keydown", (e) => {
    if (ofInputMethod(e) || e.defaultPrevented) {
      if (e.key === "Enter" && ofInputMethod(e)) e.preventDefault();
      return;
    }
    if (e.key === "Enter") {
      const form = e.target.closest?.("form[data-save-form]");
      if (!form) return;
      if (e.ctrlKey || e.metaKey) { e.preventDefault(); submit(form); return; }
      const field = e.target;
      if (field instanceof HTMLInputElement && !["submit", "button", "file"].includes(field.type)) {
        e.preventDefault();
        goOn(field, form);
      }
      return;
    }
    if (!gridKey(e)) rowKey(e);
    // The calendar moves, not the page.
    if (e.target.closest?.("[data-calendar]") && /^(Arrow|Page|Home$|End$)/.test(e.key)) e.preventDefault();
    const opener = e.altKey && e.key === "ArrowDown" && e.target.closest?.(".dated")?.querySelector("[data-calendar-open]");
    if (opener) {
      e.preventDefault();
      e.target.dispatchEvent(new Event("change", { bubbles: true })); // It opens on what stands in the field.
      opener.click();
    }
    if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === "k" && document.getElementById("palette")) {
      e.preventDefault();
      openPalette();
      return;
    }
    if (e.key === "?" && !e.ctrlKey && !e.altKey && !e.metaKey && document.body.dataset.helpKey !== "off"
      && !e.target.matches?.("input, textarea, select, [contenteditable]") && !document.querySelector("dialog[open]")) {
      const help = document.getElementById("palette")?.dataset.help;
      if (help) Blazor.navigateTo(help);
    }
    if (e.altKey && !e.ctrlKey && !e.metaKey && e.key.length === 1) {
      const inDialog = document.querySelector("dialog[open]") ?? document;
      const letter = e.key.toLowerCase();
      const target = [...inDialog.querySelectorAll("[data-shortcut]")].find((el) => el.dataset.shortcut === letter && seen(el));
      if (!target) return;
      e.preventDefault();
      target.focus();
      if (target.matches("a, button, summary")) target.click();
    }
  });

  // A bar of buttons that stays at the foot of its form covers what stands behind it: what takes the focus comes out from under it
  // (WCAG 2.4.11).
  document.addEventListener("focusin", (e) => {
    const bar = e.target.closest?.(".save-form")?.querySelector(":scope > .actions");
    if (!bar || bar.contains(e.target) || getComputedStyle(bar).position !== "sticky") return;
    const room = 12;
    const top = document.querySelector(".mud-appbar")?.getBoundingClientRect().bottom ?? 0; // The bar at the head covers, too.
    const field = e.target.getBoundingClientRect();
    const under = field.bottom + room - bar.getBoundingClientRect().top;
    if (under > 0) scrollBy(0, Math.min(under, Math.max(0, field.top - top - room)));
  });

  // Whether the drawer lies over the page (StaffLayout): told once the page is alive, and when the window changes.
  const narrow = matchMedia("(max-width: 959.98px)");
  function tellWidth() {
    const box = document.getElementById("narrow-screen");
    if (!box || box.checked === narrow.matches) return;
    box.checked = narrow.matches;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  narrow.addEventListener("change", tellWidth);

  // The drawer of a narrow screen is modal: all else is inert (StaffLayout), Escape closes it and gives the focus back to its button.
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || ofInputMethod(e) || e.defaultPrevented || !document.querySelector("#menu[data-modal]")) return;
    const button = document.getElementById("menu-button");
    button.click();
    button.focus();
  });

  // A menu of MudBlazor that the mouse has opened leaves the focus on its button, and answers Escape from within only.
  document.addEventListener("keydown", (e) => {
    const button = e.key === "Escape" && !ofInputMethod(e) && e.target.closest?.(".mud-menu-button-activator[aria-expanded=true]");
    if (!button) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    button.click();
  }, true);

  // Lists: up and down go from row to row, a click anywhere on a row follows its link.
  function rowKey(e) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step || !e.target.matches?.("a.row-link")) return;
    const links = [...e.target.closest("tbody").querySelectorAll("a.row-link")];
    const next = links[links.indexOf(e.target) + step];
    if (next) { e.preventDefault(); next.focus(); }
  }

  // The reservation list has one row in the tab order; the arrow keys take it along. Space selects, Right shows the quick view, Shift+F10
  // or the menu key opens the menu, Page Up and Page Down turn the page, and the focus stays in its place while the rows change.
  let lastStop = null; // the control of the list that has the focus, or had it until its row went away
  const watched = new WeakSet();
  const stopIn = (row, name) => row?.querySelector(`[data-stop="${name}"]`);

  function keepOneRowInTabOrder(body) {
    const rows = [...body.rows];
    const now = rows.find((row) => row.contains(document.activeElement))
      ?? rows.find((row) => stopIn(row, "open").tabIndex === 0)
      ?? rows[0];
    body.querySelectorAll("[data-stop]").forEach((stop) => { stop.tabIndex = now.contains(stop) ? 0 : -1; });
  }

  document.addEventListener("focusin", (e) => {
    const body = e.target.closest?.("tbody[data-grid]");
    lastStop = body ? e.target : null;
    if (!body) return;
    keepOneRowInTabOrder(body);
    if (watched.has(body)) return;
    watched.add(body);
    new MutationObserver(() => {
      const isLost = lastStop && !lastStop.isConnected && document.activeElement === document.body;
      if (isLost) stopIn(body.rows[0], "open")?.focus();
      else if (body.rows.length > 0) keepOneRowInTabOrder(body);
    }).observe(body, { childList: true });
  });

  function gridKey(e) {
    const quickView = e.target.closest?.("[data-quick-view]");
    if (quickView) {
      if (e.key === "Escape") { e.preventDefault(); quickView.querySelector("[data-close-quick-view]").click(); }
      if (e.key === "ArrowLeft" && e.target.id === "quick-title") {
        e.preventDefault();
        stopIn(document.querySelector("tbody[data-grid] tr.shown"), "open")?.focus();
      }
      return true;
    }
    const body = e.target.matches?.("[data-stop]") && e.target.closest("tbody[data-grid]");
    if (!body || e.ctrlKey || e.metaKey || e.altKey) return Boolean(body);
    const rows = [...body.rows];
    const row = e.target.closest("tr");
    const to = { ArrowDown: rows.indexOf(row) + 1, ArrowUp: rows.indexOf(row) - 1, Home: 0, End: rows.length - 1 }[e.key];
    const onLink = e.target.dataset.stop === "open";
    const page = { PageDown: "next", PageUp: "previous" }[e.key];
    if (to !== undefined) {
      const same = stopIn(rows[to], e.target.dataset.stop);
      (same?.hidden ? stopIn(rows[to], "open") : same)?.focus();
    } else if (page) document.querySelector(`[data-page=${page}]:not([aria-disabled])`)?.click();
    else if (e.key === " " && onLink) stopIn(row, "pick").click();
    else if (e.key === "ArrowRight") stopIn(row, "quick").click();
    else if (e.key === "ContextMenu" || (e.key === "F10" && e.shiftKey)) { menuKey = true; stopIn(row, "menu").click(); }
    else if (e.key === "Escape") document.querySelector("[data-close-quick-view]")?.click();
    else return true;
    e.preventDefault();
    return true;
  }

  // The menu key raises the browser's own menu as well, on some systems only when it is let go.
  let menuKey = false;
  document.addEventListener("contextmenu", (e) => { if (menuKey) e.preventDefault(); });
  document.addEventListener("keyup", () => setTimeout(() => { menuKey = false; }));

  document.addEventListener("keydown", (e) => {
    const menu = e.target.closest?.("[role=menu][popover]");
    if (!menu || e.isComposing) return;
    const items = [...menu.querySelectorAll("[role=menuitem]")];
    const at = items.indexOf(e.target);
    const count = items.length;
    const next = { ArrowDown: (at + 1) % count, ArrowUp: (at - 1 + count) % count, Home: 0, End: count - 1 }[e.key];
    if (next !== undefined) { e.preventDefault(); items[next].focus(); }
    if (e.key === "Tab") { e.preventDefault(); menu.hidePopover(); }
  });

  document.addEventListener("click", (e) => {
    if (e.target.closest?.("[role=menuitem]")) e.target.closest("[role=menu][popover]")?.hidePopover();
    const row = e.target.closest?.(":is(.data-list, .reservation-grid) tbody tr");
    if (row && !e.target.closest("a, button, input, label, select, textarea") && !getSelection().toString()) {
      row.querySelector("a.row-link")?.click();
    }
    const skip = e.target.closest?.("a.skip-link");
    if (skip) { e.preventDefault(); document.getElementById("main")?.focus(); return; }
    if (e.target.closest?.("[data-palette-open]")) { openPalette(); return; }
    if (e.target.id === "palette" || e.target.closest?.("#palette [data-close]")) document.getElementById("palette").close();
    if (e.target.closest?.("[data-reload]")) { e.preventDefault(); location.reload(); return; }
    const form = e.target.closest?.("[data-submit]");
    if (form) { document.getElementById(form.dataset.submit)?.requestSubmit(); return; }
    const toField = e.target.closest?.("[data-focus]");
    if (toField) { e.preventDefault(); window.portal.focus(toField.dataset.focus); }
  });

  // ---- Files: a zone lights up while files hover over it; dropped beside it they must not replace the page and what was typed. ----
  const carriesFiles = (e) => e.dataTransfer?.types.includes("Files");
  const zoneOf = (e) => e.target.closest?.(".drop-zone");
  document.addEventListener("dragover", (e) => {
    if (!carriesFiles(e)) return;
    document.querySelectorAll(".drop-zone.receiving").forEach((zone) => { if (zone !== zoneOf(e)) zone.classList.remove("receiving"); });
    zoneOf(e)?.classList.add("receiving");
    if (!e.target.matches?.("input[type=file]")) { e.preventDefault(); e.dataTransfer.dropEffect = zoneOf(e) ? "copy" : "none"; }
  });
  document.addEventListener("drop", (e) => {
    if (!carriesFiles(e)) return;
    const zone = zoneOf(e);
    zone?.classList.remove("receiving");
    if (e.target.matches?.("input[type=file]")) return;
    e.preventDefault();
    const input = zone?.querySelector("input[type=file]");
    if (input) { input.files = e.dataTransfer.files; input.dispatchEvent(new Event("change", { bubbles: true })); }
  });

  // The new server knows nothing of this page: what is in it goes into the drafts by a plain request, never into the browser's storage.
  // False when it did not take all of it.
  async function sendUnsent() {
    const token = document.querySelector("input[name=__RequestVerificationToken]");
    let taken = true;
    for (const form of document.querySelectorAll("form[data-draft]")) {
      const body = new URLSearchParams({ form: form.dataset.draft });
      if (token) body.set(token.name, token.value);
      const fields = [...form.elements].filter((el) => touched.has(el));
      fields.forEach((el) => body.set(`typed.${el.id}`, el.value));
      if (fields.length > 0) taken = (await fetch(notice.dataset.unsent, { method: "POST", body })).ok && taken;
    }
    return taken;
  }

  // ---- Connection: back after a short break, sent again what the line may have swallowed; after a restart, reload for the draft. ----
  if (notice) {
    const reloadWhenServed = async () => {
      try {
        const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store", redirect: "manual" });
        if (answer.status < 500) {
          if (await sendUnsent().catch(() => false)) location.reload();
          else notSent.hidden = false; // Reloading would lose it.
          return;
        }
      } catch { /* Not there yet: asked again below. */ }
      setTimeout(reloadWhenServed, 3000);
    };
    // A circuit that was put to rest is taken up again as soon as somebody is back.
    for (const act of ["keydown", "pointerdown"]) {
      document.addEventListener(act, () => { if (notice.classList.contains("components-reconnect-paused")) Blazor.resumeCircuit(); }, true);
    }
    let was = "";
    new MutationObserver(() => {
      const now = [...notice.classList].find((name) => name.startsWith("components-reconnect-")) ?? "";
      if (now === was) return;
      was = now;
      if (now.endsWith("-rejected") || now.endsWith("-failed")) reloadWhenServed();
      if (now.endsWith("-show")) lineFell();
      if (now.endsWith("-hide")) { resend(); if (!asleep.hidden) woke(); }
    }).observe(notice, { attributes: true, attributeFilter: ["class"] });
  }

  // ---- A tab or a machine that slept: what the page says is of the moment before. It says so at once, until the server has answered: its
  // answer comes behind all that changed meanwhile. Where none comes, the line is down, and the notice above takes over. ----
  const asleep = document.getElementById("page-asleep");
  const beatMs = 2000;
  const sleptMs = 8000; // timers of a hidden tab are late by up to a minute: asking once too often does no harm
  let beat = Date.now();
  let asked = 0;
  async function woke() {
    beat = Date.now();
    if (!asleep || !screenLine || lineIsDown()) return;
    const mine = ++asked;
    asleep.hidden = false;
    const heard = await screenLine.invokeMethodAsync("HeardAsync").then(() => true, () => false);
    if (heard && mine === asked) asleep.hidden = true;
  }
  const look = () => { if (Date.now() - beat > sleptMs) woke(); else beat = Date.now(); };
  setInterval(look, beatMs);
  document.addEventListener("resume", woke);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") look(); });
  window.addEventListener("pageshow", (e) => { if (e.persisted) woke(); });
  window.addEventListener("online", woke);

  // ---- Translators that heed no translate="no" put a <font> in the place of a text. The framework would write into the text, which is on
  // the screen no more, and break when it takes it away: the text is put back before that, and the page says so. Of a translator that does
  // it again and again the page says that it cannot follow. ----
  const translated = document.getElementById("page-translated");
  const mostTimes = 5;
  const putBack = new WeakMap(); // text -> how often
  let [goesOn, dismissed] = [false, false];
  document.addEventListener("click", (e) => { if (e.target.closest?.("[data-dismiss]")) dismissed = translated.hidden = true; });
  const byParent = (map, parent) => map.get(parent) ?? map.set(parent, []).get(parent);
  new MutationObserver((records) => {
    const [texts, fonts] = [new Map(), new Map()];
    for (const { target, removedNodes, addedNodes } of records) {
      for (const node of addedNodes) if (node.nodeName === "FONT" && node.parentNode === target) byParent(fonts, target).push(node);
      for (const node of removedNodes) {
        if (node.nodeType === Node.TEXT_NODE && node.parentNode !== target) byParent(texts, target).push(node);
      }
    }
    for (const [parent, added] of fonts) {
      const gone = texts.get(parent) ?? [];
      for (const font of added) {
        const text = gone.shift();
        if (!text) break;
        const times = (putBack.get(text) ?? 0) + 1;
        putBack.set(text, times);
        if (times <= mostTimes) font.replaceWith(text);
        goesOn ||= times > mostTimes;
        translated.querySelectorAll(".was-undone").forEach((part) => { part.hidden = goesOn; });
        translated.querySelector(".goes-on").hidden = !goesOn;
        translated.hidden = dismissed && !goesOn;
      }
    }
  }).observe(document.body, { childList: true, subtree: true });

  // The heading of a new page takes the focus as soon as it is there, and again when another takes its place, until the person does
  // something or the focus is elsewhere.
  let headingSearch = new AbortController();
  function focusHeading() {
    headingSearch.abort();
    headingSearch = new AbortController();
    const { signal } = headingSearch;
    const from = document.activeElement;
    let given = null;
    const give = () => {
      const heading = document.querySelector("h1");
      if (!heading || heading === given || ![document.body, given ? null : from].includes(document.activeElement)) return;
      given = heading;
      if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(give);
    signal.addEventListener("abort", () => observer.disconnect());
    for (const act of ["keydown", "pointerdown"]) {
      document.addEventListener(act, () => headingSearch.abort(), { capture: true, once: true, passive: true, signal });
    }
    observer.observe(document.body, { childList: true, subtree: true });
    give();
  }

  // ---- What components ask for by name. ----
  window.portal = {
    focusHeading,
    tellWidth,
    focus(id) {
      const el = document.getElementById(id);
      const isStop = el?.matches("input, select, textarea, button, a, [tabindex]");
      // Not one that is disabled: a time may be held by another person.
      const target = isStop ? el : el?.querySelector(":is(input, select, textarea, button):enabled, a[href]");
      target?.focus();
      (target ?? el)?.scrollIntoView({ block: "nearest" });
    },
    openDialog(dialog) {
      if (dialog.open) return;
      dialog.showModal();
      // A frame keeps every key to itself, Esc too: no dialog begins in one, nor moves there when the frame has loaded.
      const leaveFrame = () => {
        if (!(document.activeElement instanceof HTMLIFrameElement)) return;
        [...dialog.querySelectorAll("button, a[href], input, select, textarea")].find(seen)?.focus();
      };
      dialog.querySelectorAll("iframe").forEach((frame) => frame.addEventListener("load", leaveFrame, { once: true }));
      leaveFrame();
    },
    // Whether somebody has begun to type in the form of a draft; the server hears of it later.
    hasInput(draft) { return [...touched].some((el) => el.isConnected && el.closest("form[data-draft]")?.dataset.draft === draft); },
    closeDialog(dialog) { if (dialog.open) dialog.close(); },
    print() { window.print(); },
    openMenu(id, opener) {
      const [menu, button] = [document.getElementById(id), document.getElementById(opener)];
      if (!menu || !button) return;
      button.focus(); // Where the focus goes back to.
      menu.showPopover();
      const box = button.getBoundingClientRect();
      menu.style.left = `${Math.max(8, Math.min(box.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
      menu.style.top = `${box.bottom + menu.offsetHeight > innerHeight ? Math.max(8, box.top - menu.offsetHeight) : box.bottom}px`;
      menu.querySelector("[role=menuitem]")?.focus();
    },
    // A key, a click or a turn of the wheel is use of the session: told once a minute, and at once while the warning stands.
    watchUse(screen) {
      screenLine = screen;
      let told = -Infinity;
      const use = (e) => {
        if (!e.isTrusted) return; // Only what a person does.
        const now = performance.now();
        if (now - told < (document.querySelector("[data-session-warning]") ? 1000 : 60000) || lineIsDown()) return;
        told = now;
        screen.invokeMethodAsync("UsedAsync").catch(() => {});
      };
      for (const act of ["keydown", "pointerdown", "wheel"]) document.addEventListener(act, use, { capture: true, passive: true });
    },
  };
})();
