// The portal's only script. It works by delegation on the document, so that it needs no start-up per page and no inline code.
(() => {
  "use strict";

  const quietMs = 1500;   // after the last key: the text goes to the server, and so into the draft
  const longestMs = 4000; // while someone types on without a pause
  const waiting = new Map(); // field -> { quiet, since }
  let composing = null;

  const notice = document.getElementById("components-reconnect-modal");
  const lineIsDown = () => /components-reconnect-(show|failed|rejected)/.test(notice?.className ?? "");
  const isText = (el) => el instanceof HTMLTextAreaElement
    || (el instanceof HTMLInputElement && !["checkbox", "radio", "file", "button", "submit", "date"].includes(el.type));

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
    entry.quiet = setTimeout(() => { if (composing !== field) send(field); }, Math.max(0, Math.min(Number(field.dataset.quiet) || quietMs, entry.since + longestMs - now)));
    waiting.set(field, entry);
  }

  const sendAll = () => [...waiting.keys()].forEach((field) => { if (composing !== field) send(field); });

  document.addEventListener("input", (e) => { if (isText(e.target) && e.target.closest("[data-live-change]")) schedule(e.target); });
  const touched = new Set(); // what may not have reached the server when it stops
  document.addEventListener("input", (e) => { if (e.target.id && !["checkbox", "radio", "file"].includes(e.target.type)) touched.add(e.target); });
  document.addEventListener("compositionstart", (e) => { composing = e.target; });
  document.addEventListener("compositionend", (e) => { composing = null; if (waiting.has(e.target)) schedule(e.target); });
  // The browser's own change event carries the same text: what was waiting is done with.
  document.addEventListener("change", (e) => { const entry = waiting.get(e.target); if (entry) { clearTimeout(entry.quiet); waiting.delete(e.target); } }, true);
  document.addEventListener("focusout", (e) => { composing = null; send(e.target); }, true);
  window.addEventListener("submit", sendAll, true);
  window.addEventListener("pagehide", sendAll, true);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") sendAll(); });

  // ---- Keys. Nothing here answers a key that belongs to an input method. ----
  const ofInputMethod = (e) => e.isComposing || e.keyCode === 229;
  const seen = (el) => el.getClientRects().length > 0 && !el.closest("[inert]");

  function submit(form) {
    sendAll();
    form.requestSubmit();
  }

  // Enter in a one-line field of a form that saves goes on to the next field: half a booking is never sent by a slip.
  function goOn(field, form) {
    const stops = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button")].filter((el) => !el.disabled && seen(el));
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
    if (step) {
      e.preventDefault();
      const next = options[now < 0 ? (step > 0 ? 0 : options.length - 1) : (now + step + options.length) % options.length];
      options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
      e.target.setAttribute("aria-activedescendant", next.id);
      next.scrollIntoView({ block: "nearest" });
    } else if (e.key === "Enter" && now >= 0) {
      e.preventDefault();
      e.target.removeAttribute("aria-activedescendant");
      options[now].click();
    } else if (e.key === "Escape") {
      e.preventDefault();
      e.target.removeAttribute("aria-activedescendant");
      list.parentElement.querySelector("[data-close]")?.click();
    }
  }, true);
  document.addEventListener("input", (e) => { if (e.target.hasAttribute?.("aria-activedescendant")) e.target.removeAttribute("aria-activedescendant"); });
  document.addEventListener("mousedown", (e) => { if (e.target.closest?.(".suggestions")) e.preventDefault(); });

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
    rowKey(e);
    if (e.altKey && !e.ctrlKey && !e.metaKey && e.key.length === 1) {
      const inDialog = document.querySelector("dialog[open]") ?? document;
      const target = [...inDialog.querySelectorAll("[data-shortcut]")].find((el) => el.dataset.shortcut === e.key.toLowerCase() && seen(el));
      if (!target) return;
      e.preventDefault();
      target.focus();
      if (target.matches("a, button, summary")) target.click();
    }
  });

  // A bar of buttons that stays at the foot of its form covers what stands behind it: what takes the focus comes out from under it (WCAG 2.4.11).
  document.addEventListener("focusin", (e) => {
    const bar = e.target.closest?.(".save-form")?.querySelector(":scope > .actions");
    if (!bar || bar.contains(e.target) || getComputedStyle(bar).position !== "sticky") return;
    const room = 12;
    const field = e.target.getBoundingClientRect();
    const under = field.bottom + room - bar.getBoundingClientRect().top;
    if (under > 0) scrollBy(0, Math.min(under, Math.max(0, field.top - room)));
  });

  // Lists: up and down go from row to row, a click anywhere on a row follows its link.
  function rowKey(e) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!step || !e.target.matches?.("a.row-link")) return;
    const links = [...e.target.closest("tbody").querySelectorAll("a.row-link")];
    const next = links[links.indexOf(e.target) + step];
    if (next) { e.preventDefault(); next.focus(); }
  }

  document.addEventListener("click", (e) => {
    const row = e.target.closest?.(".data-list tbody tr");
    if (row && !e.target.closest("a, button, input, label, select, textarea") && !getSelection().toString()) row.querySelector("a.row-link")?.click();
    const skip = e.target.closest?.("a.skip-link");
    if (skip) { e.preventDefault(); document.getElementById("main")?.focus(); return; }
    if (e.target.closest?.("[data-reload]")) { e.preventDefault(); location.reload(); return; }
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

  // ---- Connection: back after a short break, sent again what the line may have swallowed; after a restart, reload for the draft. ----
  if (notice) {
    // The new server knows nothing of this page: what stands in it goes into the drafts by a plain request, never into the browser's storage.
    const sendUnsent = async () => {
      const token = document.querySelector("input[name=__RequestVerificationToken]");
      for (const form of document.querySelectorAll("form[data-draft]")) {
        const body = new URLSearchParams({ form: form.dataset.draft });
        if (token) body.set(token.name, token.value);
        const fields = [...form.elements].filter((el) => touched.has(el));
        fields.forEach((el) => body.set(`typed.${el.id}`, el.value));
        if (fields.length > 0) await fetch(notice.dataset.unsent, { method: "POST", body });
      }
    };
    const reloadWhenServed = async () => {
      try {
        const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store", redirect: "manual" });
        if (answer.status < 500) { await sendUnsent().catch(() => {}); location.reload(); return; }
      } catch { /* Not there yet: asked again below. */ }
      setTimeout(reloadWhenServed, 3000);
    };
    let was = "";
    new MutationObserver(() => {
      const now = [...notice.classList].find((name) => name.startsWith("components-reconnect-")) ?? "";
      if (now === was) return;
      was = now;
      if (now.endsWith("-rejected") || now.endsWith("-failed")) reloadWhenServed();
      if (now.endsWith("-hide")) document.querySelectorAll("[data-live-change] :is(input, textarea)").forEach((el) => { if (isText(el)) el.dispatchEvent(new Event("change", { bubbles: true })); });
    }).observe(notice, { attributes: true, attributeFilter: ["class"] });
  }

  // ---- What components ask for by name. ----
  window.portal = {
    focus(id) {
      const el = document.getElementById(id);
      const target = el?.matches("input, select, textarea, button, a, [tabindex]") ? el : el?.querySelector("input, select, textarea, button, a[href]");
      target?.focus();
      (target ?? el)?.scrollIntoView({ block: "nearest" });
    },
    openDialog(dialog) { if (!dialog.open) dialog.showModal(); },
    closeDialog(dialog) { if (dialog.open) dialog.close(); },
    print() { window.print(); },
    // A key, a click or a turn of the wheel is use of the session: told once a minute, and at once while the warning stands.
    watchUse(screen) {
      let told = -Infinity;
      const use = () => {
        const now = performance.now();
        if (now - told < (document.querySelector("[data-session-warning]") ? 1000 : 60000) || lineIsDown()) return;
        told = now;
        screen.invokeMethodAsync("UsedAsync").catch(() => {});
      };
      for (const act of ["keydown", "pointerdown", "wheel"]) document.addEventListener(act, use, { capture: true, passive: true });
    },
  };
})();
