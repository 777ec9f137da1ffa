using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>The reservation list in a real browser: by keyboard, at both widths, and what a page turn sends.</summary>
[Collection(BrowserTests.Name)]
public sealed class ReservationListByKeyboardTests(BrowserPortal browser)
{
    private const int MostBytesOfAPageTurn = 25 * 1024;

    [BrowserFact]
    public async Task The_arrow_keys_move_between_rows_and_the_tab_key_leaves_the_row_and_not_the_list()
    {
        var page = await OpenAsync(Role.BookingStaff);
        await Row(page, 0).FocusAsync();

        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Row(page, 1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(Row(page, -1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(Row(page, 0)).ToBeFocusedAsync();
        Assert.Equal(1, await page.EvaluateAsync<int>("document.querySelectorAll('tbody[data-grid] a.row-link[tabindex=\"0\"]').length"));

        // Five stops in a row at most: selection, name, number, quick view, menu.
        for (var stop = 0; stop < 5 && await IsInListAsync(page); stop++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.False(await IsInListAsync(page));
    }

    [BrowserFact]
    public async Task Space_selects_right_shows_the_quick_view_escape_comes_back_and_enter_opens()
    {
        var page = await OpenAsync(Role.Supervisor);
        await Row(page, 1).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator(".selection-bar")).ToContainTextAsync("1件を選択中");
        Assert.Equal("200 application/pdf", await page.EvaluateAsync<string>(SendSlips));

        var name = await Row(page, 1).TextContentAsync() ?? "";
        await Row(page, 1).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("#quick-title")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#quick-title")).ToHaveTextAsync(name);
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>(FitsSideways), "The list scrolls sideways beside the quick view.");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Row(page, 1)).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".quick-view")).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync(name);
    }

    [BrowserFact]
    public async Task The_menu_of_a_row_opens_by_key_moves_by_arrows_and_gives_the_focus_back()
    {
        var page = await OpenAsync(Role.BookingStaff);
        await Row(page, 0).FocusAsync();
        await page.Keyboard.PressAsync("Shift+F10");
        await Assertions.Expect(page.Locator("#row-menu [role=menuitem]").First).ToBeFocusedAsync();
        await BrowserPortal.AssertAccessibleAsync(page);

        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator("#row-menu [role=menuitem]").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(page.Locator("tbody[data-grid] tr").First.Locator("[data-stop=menu]")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#row-menu")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task A_page_turn_keeps_the_focus_and_sends_little()
    {
        var page = await browser.SignInAsync(Role.Supervisor);
        var received = 0;
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => received += frame.Binary?.Length ?? frame.Text?.Length ?? 0;
        await PagesOfRole.GoAsync(page, "/reservations?period=all");
        await Assertions.Expect(page.Locator("tbody[data-grid] tr")).ToHaveCountAsync(25);
        var (next, range) = (page.Locator("[data-page=next]"), page.Locator(".pager [role=status]"));

        await Row(page, 2).FocusAsync();
        var before = received;
        await page.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(range).ToContainTextAsync("26～50件目");
        await Assertions.Expect(Row(page, 2)).ToBeFocusedAsync();
        Assert.InRange(received - before, 1, MostBytesOfAPageTurn);

        await next.FocusAsync();
        while (await next.GetAttributeAsync("aria-disabled") is null)
        {
            var shownNow = await range.TextContentAsync() ?? "";
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(range).Not.ToHaveTextAsync(shownNow);
        }

        await Assertions.Expect(next).ToBeFocusedAsync();
    }

    [BrowserTheory]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Supervisor)]
    public async Task The_columns_of_a_role_fit_a_desk_and_the_head_stays_while_the_rows_go_by(Role role)
    {
        var page = await OpenAsync(role, "/reservations?period=all");
        Assert.True(await page.EvaluateAsync<bool>(FitsSideways), "The list scrolls sideways.");

        await Row(page, -1).FocusAsync();
        var gap = await page.EvaluateAsync<double>(GapAboveHead);
        Assert.InRange(gap, 0, 2);
    }

    [BrowserTheory]
    [InlineData(Role.Scrivener)]
    [InlineData(Role.BookingStaff)]
    [InlineData(Role.Supervisor)]
    public async Task On_a_telephone_a_row_is_a_card_of_three_lines_at_most(Role role)
    {
        var page = await OpenAsync(role, "/reservations?period=all", BrowserPortal.Phone);
        var heights = await page.EvaluateAsync<int[]>(
            "[...document.querySelectorAll('tbody[data-grid] tr')].map((row) => row.offsetHeight)"
        );

        // A line with a button has 32 px; with the card's own edges three of them have 110.
        Assert.NotEmpty(heights);
        AssertEach.Of(heights, height => Assert.InRange(height, 50, 110));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
        await page.Locator("tbody [data-stop=quick]").First.ClickAsync();
        await Assertions.Expect(page.Locator("#quick-title")).ToBeFocusedAsync();
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("tbody [data-stop=menu]").First.ClickAsync();
        await Assertions.Expect(page.Locator("#row-menu [role=menuitem]").First).ToBeFocusedAsync();
        await BrowserPortal.AssertAccessibleAsync(page);
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task Its_dialogs_are_accessible_and_give_the_focus_back(int width)
    {
        var page = await OpenAsync(Role.BookingStaff, size: width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        // A card has no columns to choose.
        foreach (var words in width == 390 ? new[] { "絞り込み" } : ["絞り込み", "表示する列"])
        {
            var opener = page.Locator("form[role=search]").GetByRole(AriaRole.Button, new() { Name = words });
            await opener.PressAsync("Enter");
            await Assertions.Expect(page.Locator("dialog[open]")).ToBeVisibleAsync();
            await BrowserPortal.AssertAccessibleAsync(page);
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
            await Assertions.Expect(opener).ToBeFocusedAsync();
        }
    }

    [BrowserFact]
    public async Task The_printed_list_lies_and_has_every_column_that_was_chosen()
    {
        var page = await OpenAsync(Role.BookingStaff, "/reservations?period=all");
        await page.Locator("form[role=search]").GetByRole(AriaRole.Button, new() { Name = "表示する列" }).PressAsync("Enter");
        var boxes = page.Locator("dialog[open] .column-choice input[type=checkbox]");
        await boxes.First.WaitForAsync();
        for (var at = 0; at < await boxes.CountAsync(); at++)
        {
            await boxes.Nth(at).CheckAsync();
        }

        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "保存する" }).PressAsync("Enter");
        await Assertions.Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        var heads = page.Locator(".reservation-grid thead th");
        await Assertions.Expect(heads).ToHaveCountAsync(Enum.GetValues<Domain.Reservations.ReservationColumn>().Length);

        // On paper as wide as A4 lying, whatever the window is.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var width in new[] { 1047, 390 })
        {
            await page.SetViewportSizeAsync(width, 700);
            Assert.Equal(0, await heads.EvaluateAllAsync<int>(Invisible));
            Assert.Equal(0, await page.Locator("tbody[data-grid] :is(th, td):not(.no-print)").EvaluateAllAsync<int>(Invisible));
        }

        await page.SetViewportSizeAsync(1047, 700);
        Assert.True(
            await page.EvaluateAsync<bool>("document.querySelector('.reservation-grid table').scrollWidth <= 1047"),
            "The table is wider than the paper."
        );
        var pdf = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        var boxOfPage = System.Text.RegularExpressions.Regex.Match(
            pdf,
            @"/MediaBox\s*\[\s*0\s+0\s+(?<width>[\d.]+)\s+(?<height>[\d.]+)",
            System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5)
        );
        Assert.True(boxOfPage.Success, "The file names no size.");
        Assert.True(
            double.Parse(boxOfPage.Groups["width"].Value, System.Globalization.CultureInfo.InvariantCulture)
                > double.Parse(boxOfPage.Groups["height"].Value, System.Globalization.CultureInfo.InvariantCulture)
        );
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.SetViewportSizeAsync(1366, 768);
        await page.Locator("form[role=search]").GetByRole(AriaRole.Button, new() { Name = "表示する列" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "はじめの列に戻す" }).PressAsync("Enter");
    }

    [BrowserPrintFact]
    public async Task Each_sheet_of_a_printed_list_has_the_heads_and_the_last_one_says_how_many_rows_there_are_in_all()
    {
        var page = await OpenAsync(Role.Supervisor, "/reservations?period=all");
        var heads = await page.Locator(".reservation-grid thead th .head")
            .EvaluateAllAsync<string[]>("heads => heads.map((head) => head.querySelector('.sort-button, span').firstChild.data.trim())");
        var count = (await page.Locator(".pager [role=status]").InnerTextAsync()).Trim();
        Assert.Contains("件中 1～25件目", count, StringComparison.Ordinal);

        var pdf = await page.PdfAsync(new() { Width = "297mm", Height = "110mm" });
        var sheets = (await Printing.PopplerTests.ReadAsync("pdftotext", "-layout", "- -", pdf)).TrimEnd('\f').Split('\f');

        Assert.True(sheets.Length > 1, "The rows are on one sheet.");
        AssertEach.Of(sheets, sheet => AssertEach.Of(heads, head => Assert.Contains(head, sheet, StringComparison.Ordinal)));
        Assert.Contains(count, sheets[^1], StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task The_list_opens_with_today_and_what_is_over_is_one_press_away(int width)
    {
        var page = await OpenAsync(Role.BookingStaff, size: width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        var today = Domain.Text.ScreenDate.Short(Domain.Data.CentreTime.Today(TimeProvider.System));
        var first = page.Locator("tbody[data-grid] tr").First.Locator(".c-date");
        await Assertions.Expect(first).ToHaveTextAsync(today);

        await page.GetByRole(AriaRole.Button, new() { Name = "過去", Exact = true }).PressAsync("Enter");

        await Assertions.Expect(first).Not.ToHaveTextAsync(today);
        await Assertions.Expect(page.Locator("[aria-pressed=true]")).ToHaveTextAsync("過去");
        await BrowserPortal.AssertAccessibleAsync(page);
    }

    private const string Invisible = "cells => cells.filter((cell) => cell.getClientRects().length === 0).length";

    /// <summary>The form for the printer, sent as the browser would send it into its new window.</summary>
    private const string SendSlips = """
        async () => {
          const form = document.querySelector(".selection-bar form");
          const answer = await fetch(form.action, { method: form.method, body: new URLSearchParams(new FormData(form)) });
          return `${answer.status} ${answer.headers.get("content-type")}`;
        }
        """;

    private const string FitsSideways = """
        () => {
          const region = document.querySelector(".reservation-grid .table-region");
          return region.scrollWidth <= region.clientWidth;
        }
        """;

    private const string GapAboveHead = """
        () => {
          const top = (name) => document.querySelector(`.reservation-grid ${name}`).getBoundingClientRect().top;
          return Math.abs(top("thead th") - top(".table-region"));
        }
        """;

    private static ILocator Row(IPage page, int at) => page.Locator("tbody[data-grid] a.row-link").Nth(at);

    private static Task<bool> IsInListAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.activeElement.closest('tbody[data-grid]') !== null");

    private async Task<IPage> OpenAsync(Role role, string address = "/reservations", ViewportSize? size = null)
    {
        var page = await browser.SignInAsync(role, size);
        await PagesOfRole.GoAsync(page, address);
        await Row(page, 0).WaitForAsync();
        return page;
    }
}
