using Microsoft.Playwright;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Browser;

/// <summary>The whole main job in a real browser: a caller is booked, the 相談票 is written, a paper is kept, the record is printed and
/// confirmed.</summary>
[Collection(BrowserTests.Name)]
public sealed class MainJobTests(BrowserPortal browser)
{
    private const string Caller = "株式会社主務れいじ";

    [BrowserFact]
    public async Task A_new_caller_is_booked_consulted_and_confirmed_by_keyboard()
    {
        var reservation = await BookAsync(await browser.SignInAsync(Role.BookingStaff, name: "受付 見本"));
        var address = await ConsultAsync(await browser.SignInAsync(Role.Scrivener), reservation);
        await ConfirmAsync(await browser.SignInAsync(Role.Supervisor), address);
    }

    [BrowserFact]
    public async Task What_was_half_typed_is_offered_again_after_the_server_was_killed_and_started_anew()
    {
        await using var first = await PortalProcess.StartAsync();
        var page = await browser.SignInAsync(Role.BookingStaff, portal: first);
        await BrowserPortal.GoAsync(page, "/reservations/new");
        await page.Locator("#BusinessName").FillAsync("㈲途中れいじ");
        await page.Locator("#ContactName").FocusAsync();
        var keptAt = await page.Locator(".draft-note").TextContentAsync() ?? "";
        await page.Locator("#Memo").FillAsync("電話が切れた");
        await page.Locator("#ContactName").FocusAsync();
        await Assertions.Expect(page.Locator(".draft-note")).Not.ToHaveTextAsync(keptAt);

        await first.KillAsync();
        await using var second = await PortalProcess.StartAsync(first.Folder, new Uri(first.Address).Port);
        await page.GetByRole(AriaRole.Button, new() { Name = "続きから入力する" }).ClickAsync(new() { Timeout = 60_000 });

        await Assertions.Expect(page.Locator("#BusinessName")).ToHaveValueAsync("㈲途中れいじ");
        await Assertions.Expect(page.Locator("#Memo")).ToHaveValueAsync("電話が切れた");
    }

    private static async Task<string> BookAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Alt+2");
        await Assertions.Expect(page.GetByLabel("企業名またはTELで検索")).ToBeFocusedAsync();
        await page.Locator("#BusinessName").FocusAsync();
        await page.Keyboard.TypeAsync(Caller);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("主務 花子");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("０７５ー０００－９８７６");

        // The first free time of the scrivener who will write the record.
        await page.GetByLabel("行政書士", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "行政書士 見本一" });
        await Assertions.Expect(page.Locator("label.slot").Filter(new() { HasNotText = "行政書士 見本一" })).ToHaveCountAsync(0);
        var slot = page.Locator("input[name=slot]").First;
        await slot.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.GetByText("まで確保しています").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");

        await Assertions.Expect(page.Locator(".read-back")).ToContainTextAsync(Caller);
        var slip = await page.APIRequest.GetAsync(
            await page.GetByRole(AriaRole.Link, new() { Name = "予約票を印刷" }).GetAttributeAsync("href") ?? ""
        );
        Assert.Equal("application/pdf", slip.Headers["content-type"]);
        return await page.GetByRole(AriaRole.Link, new() { Name = "予約内容を開く" }).GetAttributeAsync("href") ?? "";
    }

    private static async Task<string> ConsultAsync(IPage page, string reservation)
    {
        await BrowserPortal.GoAsync(page, reservation);
        await page.GetByText("相談票を書く").First.PressAsync("Enter");
        await page.WaitForURLAsync("**/consultations/*");
        await page.Locator("#Summary").WaitForAsync();
        await page.Keyboard.PressAsync("Alt+s");
        await page.GetByLabel("小規模事業者").CheckAsync();
        await page.GetByLabel("利用できる支援策を教えてほしい").PressAsync("Space");
        await page.GetByLabel("家賃支援").PressAsync("Space");
        await page.GetByLabel("売上の減少").PressAsync("Space");
        await page.GetByLabel("50%以上減少").CheckAsync();
        await page.Locator("#Summary").FocusAsync();
        await page.Keyboard.TypeAsync("家賃の負担が重く、利用できる制度を知りたい。");
        await page.Keyboard.PressAsync("Alt+g");
        await page.Locator("#guidance-1").GetByLabel("制度名").FillAsync("家賃支援");
        await page.Keyboard.PressAsync("Alt+e");
        await UploadAsync(page);
        await page.Keyboard.PressAsync("Alt+t");
        await Assertions.Expect(page.Locator(".page-head .badge")).ToContainTextAsync("提出済");
        await BrowserPortal.AssertAccessibleAsync(page);
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task UploadAsync(IPage page)
    {
        await page.GetByLabel("書類を登録する")
            .SetInputFilesAsync([
                new FilePayload
                {
                    Name = "決算の概要.txt",
                    MimeType = "text/plain",
                    Buffer = "売上は前年の半分です。"u8.ToArray(),
                },
                new FilePayload
                {
                    Name = "本当は文章.png",
                    MimeType = "image/png",
                    Buffer = "png ではない"u8.ToArray(),
                },
            ]);
        await Assertions.Expect(page.Locator(".uploads")).ToContainTextAsync("登録しました");
        await Assertions.Expect(page.Locator(".uploads")).ToContainTextAsync("登録できません");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "決算の概要.txt" })).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "決算の概要.txt" }).ClickAsync()
        );
        Assert.Equal("決算の概要.txt", download.SuggestedFilename);
    }

    private static async Task ConfirmAsync(IPage page, string address)
    {
        await BrowserPortal.GoAsync(page, address);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Caller);
        await page.GetByText("家賃の負担が重く").First.WaitForAsync();
        await page.Keyboard.PressAsync("Alt+k");
        await Assertions.Expect(page.Locator(".page-head .badge")).ToContainTextAsync("確認済");
        var pdf = await page.APIRequest.GetAsync(address + ".pdf");
        Assert.Equal("application/pdf", pdf.Headers["content-type"]);
        Assert.Equal("%PDF"u8.ToArray(), (await pdf.BodyAsync())[..4]);
    }
}
