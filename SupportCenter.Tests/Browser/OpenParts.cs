using System.Text.Json;
using Microsoft.Playwright;

namespace SupportCenter.Tests.Browser;

/// <summary>Opens what a page can open, one after the other: dialogs, menus, the drawer, details, calendars, the command palette. They are
/// found by what tells a screen reader of them (aria-haspopup, aria-expanded, summary); of those that rows repeat, the first.</summary>
internal static class OpenParts
{
    /// <summary>Opens each on its own, has the opened part looked at, closes it, and fails when the focus does not come back.</summary>
    /// <param name="page">The page, with everything on it there.</param>
    /// <param name="known">What was opened on an earlier page and is the same on all: the frame, and controls without words of their own,
    /// such as calendars; completed.</param>
    /// <param name="look">Gets the selector of the opened part.</param>
    public static Task OpenEachAsync(IPage page, ISet<string> known, Func<string, Task> look) =>
        OpenEachAsync(page, "document", 0, new HashSet<string>(StringComparer.Ordinal), known, look);

    private const int Deepest = 3; // A calendar in a dialog.

    private static async Task OpenEachAsync(
        IPage page,
        string within,
        int depth,
        ISet<string> seen,
        ISet<string> known,
        Func<string, Task> look
    )
    {
        foreach (var opener in (await page.EvaluateAsync<JsonElement>(Find, within)).EnumerateArray().ToList())
        {
            var (number, kind) = (opener.GetProperty("number").GetString()!, opener.GetProperty("kind").GetString()!);
            if (!(opener.GetProperty("isOfPage").GetBoolean() ? seen : known).Add(kind))
            {
                continue;
            }

            var button = page.Locator($"[data-test-opener='{number}']");
            await button.PressAsync("Enter");
            await WaitAsync(page, Opened, number, $"{page.Url}: nothing was opened by {kind}");
            await Assertions.Expect(page.Locator(".loading, [aria-busy=true]")).ToHaveCountAsync(0);
            var part = $"[data-test-part='{number}']";
            await look(part);
            if (depth < Deepest)
            {
                await OpenEachAsync(page, part, depth + 1, seen, known, look);
            }

            if (opener.GetProperty("closesByItself").GetBoolean())
            {
                await page.Keyboard.PressAsync("Escape");
            }
            else
            {
                await button.PressAsync("Enter");
            }

            await WaitAsync(page, Closed, number, $"{page.Url}: the focus did not come back to {kind}");
        }
    }

    private static async Task WaitAsync(IPage page, string script, string number, string otherwise)
    {
        try
        {
            await page.WaitForFunctionAsync(script, number, new() { Timeout = 15_000 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{otherwise}\n{await page.EvaluateAsync<string>(State, number)}");
        }
    }

    private const string Find = """
        (within) => {
          const root = within === "document" ? document : document.querySelector(within);
          window.testOpeners ??= 0;
          return [...root.querySelectorAll("[aria-haspopup], [aria-expanded=false], details:not([open]) > summary")]
            // What a text field expands depends on what is typed: its own tests do that.
            .filter((el) => !el.matches("input, [aria-haspopup=listbox], :disabled, [aria-disabled=true]") && !el.closest("[inert]")
              && el.checkVisibility({ visibilityProperty: true }))
            .map((el) => {
              el.dataset.testOpener ??= String(++window.testOpeners);
              let words = el.innerText;
              el.querySelectorAll(".visually-hidden").forEach((hidden) => { words = words.replace(hidden.innerText, ""); });
              return {
                number: el.dataset.testOpener,
                kind: [
                  within === "document" ? "" : "in a part", el.tagName, el.matches("summary") ? el.parentElement.className : words,
                  el.className, el.getAttribute("aria-haspopup"),
                ].join(" "),
                isOfPage: !!el.closest("main") && words.trim() !== "",
                closesByItself: !el.matches("summary") && !(el.matches("main [aria-expanded]") && !el.matches("[aria-haspopup]")),
              };
            });
        }
        """;

    // For the message of a failure: what is open, where the focus is, what became of the opener.
    private const string State = """
        (number) => {
          const start = (el) => el?.outerHTML.slice(0, 200);
          const open = [...document.querySelectorAll("dialog[open]")].map(start);
          const opener = document.querySelector(`[data-test-opener='${number}']`);
          return `open: ${open}\nfocus: ${start(document.activeElement)}\nopener: ${start(opener)}`;
        }
        """;

    // Marks the part that the opener has opened.
    private const string Opened = """
        (number) => {
          const el = document.querySelector(`[data-test-opener='${number}']`);
          const popup = el?.getAttribute("aria-haspopup");
          const seen = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true });
          let part = null;
          if (!el) return false;
          if (el.matches("summary")) part = el.parentElement.open && el.parentElement;
          else if (popup === "dialog")
            part = [...document.querySelectorAll("dialog:modal:not([data-test-part])")].find((one) => one.contains(document.activeElement));
          else if (popup)
            part = [...document.querySelectorAll("[role=menu]")].find((menu) => menu.querySelector("[role=menuitem]") && seen(menu));
          else part = el.getAttribute("aria-expanded") === "true" && document.getElementById(el.getAttribute("aria-controls"));
          if (!part) return false;
          part.dataset.testPart = number;
          return true;
        }
        """;

    private const string Closed = """
        (number) => {
          const part = document.querySelector(`[data-test-part='${number}']`);
          const opener = document.querySelector(`[data-test-opener='${number}']`);
          const isShown = () => part.checkVisibility({ visibilityProperty: true }) && !part.inert;
          const isOpen = part?.isConnected && (part.matches("dialog, details") ? part.open : isShown());
          // Until the portal has heard of it the content stands, and a key that opens the same dialog again says nothing new to it: the
          // browser puts keys before the event that tells of the closing.
          const isHeardOf = !part?.isConnected || !part.querySelector(":scope > .mud-dialog-title");
          if (isOpen || !isHeardOf || document.activeElement !== opener) return false;
          part?.removeAttribute("data-test-part");
          return true;
        }
        """;
}
