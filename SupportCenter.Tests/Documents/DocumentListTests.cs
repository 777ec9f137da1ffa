using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Portal;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Documents;
using SupportCenter.Portal.Security;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Documents;

/// <summary>The documents of a business on the screen.</summary>
public sealed class DocumentListTests : BunitContext, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private DocumentDesk desk = null!;

    public DocumentListTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

    public async Task InitializeAsync()
    {
        desk = await DocumentDesk.StartAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSupportCenter(desk.Portal.Database).AddSingleton<TimeProvider>(desk.Portal.Time);
        Services.AddScoped<PortalCaller>().AddScoped<ICaller>(services => services.GetRequiredService<PortalCaller>());
        Services.AddScreen();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task Of_several_files_the_refused_get_a_sentence_each_and_the_others_go_on()
    {
        var page = Open(Role.Supervisor);

        await ChooseAsync(
            page,
            new ChosenFile("にせもの.pdf", SampleFiles.Text),
            new ChosenFile("申請書.pdf", SampleFiles.Pdf),
            new ChosenFile("run.exe", SampleFiles.Program),
            new ChosenFile("写真\u202Egpj.png", SampleFiles.Png)
        );

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count), Patience);
        Assert.Equal(
            [
                "にせもの.pdf 登録できません ファイルの中身が、名前の示す種類（pdf）と一致しません。"
                    + "作成したソフトで開き、その種類で保存し直してから、もう一度アップロードしてください。",
                "申請書.pdf 登録しました",
                "run.exe 登録できません この種類のファイルは受け付けていません（受け付ける種類: xlsx、xls、docx、pdf、png、jpg、jpeg、jfif、jpe、webp、heic、heif、tif、tiff、txt、csv）。",
                "写真\uFFFDgpj.png 登録しました",
            ],
            Outcomes(page)
        );
        Assert.Equal("写真\uFFFDgpj.png: 登録しました", page.FindAll("p[role=status]")[0].TextContent);
        Assert.Equal(2, (await desk.CountAsync()).Documents);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_before_a_byte_of_it_is_sent()
    {
        var page = Open(Role.Supervisor);

        await ChooseAsync(
            page,
            new ChosenFile("動画.txt", new MeasuringStream([], 0, () => throw new InvalidOperationException("It was read.")), 5L << 30)
        );

        page.WaitForAssertion(
            () => Assert.Equal(["動画.txt 登録できません ファイルが大きすぎます（1件 20 MB まで）。"], Outcomes(page)),
            Patience
        );
    }

    [Fact]
    public async Task More_than_twenty_files_at_once_are_refused_in_a_sentence()
    {
        var page = Open(Role.Supervisor);

        await ChooseAsync(page, [.. Enumerable.Range(0, 21).Select(number => new ChosenFile($"{number}.txt", SampleFiles.Text))]);

        Assert.Equal("一度に登録できるのは20件までです。21件が選ばれたため、登録していません。", page.Find("[role=alert]").TextContent);
        Assert.Empty(page.FindAll(".uploads li"));
    }

    [Fact]
    public async Task An_upload_shows_how_far_it_is_and_can_be_cancelled_while_the_next_goes_on()
    {
        var page = Open(Role.Supervisor);
        var waits = new TaskCompletionSource();
        var content = DocumentDesk.Letters(600_000);

        await ChooseAsync(
            page,
            new ChosenFile("途中.txt", new MeasuringStream(content, 550_000, () => waits.Task.WaitAsync(Patience)), content.Length),
            new ChosenFile("次.txt", SampleFiles.Text)
        );
        page.WaitForAssertion(
            () => Assert.Contains("586 KB のうち 256 KB", page.Find(".uploads li").TextContent, StringComparison.Ordinal),
            Patience
        );
        Assert.Equal(
            ("600000", "262144", "途中.txt"),
            (
                page.Find("[role=progressbar]").GetAttribute("aria-valuemax"),
                page.Find("[role=progressbar]").GetAttribute("aria-valuenow"),
                page.Find("[role=progressbar]").GetAttribute("aria-label")
            )
        );
        Assert.Equal("中止（途中.txt）", page.Find(".uploads button").TextContent);
        await page.InvokeAsync(() => page.Find(".uploads button").ClickAsync(new()));
        waits.SetResult();

        page.WaitForAssertion(() => Assert.Equal(["途中.txt 中止しました", "次.txt 登録しました"], Outcomes(page)), Patience);
        Assert.Equal((1, 1, 1), await desk.CountAsync());
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent == "結果を消す").ClickAsync(new()));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".uploads li")), Patience);
        Assert.Single(page.FindAll("input[type=file]"));
    }

    [Fact]
    public async Task The_same_content_again_is_taken_in_and_said()
    {
        await desk.UploadAsync(SampleFiles.Pdf, "前から.pdf");
        var page = Open(Role.Supervisor);

        await ChooseAsync(page, new ChosenFile("写し.pdf", SampleFiles.Pdf));

        page.WaitForAssertion(
            () =>
                Assert.Equal(
                    ["写し.pdf 登録しました 登録しました。同じ内容の書類が 令和2年7月16日(木) 10:00 にも登録されています。"],
                    Outcomes(page)
                ),
            Patience
        );
    }

    [Fact]
    public async Task Booking_staff_see_what_they_have_just_uploaded_and_nothing_else()
    {
        await desk.UploadAsync(SampleFiles.Pdf, "前から.pdf");
        var page = Open(Role.BookingStaff);

        await ChooseAsync(page, new ChosenFile("受付.txt", SampleFiles.Text));

        page.WaitForAssertion(() => Assert.Equal(["受付.txt 登録しました"], Outcomes(page)), Patience);
        Assert.Empty(page.FindAll("table"));
        Assert.DoesNotContain("前から", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_upload_gets_no_place_to_drop_files()
    {
        Assert.Empty(Open(Role.Auditor).FindAll("input, table"));
    }

    [Fact]
    public async Task Anothers_upload_appears_by_itself()
    {
        var page = Open(Role.Scrivener);
        page.WaitForAssertion(() => Assert.Equal("書類はまだありません。", page.Find(".list-empty").TextContent.Trim()), Patience);

        var receipt = await desk.UploadAsync(SampleFiles.Pdf, "申請書.pdf", Role.BookingStaff);

        page.WaitForAssertion(
            () => Assert.Equal(PortalUrls.Document(receipt.Id), page.Find("tbody a[download]").GetAttribute("href")),
            Patience
        );
        Assert.Equal(
            ["申請書.pdf", "PDF", "1 KB", "例示受付", "令和2年7月16日(木) 10:00"],
            page.FindAll("tbody td").Take(5).Select(cell => cell.TextContent.Trim())
        );
        await page.InvokeAsync(() => page.FindAll("tbody button")[0].ClickAsync(new()));
        Assert.Equal(PortalUrls.DocumentPreview(receipt.Id), page.WaitForElement("dialog iframe", Patience).GetAttribute("src"));
    }

    [Fact]
    public async Task A_withdrawal_asks_for_its_reason_and_leaves_who_when_and_why()
    {
        await desk.UploadAsync(SampleFiles.Text, "取り違え.txt");
        var page = Open(Role.Scrivener);
        page.WaitForElement("tbody button", Patience);
        await page.InvokeAsync(() => page.Find("tbody button").ClickAsync());

        page.WaitForElement("dialog form", Patience);
        await page.InvokeAsync(() => page.Find("dialog form").SubmitAsync());
        page.WaitForAssertion(
            () => Assert.Contains("理由を入力してください。", page.Find("dialog form").TextContent, StringComparison.Ordinal),
            Patience
        );
        await page.InvokeAsync(() => page.Find("dialog textarea").ChangeAsync("別の事業者の書類でした"));
        await page.InvokeAsync(() => page.Find("dialog form").SubmitAsync(EventArgs.Empty));

        page.WaitForAssertion(
            () =>
                Assert.Contains(
                    "令和2年7月16日(木) 10:00 行政書士 見本一　理由: 別の事業者の書類でした",
                    page.Find("tbody td").TextContent,
                    StringComparison.Ordinal
                ),
            Patience
        );
        Assert.Empty(page.FindAll("tbody a, tbody button"));
        Assert.Equal("「取り違え.txt」を取り下げました。", Services.GetRequiredService<StatusMessages>().Current);
    }

    private IRenderedComponent<DocumentList> Open(Role role)
    {
        Services.GetRequiredService<PortalCaller>().Become(desk.Portal.PrincipalOf(role), "test");
        return Render<DocumentList>(list => list.Add(it => it.BusinessId, desk.Business.Id));
    }

    private static Task ChooseAsync(IRenderedComponent<DocumentList> page, params IBrowserFile[] files) =>
        page.InvokeAsync(() => page.FindComponents<InputFile>()[0].Instance.OnChange.InvokeAsync(new InputFileChangeEventArgs(files)));

    // Name and outcome of each line, without its size.
    private static IEnumerable<string> Outcomes(IRenderedComponent<DocumentList> page) =>
        page.FindAll(".uploads li")
            .Select(line =>
                string.Join(
                    ' ',
                    new[]
                    {
                        line.QuerySelector("bdi")!,
                        line.QuerySelector(".badge"),
                        line.QuerySelector(":scope > .field-error, :scope > .field-note"),
                    }
                        .OfType<AngleSharp.Dom.IElement>()
                        .Select(part => part.TextContent.Trim())
                )
            );
}
