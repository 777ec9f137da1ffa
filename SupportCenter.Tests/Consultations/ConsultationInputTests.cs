using SupportCenter.Domain;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;

namespace SupportCenter.Tests.Consultations;

public sealed class ConsultationInputTests
{
    public static TheoryData<string, Action<ConsultationDetails>> Wrong =>
        new()
        {
            { nameof(ConsultationDetails.EndedAt), details => details.EndedAt = new TimeOnly(12, 59) },
            { nameof(ConsultationDetails.ClientCategory), details => details.ClientCategory = (ClientCategory)9 },
            { nameof(ConsultationDetails.SalesDecline), details => details.SalesDecline = (SalesDecline)9 },
            { nameof(ConsultationDetails.Topics), details => details.Topics = (Topics)64 },
            { nameof(ConsultationDetails.Troubles), details => details.Troubles = (Troubles)128 },
            { nameof(ConsultationDetails.OtherTopic), details => details.Topics = Topics.Other },
            { nameof(ConsultationDetails.OtherTopic), details => details.OtherTopic = new string('あ', 201) },
            { nameof(ConsultationDetails.OtherTrouble), details => (details.Troubles, details.OtherTrouble) = (Troubles.Other, "　") },
            { nameof(ConsultationDetails.OtherTrouble), details => details.OtherTrouble = new string('あ', 201) },
            { nameof(ConsultationDetails.CityMeasure), details => details.CityMeasure = new string('あ', 201) },
            { nameof(ConsultationDetails.OtherMeasure), details => details.OtherMeasure = new string('あ', 201) },
            { nameof(ConsultationDetails.MeasureIds), details => details.MeasureIds = [NewId.Create()] },
            { nameof(ConsultationDetails.Summary), details => details.Summary = new string('あ', 10_001) },
            { nameof(ConsultationDetails.Impression), details => details.Impression = new string('あ', 10_001) },
            { nameof(ConsultationDetails.Remarks), details => details.Remarks = new string('あ', 10_001) },
            { nameof(GuidanceRow.Measure), details => details.Guidance = [new() { Measure = new string('あ', 201) }] },
            {
                nameof(GuidanceRow.Explained),
                details => details.Guidance = [new() { Measure = "例示", Explained = new string('あ', 4001) }]
            },
            { nameof(GuidanceRow.Referral), details => details.Guidance = [new() { Measure = "例示", Referral = new string('あ', 201) }] },
            {
                nameof(ConsultationDetails.Guidance),
                details => details.Guidance = [.. Enumerable.Range(0, 51).Select(i => new GuidanceRow { Measure = $"制度{i}" })]
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    [Asvs("2.2.2")]
    public async Task Each_wrong_field_is_refused_by_the_server_with_its_name_and_nothing_is_stored(
        string field,
        Action<ConsultationDetails> spoil
    )
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        var details = ConsultationScene.Complete();
        spoil(details);

        var refused = await Assert.ThrowsAsync<RuleException>(() => scene.Mine.SaveAsync(opened.Id, details, opened.Version));

        Assert.Equal(field, refused.Field);
        Assert.NotEmpty(refused.Message);
        Assert.Equal(opened.Version, (await scene.Mine.FindAsync(opened.Id))!.Version);
    }

    [Fact]
    public async Task A_consultation_that_ends_in_the_minute_in_which_it_began_is_right()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        var details = ConsultationScene.Complete();
        details.EndedAt = details.StartedAt;

        Assert.Null((await scene.Mine.SaveAsync(opened.Id, details, opened.Version))!.Conflict);
        Assert.Equal(0, (await scene.Mine.FindAsync(opened.Id))!.Details.Minutes());
    }
}
