using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Consultations;

public sealed class ConsultationListTests
{
    [Fact]
    public async Task Each_filter_keeps_what_fits_and_nothing_else()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var mine = await scene.StartAsync();
        var ticked = mine.Measures.Single(measure => measure.Name == "家賃支援").Id;
        var details = ConsultationScene.Complete();
        details.MeasureIds = [ticked];
        await scene.Mine.SaveAsync(mine.Id, details, mine.Version);
        var theirs = await scene.RecordOfStrangerAsync();
        var today = scene.Portal.Today;
        (ConsultationFilter Filter, Guid[] Expected)[] cases =
        [
            (new(), [mine.Id, theirs]),
            (new() { From = today, To = today }, [mine.Id, theirs]),
            (new() { From = today.AddDays(1) }, []),
            (new() { To = today.AddDays(-1) }, []),
            (new() { Status = RecordStatus.Submitted }, [theirs]),
            (new() { Status = RecordStatus.Draft }, [mine.Id]),
            (new() { VenueId = scene.Clinic.VenueId }, [mine.Id]),
            (new() { ScrivenerId = scene.Stranger.Id }, [theirs]),
            (new() { Category = ClientCategory.SmallBusiness }, [mine.Id, theirs]),
            (new() { Category = ClientCategory.Other }, []),
            (new() { Topic = Topics.WhichMeasures }, [mine.Id, theirs]),
            (new() { Topic = Topics.Application }, []),
            (new() { MeasureId = ticked }, [mine.Id]),
        ];

        foreach (var (filter, expected) in cases)
        {
            var page = await ListAsync(scene, filter);
            Assert.Equal(expected.Order(), page.Rows.Select(row => row.Id).Order());
            Assert.Equal((expected.Length, false), (page.Count, page.CountIsCapped));
        }
    }

    [Fact]
    public async Task A_business_is_found_by_any_spelling_of_its_name()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await scene.StartAsync();
        await IndexBusinessAsync(scene);

        Assert.Single((await ListAsync(scene, new() { Search = "㈱例示製作" })).Rows);
        Assert.Single((await ListAsync(scene, new() { Search = "０７５-０００-１２３４" })).Rows);
        Assert.Empty((await ListAsync(scene, new() { Search = "仮名亭" })).Rows);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_and_the_order_can_be_turned()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await scene.StartAsync();
        await scene.RecordOfStrangerAsync();
        await scene.RecordOfStrangerAsync(slot: 1);
        var service = scene.Portal.As<ConsultationListService>(Role.Supervisor);

        var pages = new List<Guid>();
        for (var skip = 0; skip < 3; skip++)
        {
            pages.AddRange(
                (await service.ListAsync(new(), new PageRequest(skip, 1, nameof(ConsultationRow.Date)))).Rows.Select(row => row.Id)
            );
        }

        Assert.Equal(3, pages.Distinct().Count());
        var turned = await service.ListAsync(new(), new PageRequest(0, 3, nameof(ConsultationRow.Date), Descending: true));
        Assert.Equal(Enumerable.Reverse(pages), turned.Rows.Select(row => row.Id));
        var byStatus = await service.ListAsync(new(), new PageRequest(0, 3, nameof(ConsultationRow.Status), Descending: true));
        Assert.Equal([RecordStatus.Submitted, RecordStatus.Submitted, RecordStatus.Draft], byStatus.Rows.Select(row => row.Status));
    }

    [Fact]
    public async Task A_list_that_showed_names_is_in_the_ledger_once_a_quarter_of_an_hour()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await scene.StartAsync();
        var service = scene.Portal.As<ConsultationListService>(Role.Supervisor);

        await service.ListAsync(new(), new PageRequest(0, 20));
        await service.ListAsync(new(), new PageRequest(0, 20));

        Assert.Equal(scene.Business.Id, Assert.Single(Assert.Single(await scene.ActsAsync(AuditActs.RecordsListed)).Businesses).BusinessId);
    }

    [Fact]
    public async Task The_list_offers_the_centres_venues_scriveners_and_measures_to_filter_by()
    {
        await using var scene = await ConsultationScene.SetAsync();

        var choices = await scene.Portal.As<ConsultationListService>(Role.Supervisor).ChoicesAsync();

        Assert.Equal((2, 3, 9), (choices.Venues.Count, choices.Scriveners.Count, choices.Measures.Count));
    }

    private static Task<Page<ConsultationRow>> ListAsync(ConsultationScene scene, ConsultationFilter filter) =>
        scene.Portal.As<ConsultationListService>(Role.Supervisor).ListAsync(filter, new PageRequest(0, 20));

    private static async Task IndexBusinessAsync(ConsultationScene scene)
    {
        var grams = scene.Portal.Database.Index.Grams(["株式会社例示製作所"], ["075-000-1234"]);
        await scene.Portal.AddAsync([
            .. grams.Select(gram => new Domain.Businesses.SearchGram { Gram = gram, BusinessId = scene.Business.Id }),
        ]);
    }
}
