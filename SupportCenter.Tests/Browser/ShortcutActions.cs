using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Components;

namespace SupportCenter.Tests.Browser;

/// <summary>For each key of the registry who tries it, where, and what has to happen.</summary>
internal static class ShortcutActions
{
    // What a key presses is noted and stopped: the other tests of the run find the demo data as it was.
    private const string Note = """
        document.addEventListener("click", (e) => {
          const pressed = e.target.closest("[data-shortcut]");
          if (pressed) { window.pressed = pressed.dataset.shortcut; e.preventDefault(); e.stopImmediatePropagation(); }
        }, true);
        """;

    internal sealed record Try(Role Role, string Page, Func<IPage, Task> Act);

    public static readonly IReadOnlyDictionary<string, Try> All = new Dictionary<string, Try>(StringComparer.Ordinal)
    {
        [nameof(Shortcuts.Palette)] = new(Role.Auditor, "/workspace", page => FocusAsync(page, "Control+k", "#palette-search")),
        [nameof(Shortcuts.Help)] = new(Role.Auditor, "/workspace", page => GoesAsync(page, "?", "/shortcuts")),
        [nameof(Shortcuts.NextField)] = new(Role.BookingStaff, "/reservations/new", NextFieldAsync),
        [nameof(Shortcuts.Save)] = new(Role.BookingStaff, "/reservations/new", SaveAsync),
        [nameof(Shortcuts.OpenCalendar)] = new(Role.Auditor, "/administration/audit", OpenCalendarAsync),
        [nameof(Shortcuts.Suggestions)] = new(Role.BookingStaff, "/reservations/new", SuggestAsync),
        [nameof(Shortcuts.PickSuggestion)] = new(Role.BookingStaff, "/reservations/new", PickAsync),
        [nameof(Shortcuts.Close)] = new(Role.BookingStaff, "/reservations/new", CloseAsync),
        [nameof(Shortcuts.Days)] = new(Role.Auditor, "/administration/audit", page =>
            MoveAsync(page, "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp")
        ),
        [nameof(Shortcuts.WeekEnds)] = new(Role.Auditor, "/administration/audit", page => MoveAsync(page, "Home", "End")),
        [nameof(Shortcuts.Months)] = new(Role.Auditor, "/administration/audit", page => MoveAsync(page, "PageDown", "PageUp")),
        [nameof(Shortcuts.Years)] = new(Role.Auditor, "/administration/audit", page => MoveAsync(page, "Shift+PageDown", "Shift+PageUp")),
        [nameof(Shortcuts.Rows)] = new(Role.BookingStaff, "/reservations", RowsAsync),
        [nameof(Shortcuts.OpenRow)] = new(Role.BookingStaff, "/reservations", OpenRowAsync),
        [nameof(Shortcuts.SearchList)] = new(Role.BookingStaff, "/reservations", page => FocusAsync(page, "Alt+f", "#Search")),
        [nameof(Shortcuts.SelectRow)] = new(Role.BookingStaff, "/reservations", page => RowShowsAsync(page, "Space", ".selection-bar")),
        [nameof(Shortcuts.QuickView)] = new(Role.BookingStaff, "/reservations", page =>
            RowShowsAsync(page, "ArrowRight", "#quick-title:focus")
        ),
        [nameof(Shortcuts.RowMenu)] = new(Role.BookingStaff, "/reservations", page => RowShowsAsync(page, "Shift+F10", "#row-menu :focus")),
        [nameof(Shortcuts.FirstAndLastRow)] = new(Role.BookingStaff, "/reservations", FirstAndLastRowAsync),
        [nameof(Shortcuts.TurnPage)] = new(Role.BookingStaff, "/reservations", TurnPageAsync),
        [nameof(Shortcuts.SearchBusiness)] = new(Role.BookingStaff, "/reservations/new", page =>
            FocusAsync(page, "Alt+k", "#business-search")
        ),
        [nameof(Shortcuts.FreeTimes)] = new(Role.BookingStaff, "/reservations/new", page => FocusAsync(page, "Alt+j", "input[name=slot]")),
        [nameof(Shortcuts.Questions)] = new(Role.BookingStaff, "/reservations/new", page =>
            FocusAsync(page, "Alt+q", "input[name^=question-]")
        ),
        [nameof(Shortcuts.UnknownMeasure)] = new(Role.BookingStaff, "/reservations/new", page => PressesAsync(page, "u")),
        [nameof(Shortcuts.NextCaller)] = new(Role.BookingStaff, "booked", page => PressesAsync(page, "n")),
        [nameof(Shortcuts.PrintSlip)] = new(Role.BookingStaff, "booked", page => PressesAsync(page, "p")),
        [nameof(Shortcuts.AddCallback)] = new(Role.BookingStaff, "/reservations/callbacks", page => PressesAsync(page, "n")),
        [nameof(Shortcuts.ArriveOnRow)] = new(Role.BookingStaff, "/reservations?view=day", RowKeysAsync),
        [nameof(Shortcuts.MissOnRow)] = new(Role.BookingStaff, "/reservations?view=day", RowKeysAsync),
        [nameof(Shortcuts.Arrive)] = new(Role.BookingStaff, "reservation", page => PressesAsync(page, "a")),
        [nameof(Shortcuts.Miss)] = new(Role.BookingStaff, "reservation", page => PressesAsync(page, "n")),
        [nameof(Shortcuts.StartNow)] = new(Role.Scrivener, "record", page => PressesAsync(page, "s")),
        [nameof(Shortcuts.EndNow)] = new(Role.Scrivener, "record", page => PressesAsync(page, "e")),
        [nameof(Shortcuts.AddGuidance)] = new(Role.Scrivener, "record", page => PressesAsync(page, "g")),
        [nameof(Shortcuts.Submit)] = new(Role.Scrivener, "record", page => PressesAsync(page, "t")),
        [nameof(Shortcuts.Confirm)] = new(Role.Supervisor, "submitted", page => PressesAsync(page, "k")),
        [nameof(Shortcuts.ConfirmNotice)] = new(Role.Scrivener, "/notices", page => PressesAsync(page, "k")),
        [nameof(Shortcuts.WriteHandover)] = new(Role.Supervisor, "/notices/handovers", page => PressesAsync(page, "n")),
        [nameof(Shortcuts.FinishHandover)] = new(Role.Supervisor, "/notices/handovers", page => PressesAsync(page, "m")),
        [nameof(Shortcuts.AddStaff)] = new(Role.Administrator, "/administration/staff", page => PressesAsync(page, "n")),
        [nameof(Shortcuts.AddToCatalogue)] = new(Role.Administrator, "/administration/industries", page => PressesAsync(page, "n")),
    };

    public static async Task OpenAsync(IPage page, string address)
    {
        switch (address)
        {
            case "booked":
                await BookAsync(page);
                break;
            case "reservation":
                await PagesOfRole.GoAsync(page, "/reservations");
                await page.Locator("tbody tr", new() { HasText = "予約済" }).First.Locator("a.row-link").PressAsync("Enter");
                await page.Locator("[data-shortcut=a]").WaitForAsync();
                break;
            case "record":
                await PagesOfRole.GoAsync(page, "/workspace");
                await BrowserPortal.OpenUnfinishedRecordAsync(page);
                await page.Locator("[data-shortcut=s]").WaitForAsync();
                break;
            case "submitted":
                await PagesOfRole.GoAsync(page, "/consultations");
                await page.Locator("main tbody a.row-link").First.ClickAsync();
                await page.Locator("[data-shortcut=k]").WaitForAsync();
                break;
            default:
                await PagesOfRole.GoAsync(page, address);
                await DiscardDraftAsync(page);
                break;
        }
    }

    /// <summary>Another test may have left half a form behind: while its draft is offered, the form takes no keys.</summary>
    private static async Task DiscardDraftAsync(IPage page)
    {
        if (await page.Locator("#draft-offer").CountAsync() > 0)
        {
            await page.GetByRole(AriaRole.Button, new() { NameString = "破棄する" }).ClickAsync();
            await page.Locator("#draft-offer").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
    }

    private static async Task BookAsync(IPage page)
    {
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await DiscardDraftAsync(page);
        // Unlike any other caller, so that no likely duplicate is asked about.
        await page.Locator("#BusinessName").FillAsync(NewId.Create().ToShort());
        await page.Locator("#Telephone").FillAsync($"075-000-{Environment.TickCount64 % 10_000:0000}");
        await page.Locator("input[name=slot]:not(:disabled)").Last.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByText("まで確保しています").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator(".read-back").WaitForAsync();
    }

    private static async Task FocusAsync(IPage page, string key, string target)
    {
        await page.Locator(target).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Keyboard.PressAsync(key);
        await Assertions.Expect(page.Locator($"{target}:focus")).ToHaveCountAsync(1);
    }

    public static async Task GoesAsync(IPage page, string key, string address)
    {
        await page.Keyboard.PressAsync(key);
        await page.WaitForURLAsync("**" + address);
    }

    private static async Task PressesAsync(IPage page, string letter)
    {
        await page.Locator($"[data-shortcut={letter}]").First.WaitForAsync();
        await page.EvaluateAsync(Note);
        await page.Keyboard.PressAsync("Alt+" + letter);
        Assert.Equal(letter, await page.EvaluateAsync<string>("window.pressed"));
    }

    private static async Task NextFieldAsync(IPage page)
    {
        await page.Locator("#BusinessName").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#BusinessName")).Not.ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".summary.error")).ToHaveCountAsync(0);
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.Locator("#BusinessName").FocusAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator(".summary.error").WaitForAsync();
    }

    private static async Task OpenCalendarAsync(IPage page)
    {
        await page.Locator("#From").FillAsync("2026/12/10"); // A Thursday: Home and End both move.
        await page.Locator("#From").PressAsync("Alt+ArrowDown");
        await page.Locator("[role=grid] button:focus").WaitForAsync();
    }

    private static async Task MoveAsync(IPage page, params string[] keys)
    {
        await OpenCalendarAsync(page);
        foreach (var key in keys)
        {
            var day = page.Locator("[role=grid] button:focus");
            var before = (await day.GetAttributeAsync("aria-label"))!;
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(day).Not.ToHaveAttributeAsync("aria-label", before);
        }
    }

    private static async Task SuggestAsync(IPage page)
    {
        await page.GetByLabel("企業名またはTELで検索").FillAsync("例示");
        await page.Locator("#known [role=option]").First.WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator("#known [role=option][aria-selected=true]")).ToHaveCountAsync(1);
    }

    private static async Task PickAsync(IPage page)
    {
        await SuggestAsync(page);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#BusinessName")).Not.ToHaveValueAsync("");
    }

    private static async Task CloseAsync(IPage page)
    {
        await SuggestAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#known [role=option]")).ToHaveCountAsync(0);
    }

    private static async Task RowsAsync(IPage page)
    {
        var links = page.Locator("a.row-link");
        await links.First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(links.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(links.First).ToBeFocusedAsync();
    }

    private static async Task RowShowsAsync(IPage page, string key, string shown)
    {
        await page.Locator("a.row-link").First.PressAsync(key);
        await page.Locator(shown).First.WaitForAsync();
    }

    private static async Task FirstAndLastRowAsync(IPage page)
    {
        var links = page.Locator("a.row-link");
        await links.First.PressAsync("End");
        await Assertions.Expect(links.Last).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(links.First).ToBeFocusedAsync();
    }

    private static async Task TurnPageAsync(IPage page)
    {
        var first = page.Locator("a.row-link").First;
        var before = (await first.GetAttributeAsync("href"))!;
        await first.PressAsync("PageDown");
        await Assertions.Expect(first).Not.ToHaveAttributeAsync("href", before);
        await page.Locator("a.row-link:focus").PressAsync("PageUp");
        await Assertions.Expect(first).ToHaveAttributeAsync("href", before);
    }

    private static async Task OpenRowAsync(IPage page)
    {
        await page.Locator("a.row-link").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("/reservations/", StringComparison.Ordinal));
    }

    // What the keys do to a row is tried in Reservations/ReservationScreenTests; here, that the row says them.
    private static Task RowKeysAsync(IPage page) =>
        Assertions
            .Expect(page.Locator(".day-list a.row-link").First)
            .ToHaveAttributeAsync("aria-keyshortcuts", $"{Shortcuts.ArriveOnRow.Keys} {Shortcuts.MissOnRow.Keys}");
}
