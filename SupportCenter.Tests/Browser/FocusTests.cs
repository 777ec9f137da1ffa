using System.Text.Json;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>Where the focus is can be seen, whatever stays at the foot of the screen.</summary>
[Collection(BrowserTests.Name)]
public sealed class FocusTests(BrowserPortal browser)
{
    private const int MostStops = 150;

    [BrowserTheory]
    [InlineData(Role.BookingStaff, "/reservations/new", 1366)]
    [InlineData(Role.BookingStaff, "/reservations/new", 390)]
    [InlineData(Role.BookingStaff, "walk-in", 1366)]
    [InlineData(Role.BookingStaff, "walk-in", 390)]
    [InlineData(Role.Scrivener, "record", 1366)]
    [InlineData(Role.Scrivener, "record", 390)]
    public async Task The_field_that_has_the_focus_is_never_under_the_bar_of_buttons(Role role, string form, int width)
    {
        var page = await browser.SignInAsync(role, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        await OpenAsync(page, form);

        // A press that fails opens the summary of errors: everything below moves down.
        await page.Locator("form[data-save-form] > .actions button[type=submit]").Last.ClickAsync();
        await BrowserPortal.ExpectShownAsync(page.Locator(".summary.error"));
        await page.EvaluateAsync("document.querySelector('form[data-save-form]').querySelector('button, input').focus()");

        var seen = new HashSet<string>();
        for (var stop = 0; stop < MostStops; stop++)
        {
            var state = await page.EvaluateAsync<JsonElement>(Look);
            if (!state.GetProperty("inForm").GetBoolean())
            {
                break;
            }

            var (what, covered) = (state.GetProperty("what").GetString()!, state.GetProperty("covered").GetInt32());
            Assert.True(covered <= 0, $"{what} is covered by {covered} px at {width}");
            seen.Add(what);
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.True(seen.Count > 10, $"Only {string.Join(", ", seen)} were reached.");
    }

    [BrowserTheory]
    [InlineData(false, "new")] // A page that loads for a while: its heading comes late.
    [InlineData(true, "")] // Who has pressed a key meanwhile is not taken away from where they are.
    public async Task The_heading_of_a_page_takes_the_focus_when_it_comes_late_until_a_key_is_pressed(bool isPressed, string expected)
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/shortcuts");
        await page.EvaluateAsync("document.querySelector('h1').remove(); portal.focusHeading();");
        if (isPressed)
        {
            await page.Keyboard.PressAsync("Shift");
        }

        await page.EvaluateAsync(
            "document.querySelector('main').append(Object.assign(document.createElement('h1'), { id: 'new', textContent: '予約' }))"
        );

        Assert.Equal(expected, await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [BrowserFact]
    public async Task A_dialog_with_a_frame_begins_at_its_first_control_and_closes_with_escape()
    {
        var page = await browser.SignInAsync(Role.BookingStaff);
        await BrowserPortal.GoAsync(page, "/shortcuts");
        await page.EvaluateAsync(
            """
            () => {
              const dialog = document.createElement("dialog");
              dialog.id = "framed";
              dialog.innerHTML = "<iframe src='/about' title='例'></iframe><button type='button' id='close'>閉じる</button>";
              document.body.append(dialog);
              return new Promise((done) => {
                dialog.querySelector("iframe").addEventListener("load", () => setTimeout(done, 100), { once: true });
                portal.openDialog(dialog);
              });
            }
            """
        );

        Assert.Equal("close", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.EvaluateAsync<bool>("document.getElementById('framed').open"));
    }

    private const string Look = """
        () => {
          const el = document.activeElement, form = el.closest("form[data-save-form]"), bar = form?.querySelector(":scope > .actions");
          if (!form || bar.contains(el)) return { inForm: false, what: "", covered: 0 };
          const box = el.getBoundingClientRect(),
            under = getComputedStyle(bar).position === "sticky" ? Math.ceil(box.bottom - bar.getBoundingClientRect().top) : 0;
          const above = Math.ceil(-box.top);
          const taller = box.height > bar.getBoundingClientRect().top; // Cannot be shown whole: its beginning is.
          return { inForm: true, what: el.id || el.name || el.textContent.trim(), covered: taller ? above : Math.max(under, above) };
        }
        """;

    private static async Task OpenAsync(IPage page, string form)
    {
        if (form == "record")
        {
            await BrowserPortal.OpenUnfinishedRecordAsync(page);
            return;
        }

        if (form == "walk-in")
        {
            await BrowserPortal.GoAsync(page, "/workspace");
            form = await page.Locator("a[href^='/clinics/']").First.GetAttributeAsync("href") + "/walk-in";
        }

        await BrowserPortal.GoAsync(page, form);
        await page.Locator("#BusinessName").WaitForAsync();
    }
}
