using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>取り込み in a real browser: old workbooks are chosen or dropped, looked at, and accepted.</summary>
[Collection(BrowserTests.Name)]
public sealed class ImportPageTests(BrowserPortal browser)
{
    // Reading and accepting 95 bookings takes a moment, on a busy machine several.
    private const float Patience = 60_000;
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "Samples");

    [BrowserFact]
    public async Task Several_workbooks_are_chosen_looked_at_and_accepted_by_keyboard_and_a_broken_one_gets_its_sentence()
    {
        await using var portal = await PortalProcess.StartAsync();
        var page = await browser.SignInAsync(Role.Supervisor, portal: portal);
        await BrowserPortal.GoAsync(page, "/import");

        var dialog = await OpenDialogByKeyAsync(page, page.GetByLabel("ワークブックを選ぶ"));
        await dialog.SetFilesAsync(Records(0, 3).Append(Broken()));

        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "読み取った内容" }))
            .ToBeFocusedAsync(new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(3, new() { Timeout = Patience });
        await Assertions
            .Expect(page.GetByRole(AriaRole.Region, new() { Name = "取り込めないファイル（1件）" }))
            .ToContainTextAsync("壊れた表.xlsx：");
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("001_株式会社例題製作所祇園.xls");
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "取り込む", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "取り込みました" }))
            .ToBeFocusedAsync(new() { Timeout = Patience });
        await Assertions.Expect(page.Locator(".summary.success")).ToContainTextAsync("予約 3件、相談票 3件を取り込みました");
        await BrowserPortal.AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/reservations");
    }

    [BrowserTheory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task Dropped_files_are_read_and_every_step_is_accessible_and_fits_the_screen(int width)
    {
        await using var portal = await PortalProcess.StartAsync();
        var page = await browser.SignInAsync(Role.Supervisor, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk, portal);
        await BrowserPortal.GoAsync(page, "/import");
        var list = new FilePayload
        {
            Name = "予約一覧.xlsx",
            MimeType = "",
            Buffer = await File.ReadAllBytesAsync(Path.Combine(Samples, "予約一覧.xlsx")),
        };

        await DropAsync(page, [list, .. Records(0, 2), Broken()]);

        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(50, new() { Timeout = Patience });
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("予約 95件");
        await AssertFitsAsync(page);
        await page.GetByLabel("疑わしい点のある行だけを表示する").CheckAsync();
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("要確認");
        await AssertFitsAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "取り込む", Exact = true }).ClickAsync();

        await Assertions
            .Expect(page.Locator(".summary.success"))
            .ToContainTextAsync("相談票 2件を取り込みました", new() { Timeout = Patience });
        await AssertFitsAsync(page);
        await DropAsync(page, [list]);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("新しく取り込むものはありません", new() { Timeout = Patience });
    }

    /// <summary>The dialog of the operating system is out of reach: Enter opens it, and the test answers it.</summary>
    private static async Task<IFileChooser> OpenDialogByKeyAsync(IPage page, ILocator field)
    {
        for (var tries = 1; ; tries++)
        {
            await field.FocusAsync();
            await Assertions.Expect(field).ToBeFocusedAsync();
            try
            {
                return await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Enter"), new() { Timeout = Patience / 4 });
            }
            catch (TimeoutException) when (tries < 3)
            {
                // Chromium opens a dialog only for a key that is some seconds old at most: on a busy machine it may come to it too late.
            }
        }
    }

    private static IEnumerable<FilePayload> Records(int skip, int take) =>
        Directory
            .EnumerateFiles(Path.Combine(Samples, "相談票"))
            .Order(StringComparer.Ordinal)
            .Skip(skip)
            .Take(take)
            .Select(file => new FilePayload
            {
                Name = Path.GetFileName(file),
                MimeType = "",
                Buffer = File.ReadAllBytes(file),
            });

    private static FilePayload Broken() =>
        new()
        {
            Name = "壊れた表.xlsx",
            MimeType = "",
            Buffer = [.. "PK\u0003\u0004"u8, .. "これは表ではありません"u8],
        };

    /// <summary>Lets the files fall beside the button but inside of the zone, as a hand does.</summary>
    private static async Task DropAsync(IPage page, IEnumerable<FilePayload> files)
    {
        var held = await page.EvaluateHandleAsync(
            """
            files => {
              const held = new DataTransfer();
              for (const { name, content } of files)
                held.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
              return held;
            }
            """,
            files.Select(file => new { name = file.Name, content = Convert.ToBase64String(file.Buffer) }).ToArray()
        );
        await page.DispatchEventAsync(".drop-zone .field-hint", "dragover", new { dataTransfer = held });
        await page.DispatchEventAsync(".drop-zone .field-hint", "drop", new { dataTransfer = held });
    }

    private static async Task AssertFitsAsync(IPage page)
    {
        await BrowserPortal.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
    }
}
