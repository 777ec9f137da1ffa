using System.Globalization;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Retention;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Retention;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Retention;

/// <summary>廃棄証明書 on paper.</summary>
public sealed class CertificateTests
{
    private static readonly DateTime At = new(2026, 4, 1, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_paper_says_what_was_disposed_of_how_by_whom_and_where_the_log_says_so()
    {
        var printed = Render(Certificate(3, leftOut: 1));
        using var pdf = new PrintedPdf(printed.Bytes);

        Assert.Equal(1, printed.PageCount);
        foreach (
            var text in (string[])
                [
                    "廃棄証明書",
                    "令和8年度 廃棄第1号",
                    "文書管理規程による保存期間の満了のため",
                    "本市 監督",
                    "本市 承認 花子",
                    "事業者 3件",
                    "書類 6件（3 KB）",
                    "secure_delete",
                    "VACUUM",
                    "令和8年5月6日",
                    "通し番号 4711",
                    "A1A1",
                    "廃棄したもの　3件",
                    "除外したもの　1件",
                    "除外：保留された",
                    "0000-0000-0000-0001",
                    "令和2年度",
                    "文書管理責任者（記名・押印）",
                    "取扱注意",
                ]
        )
        {
            Assert.Contains(text, pdf.Flowing, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Hundreds_of_subjects_go_on_over_pages_that_each_say_which_certificate_they_are_of()
    {
        var printed = Render(Certificate(DisposalService.MostAtOnce, leftOut: 0));
        using var pdf = new PrintedPdf(printed.Bytes);

        Assert.True(printed.PageCount > 10);
        AssertEach.Of(pdf.Pages.Skip(1), page => Assert.Contains("令和8年度 廃棄第1号", page, StringComparison.Ordinal));
        Assert.Contains("0000-0000-0000-01F3", pdf.Flowing, StringComparison.Ordinal);
        Assert.DoesNotContain("除外したもの　", pdf.Flowing, StringComparison.Ordinal);
    }

    internal static DisposalCertificate Certificate(int disposed, int leftOut)
    {
        var by = NewId.Create();
        var order = new DisposalOrder(1, new RetentionOptions(), DateOnly.FromDateTime(At), by, At.AddHours(-2));
        return new(
            order,
            new Approval(ApprovalKind.Purge, order.Id, RetentionScene.Why, by, order.OrderedAtUtc),
            new Dictionary<Guid, string> { [by] = "本市 監督" }
        )
        {
            ReleasedBy = "本市 承認 花子",
            ReleasedAtUtc = At.AddHours(-1),
            StartedAtUtc = At,
            CompletedAtUtc = At.AddSeconds(8),
            BackupsUntil = new DateOnly(2026, 5, 6),
            Sequence = 4711,
            Hash = string.Concat(Enumerable.Repeat("A1", 32)),
            Items =
            [
                .. Enumerable
                    .Range(0, disposed + leftOut)
                    .Select(n => new CertifiedItem(
                        $"0000-0000-0000-{n:X4}",
                        DisposalSubject.Business,
                        2020,
                        n < disposed ? DisposalState.Disposed : DisposalState.Held,
                        2,
                        1,
                        2,
                        0,
                        1000
                    )),
            ],
        };
    }

    private static RenderedPdf Render(DisposalCertificate certificate)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");
        return DisposalCertificatePdf.Render(
            DisposalSheets.Of(certificate),
            new PrintMark("本市 監督", new DateTimeOffset(At), "令和8年4月1日(水) 10:00")
        );
    }
}
