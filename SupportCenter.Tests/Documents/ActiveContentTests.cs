using SupportCenter.Domain;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Formats;

namespace SupportCenter.Tests.Documents;

/// <summary>A paper does nothing when it is opened: what would is refused, and the sentence says what it was.</summary>
public sealed class ActiveContentTests
{
    public static TheoryData<string> Active => [.. ActiveFiles.Refused.Keys];

    public static TheoryData<string> Ordinary => [.. ActiveFiles.Ordinary.Keys];

    public static TheoryData<string> Papers =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.xls*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file)),
        ];

    [Theory]
    [MemberData(nameof(Active))]
    [Asvs("5.2.2", "5.4.3")]
    public async Task What_would_do_something_when_it_is_opened_is_refused_and_the_sentence_says_what(string what)
    {
        var (name, reason, file) = ActiveFiles.Refused[what];

        var refused = await Assert.ThrowsAsync<RuleException>(() => LookAsync(name, file()));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ordinary))]
    public async Task What_only_looks_like_it_is_taken(string what)
    {
        var (name, file) = ActiveFiles.Ordinary[what];

        await LookAsync(name, file());
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public async Task The_workbooks_of_the_old_site_are_taken(string paper) =>
        await LookAsync(paper, await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, paper)));

    [Theory]
    [InlineData("1 0 obj<<")]
    [InlineData("1 0 obj<</A(")]
    [InlineData("1 0 obj<</A[ <</B")]
    [InlineData("1 0 obj<</A<41")]
    [InlineData("1 0 %")]
    [InlineData("/FS%/EF%/AA%")]
    [InlineData("/AA 1 0 R/OpenAction 2 0 R ")]
    [InlineData("<<")]
    public async Task A_PDF_of_unfinished_pieces_is_looked_through_in_little_time(string piece)
    {
        // As much as an upload may have: gone through once for each piece, it would take hours.
        var content = $"%PDF-1.7\n{string.Concat(Enumerable.Repeat(piece, 20 * 1024 * 1024 / piece.Length))}\nstartxref\n0\n%%EOF\n";
        var taken = Task.Run(() => Record.ExceptionAsync(() => LookAsync("申請書.pdf", System.Text.Encoding.Latin1.GetBytes(content))));

        Assert.True(await taken.WaitAsync(TimeSpan.FromMinutes(1)) is null or RuleException);
    }

    [Fact]
    [Asvs("5.2.2")]
    public async Task An_upload_of_it_leaves_nothing()
    {
        await using var desk = await DocumentDesk.StartAsync();
        foreach (var (name, _, file) in ActiveFiles.Refused.Values.DistinctBy(entry => entry.Name))
        {
            await Assert.ThrowsAsync<RuleException>(() => desk.UploadAsync(file(), name));
        }

        Assert.Equal(0, await desk.Portal.ReadAsync(db => Task.FromResult(db.DocumentContents.Count())));
    }

    private static Task LookAsync(string name, byte[] content) =>
        FileFormat.EnsureAsync(DocumentKinds.Of(name)!.Value, new MemoryStream(content), new DocumentOptions(), CancellationToken.None);
}
