using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Administration;
using SupportCenter.Domain.Consultations;

namespace SupportCenter.Tests.Consultations;

public sealed class MeasureTests
{
    [Fact]
    public async Task A_new_database_has_the_papers_boxes_in_its_order_and_filling_again_adds_nothing()
    {
        await using var scene = await ConsultationScene.SetAsync();
        await scene.Portal.FillAsync();

        var boxes = (await scene.StartAsync()).Measures;

        Assert.Equal(
            [
                ("京都市の支援策", 0, true),
                ("京都府の支援策", 0, false),
                ("支援補助金(事業再出発支援・緊急応援)", 1, false),
                ("国の支援策", 0, false),
                ("持続化給付金", 1, false),
                ("家賃支援", 1, false),
                ("ものづくり・商業・サービス", 1, false),
                ("持続化補助金", 1, false),
                ("IT導入", 1, false),
            ],
            boxes.Select(box => (box.Name, box.Level, box.HasBracket))
        );
        Assert.Equal(2, await scene.Portal.ReadAsync(db => db.Questions.CountAsync()));
        Assert.Equal(15, await scene.Portal.ReadAsync(db => db.Industries.CountAsync()));
    }

    [Fact]
    public async Task A_measure_is_offered_from_its_first_to_its_last_day_and_stays_where_it_is_ticked()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var opened = await scene.StartAsync();
        var (rent, it) = (opened.Measures.Single(box => box.Name == "家賃支援"), opened.Measures.Single(box => box.Name == "IT導入"));
        var details = ConsultationScene.Complete();
        details.MeasureIds = [rent.Id];
        await scene.Mine.SaveAsync(opened.Id, details, opened.Version);
        await EndAsync(scene, "家賃支援", scene.Portal.Today.AddDays(-1));
        await EndAsync(scene, "IT導入", scene.Portal.Today.AddDays(-1));
        await EndAsync(scene, "持続化補助金", scene.Portal.Today);

        var boxes = (await scene.Mine.FindAsync(opened.Id))!.Measures.Select(box => box.Id).ToList();

        Assert.Contains(rent.Id, boxes);
        Assert.DoesNotContain(it.Id, boxes);
        Assert.Contains(opened.Measures.Single(box => box.Name == "持続化補助金").Id, boxes);
    }

    [Fact]
    public async Task A_measure_cannot_be_part_of_itself_nor_end_before_it_begins()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var service = scene.Portal.As<MeasureService>(Role.Supervisor);
        var nation = (await service.ListAsync()).Single(row => row.Details.Name == "国の支援策");
        var part = (await service.ListAsync()).Single(row => row.Details.Name == "家賃支援");
        (MeasureDetails Details, string Field)[] wrong =
        [
            (Details(nation.Id), nameof(MeasureDetails.ParentId)),
            (Details(part.Id), nameof(MeasureDetails.ParentId)),
            (Details(Domain.Data.NewId.Create()), nameof(MeasureDetails.ParentId)),
            (new() { Name = "", ValidFrom = new(2020, 4, 1) }, nameof(MeasureDetails.Name)),
            (new() { Name = "例示" }, nameof(MeasureDetails.ValidFrom)),
            (
                new()
                {
                    Name = "例示",
                    ValidFrom = new(2020, 4, 1),
                    ValidTo = new(2020, 3, 31),
                },
                nameof(MeasureDetails.ValidTo)
            ),
            (
                new()
                {
                    Name = "例示",
                    ValidFrom = new(2020, 4, 1),
                    Link = "javascript:alert(1)",
                },
                nameof(MeasureDetails.Link)
            ),
            (
                new()
                {
                    Name = "例示",
                    ValidFrom = new(2020, 4, 1),
                    Link = "ftp://example.jp",
                },
                nameof(MeasureDetails.Link)
            ),
            (
                new()
                {
                    Name = "例示",
                    ValidFrom = new(2020, 4, 1),
                    PaperOrder = 0,
                },
                nameof(MeasureDetails.PaperOrder)
            ),
            (
                new()
                {
                    Name = "例示",
                    ValidFrom = new(2020, 4, 1),
                    Issuer = (Issuer)9,
                },
                nameof(MeasureDetails.Issuer)
            ),
        ];

        foreach (var (details, field) in wrong)
        {
            Assert.Equal(field, (await Assert.ThrowsAsync<RuleException>(() => service.SaveAsync(nation.Id, details))).Field);
        }

        Assert.Equal(nation.Details.Name, (await service.ListAsync()).Single(row => row.Id == nation.Id).Details.Name);
    }

    [Fact]
    public async Task Questions_and_industries_are_kept_by_their_keepers()
    {
        await using var scene = await ConsultationScene.SetAsync();
        var questions = scene.Portal.As<QuestionService>(Role.Supervisor);
        await questions.SaveAsync(
            null,
            new QuestionDetails
            {
                Text = "例示支援金の申請をしておりますか？",
                Order = 3,
                ValidFrom = scene.Portal.Today,
            }
        );
        var first = (await questions.ListAsync())[0];
        first.Details.ValidTo = scene.Portal.Today.AddDays(-1);
        await questions.SaveAsync(first.Id, first.Details);
        Assert.Equal([false, true, true], (await questions.ListAsync()).Select(row => row.IsAskedToday));

        var industries = scene.Portal.As<IndustryService>(Role.Administrator);
        var id = await industries.SaveAsync(null, new IndustryDetails { Name = " 農業 ", Order = 20 });
        Assert.Equal("農業", (await industries.ListAsync()).Single(row => row.Id == id).Details.Name);
        Assert.Equal(
            nameof(IndustryDetails.Name),
            (await Assert.ThrowsAsync<RuleException>(() => industries.SaveAsync(null, new IndustryDetails { Name = "農業" }))).Field
        );
        await Assert.ThrowsAsync<AccessRefusedException>(() => scene.Portal.As<QuestionService>(Role.Administrator).ListAsync());
    }

    private static MeasureDetails Details(Guid parent) =>
        new()
        {
            Name = "国の支援策",
            Issuer = Issuer.Nation,
            ValidFrom = new DateOnly(2020, 4, 1),
            ParentId = parent,
        };

    private static async Task EndAsync(ConsultationScene scene, string name, DateOnly last)
    {
        var service = scene.Portal.As<MeasureService>(Role.Supervisor);
        var row = (await service.ListAsync()).Single(row => row.Details.Name == name);
        row.Details.ValidTo = last;
        await service.SaveAsync(row.Id, row.Details);
    }
}
