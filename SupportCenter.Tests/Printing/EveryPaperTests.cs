using SupportCenter.Portal.Printing;

namespace SupportCenter.Tests.Printing;

/// <summary>What holds for every paper of the portal, whoever adds one.</summary>
public sealed class EveryPaperTests
{
    public static TheoryData<string> Named => Papers.Named;

    [Theory]
    [MemberData(nameof(Named))]
    public void It_can_be_archived_and_read_aloud(string paper) => Assert.Empty(ArchivedPdf.FaultsIn(Papers.All[paper]().Bytes));

    [Theory]
    [MemberData(nameof(Named))]
    public void The_same_sheet_gives_the_same_bytes(string paper) => Assert.Equal(Papers.All[paper]().Bytes, Papers.All[paper]().Bytes);

    [Fact]
    public void Whatever_was_typed_the_record_can_be_archived_and_read_aloud()
    {
        foreach (var text in HostileTexts.All.Values)
        {
            foreach (var sheet in HostileTexts.InEachField(Sheets.Ordinary, text))
                Assert.Empty(ArchivedPdf.FaultsIn(ConsultationPdf.Render(sheet).Bytes));
        }
    }

    [Fact]
    public void A_text_that_belongs_to_nothing_is_an_error_of_the_program()
    {
        using var paper = new Paper("見本", Sheets.Mark.At, (_, _) => { });
        paper.NewPage();
        paper.Begin("Table");
        var lines = new Typesetting().Text("どの欄にも属さない文", new TextStyle(9), 100);
        Assert.Throws<InvalidOperationException>(() => paper.Draw(lines, 0, 0));
    }
}
