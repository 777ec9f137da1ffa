using Bunit;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Consultations;
using SupportCenter.Tests.Components;

namespace SupportCenter.Tests.Consultations;

/// <summary>案内した制度 and 紹介先 as rows of catalogues, beside what was written.</summary>
public sealed class CountedGuidanceTests : PageTest
{
    private static readonly List<NamedChoice> Names =
    [
        new(NewId.Create(), "持続化給付金"),
        new(NewId.Create(), "持続化補助金"),
        new(NewId.Create(), "ものづくり・商業・サービス"),
        new(NewId.Create(), "ＩＴ導入"),
        new(NewId.Create(), "ものづくり・商業・サービス補助金（特別枠）"),
        new(NewId.Create(), "税"),
    ];

    [Theory]
    [InlineData("持続化給付金", 0)]
    [InlineData(" IT導入 ", 3)]
    [InlineData("持続化給付金（コロナ）の申請", 0)]
    [InlineData("ものづくり・商業・サービス補助金（特別枠）の再申請", 4)]
    [InlineData("持続化給付金と持続化補助金", null)]
    [InlineData("税務の相談", null)]
    [InlineData("雇用調整助成金", null)]
    [InlineData("　", null)]
    [InlineData(null, null)]
    public void A_text_is_the_row_of_the_catalogue_that_it_names_and_of_two_none(string? text, int? row) =>
        Assert.Equal(row is { } at ? Names[at].Id : null, CatalogueNames.Find(text, Names));

    [Fact]
    public async Task What_is_written_finds_its_row_and_what_is_chosen_is_written_where_nothing_was()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var view = await scene.StartAsync();
        var details = new ConsultationDetails { Guidance = [new GuidanceRow(), new GuidanceRow { Measure = "店の家賃の話" }] };
        var (rent, growth) = (view.Measures.Single(one => one.Name == "家賃支援"), view.Measures.Single(one => one.Name == "IT導入"));
        var place = view.Referrals.Single(one => one.Name == "信用保証協会");
        var rows = Open<GuidanceRows>(Role.Scrivener, it =>
            it.Add(part => part.Details, details).Add(part => part.Measures, view.Measures).Add(part => part.Referrals, view.Referrals)
        );

        await rows.FindAll("#guidance-1 input")[0].ChangeAsync("家賃支援給付金");
        await rows.Find("#guidance-1-referral").ChangeAsync(place.Id.ToShort());
        await rows.Find("#guidance-2-measure").ChangeAsync(growth.Id.ToShort());

        Assert.Equal((rent.Id, "家賃支援給付金", place.Id, place.Name), Said(details.Guidance[0]));
        Assert.Equal((growth.Id, "店の家賃の話", (Guid?)null, (string?)null), Said(details.Guidance[1]));

        await rows.FindAll("#guidance-1 input")[0].ChangeAsync("雇用調整助成金");
        Assert.Null(details.Guidance[0].MeasureId);
    }

    [Fact]
    public async Task A_record_keeps_in_clear_what_was_explained_and_where_the_client_was_referred_each_once()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var view = await scene.StartAsync();
        var (measure, place) = (view.Measures[3].Id, view.Referrals[2].Id);
        var details = ConsultationScene.Complete();
        details.Guidance =
        [
            new()
            {
                Measure = "家賃",
                MeasureId = measure,
                ReferralId = place,
            },
            new() { Measure = "家賃の続き", MeasureId = measure },
            new() { Measure = "一覧にない制度" },
        ];

        var saved = (await scene.Mine.SaveAsync(view.Id, details, view.Version))!;

        var kept = await scene.Portal.ReadAsync(db => db.Records.SingleAsync(row => row.Id == view.Id));
        Assert.Equal((measure, place), (Assert.Single(kept.GuidedMeasureIds), Assert.Single(kept.ReferralIds)));
        Assert.Equal([measure, measure, null], kept.Details.Guidance.Select(row => row.MeasureId));

        details.Guidance.RemoveRange(0, 2);
        await scene.Mine.SaveAsync(view.Id, details, saved.Version);
        kept = await scene.Portal.ReadAsync(db => db.Records.AsNoTracking().SingleAsync(row => row.Id == view.Id));
        Assert.Empty(kept.GuidedMeasureIds.Concat(kept.ReferralIds));
    }

    [Fact]
    public async Task A_row_of_no_catalogue_is_refused()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var view = await scene.StartAsync();
        foreach (
            var row in new[]
            {
                new GuidanceRow { MeasureId = NewId.Create() },
                new GuidanceRow { ReferralId = NewId.Create() },
            }
        )
        {
            var details = ConsultationScene.Complete();
            details.Guidance = [row];

            var refused = await Assert.ThrowsAsync<RuleException>(() => scene.Mine.SaveAsync(view.Id, details, view.Version));
            Assert.Equal(nameof(ConsultationDetails.Guidance), refused.Field);
        }
    }

    private static (Guid?, string, Guid?, string?) Said(GuidanceRow row) => (row.MeasureId, row.Measure, row.ReferralId, row.Referral);
}
