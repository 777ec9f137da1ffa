using SupportCenter.Domain;
using SupportCenter.Domain.Oversight;

namespace SupportCenter.Tests.Oversight;

/// <summary>The catalogue of what inspections look at.</summary>
public sealed class CheckItemTests : IAsyncLifetime
{
    private OversightScene scene = null!;

    public async Task InitializeAsync() => scene = await OversightScene.SetAsync();

    public Task DisposeAsync() => scene.DisposeAsync().AsTask();

    [Fact]
    public async Task A_new_database_has_the_items_of_the_leak_each_with_its_basis()
    {
        var items = await scene.Items.ListAsync();

        Assert.Equal(15, items.Count);
        AssertEach.Of(items, item => Assert.NotEmpty(item.Details.Basis!));
        Assert.Contains(items, item => item.Details.Basis!.StartsWith("令和2年7月の漏えい：", StringComparison.Ordinal));
        Assert.Contains(items, item => item.Details.Basis!.StartsWith("市会（令和2年7月22日）での本市の答弁：", StringComparison.Ordinal));
        Assert.Equal(Enum.GetValues<EvidenceKind>().Order(), items.Select(item => item.Details.Evidence!.Value).Distinct().Order());
    }

    [Fact]
    public async Task The_city_edits_an_item_and_each_earlier_text_stays()
    {
        var first = (await scene.Items.ListAsync())[0];
        var (before, changed) = (first.Details.Text, Changed(first, "新しい文"));
        await scene.Items.SaveAsync(first.Id, changed, first.Version);

        var after = (await scene.Items.ListAsync()).Single(item => item.Id == first.Id);
        Assert.Equal(("新しい文", 2), (after.Details.Text, after.Number));
        var earlier = Assert.Single(after.Earlier);
        Assert.Equal((1, before, "本市 監督"), (earlier.Number, earlier.Details.Text, earlier.ReplacedBy));
        Assert.Equal([nameof(CheckItemDetails.Text)], earlier.ChangedFields);

        await scene.Items.SaveAsync(first.Id, Changed(after, "新しい文"), after.Version);
        Assert.Equal(2, (await scene.Items.ListAsync()).Single(item => item.Id == first.Id).Number);
    }

    [Fact]
    public async Task Of_two_who_edit_an_item_the_slower_one_is_told()
    {
        var first = (await scene.Items.ListAsync())[0];
        await scene.Items.SaveAsync(first.Id, Changed(first, "速い人の文"), first.Version);
        await OversightScene.RefusedAsync(DomainTexts.ChangedByAnother, () =>
            scene.Items.SaveAsync(first.Id, Changed(first, "遅い人の文"), first.Version)
        );
    }

    [Fact]
    public async Task An_item_out_of_use_is_in_no_new_inspection_and_a_changed_one_keeps_its_old_text_in_the_earlier()
    {
        var before = await scene.OpenAsync();
        var items = await scene.Items.ListAsync();
        await scene.Items.SaveAsync(items[0].Id, Changed(items[0], "新しい文"), items[0].Version);
        var retired = Changed(items[1], items[1].Details.Text!);
        retired.IsRetired = true;
        await scene.Items.SaveAsync(items[1].Id, retired, items[1].Version);

        var after = await scene.ViewAsync(await scene.OpenAsync());

        Assert.Equal(15, (await scene.ViewAsync(before)).Items.Count);
        Assert.Equal(items[0].Details.Text, (await scene.ViewAsync(before)).Items[0].Text);
        Assert.Equal((14, "新しい文", 2), (after.Items.Count, after.Items[0].Text, after.Items[0].ItemNumber));
    }

    private static CheckItemDetails Changed(CheckItemRow row, string text)
    {
        var copy = Domain.Forms.FormFields.Copy(row.Details);
        copy.Text = text;
        return copy;
    }
}
