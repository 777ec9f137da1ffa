using Microsoft.Playwright;

namespace SupportCenter.Tests.Browser;

/// <summary>What keeps people out and the accessibility checker does not see (docs/accessibility.md).</summary>
internal static class HiddenTraps
{
    /// <summary>Fails with the elements that hide their focus or themselves, say something in a tooltip only, or draw without a
    /// name.</summary>
    /// <param name="page">A page, or a page with a part opened.</param>
    /// <param name="within">The selector of what to look at.</param>
    public static async Task AssertNoneAsync(IPage page, string within = "body")
    {
        await page.Keyboard.PressAsync("Shift"); // From here on the browser shows the focus of the keyboard.
        var found = await page.EvaluateAsync<string[]>(Look, within);
        for (var again = 0; again < 5 && found.Length > 0; again++)
        {
            // A form is pale while it looks for its draft: what is a trap stays.
            await page.WaitForTimeoutAsync(1000);
            found = await page.EvaluateAsync<string[]>(Look, within);
        }

        Assert.True(found.Length == 0, $"{page.Url}\n{string.Join('\n', found)}");
    }

    private const string Look = """
        (within) => {
          const root = document.querySelector(within), before = document.activeElement, found = [], kinds = new Set();
          const say = (what, el) => found.push(`${what}: ${el.outerHTML.slice(0, 200)}`);
          const box = (el) => el.closest(".mud-input") ?? el;
          const hasRing = (el) => {
            const near = [el, box(el), el.nextElementSibling, el.closest("label"), document.querySelector(`label[for="${el.id}"]`)];
            return near.some((one) => {
              if (!one) return false;
              const { outlineStyle, outlineWidth } = getComputedStyle(one);
              return outlineStyle === "solid" && parseFloat(outlineWidth) >= 3;
            });
          };
          const isPale = (el) => {
            for (let one = el; one && one !== document.body; one = one.parentElement) if (getComputedStyle(one).opacity < 1) return true;
            return false;
          };
          for (const el of root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
            if (el.disabled || el.closest("[inert]") || !el.checkVisibility({ visibilityProperty: true })) continue;
            const kind = `${el.tagName} ${el.type ?? ""} ${el.className}`;
            if (kinds.has(kind)) continue;
            kinds.add(kind);
            if (isPale(el) && !el.matches("input[type=file], input[type=radio], input[type=checkbox]")) say("not to be seen", el);
            el.focus({ preventScroll: true });
            if (document.activeElement === el && !hasRing(el)) say("focus not to be seen", el);
          }
          for (const el of root.querySelectorAll("[title]:not(iframe)")) say("words in a tooltip only", el);
          for (const el of root.querySelectorAll("svg")) {
            const isNamed = el.getAttribute("role") === "img" && (el.getAttribute("aria-label") || el.getAttribute("aria-labelledby"));
            if (!isNamed && !el.closest("[aria-hidden=true]")) say("picture without a name", el);
          }
          for (const el of root.querySelectorAll("[class*=mud-expand], .mud-tooltip-root, .mud-snackbar"))
            say("hides from keyboard or screen reader", el);
          before?.focus({ preventScroll: true });
          return found;
        }
        """;
}
