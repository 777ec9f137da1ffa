using Bunit;
using Microsoft.AspNetCore.Components;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Components;

namespace SupportCenter.Tests.Components;

public sealed class DataListTests : ScreenTest
{
    private readonly List<PageRequest> asked = [];

    [Fact]
    public void A_list_asks_for_one_page_and_says_where_it_stands()
    {
        var list = Open(45);

        Assert.Equal([new PageRequest(0, 20, "Name", false)], asked);
        Assert.Equal(20, list.FindAll("tbody tr").Count);
        Assert.Equal("45件中 1～20件目", list.Find("[role=status]").TextContent);
        Assert.Equal("/rows/1", list.Find("tbody th a").GetAttribute("href"));
    }

    [Fact]
    public async Task Paging_and_sorting_are_asked_of_the_source()
    {
        var list = Open(45);

        await Button(list, "次へ").ClickAsync();
        await Button(list, "次へ").ClickAsync();
        Assert.Equal("true", Button(list, "次へ").GetAttribute("aria-disabled"));
        await list.Find("thead button").ClickAsync();

        Assert.Equal([new(0, 20, "Name", false), new(20, 20, "Name", false), new(40, 20, "Name", false), new(0, 20, "Name", true)], asked);
        Assert.Equal("descending", list.Find("thead th").GetAttribute("aria-sort"));
    }

    [Fact]
    public void A_count_that_was_capped_is_said_to_be_a_least_one()
    {
        var list = Open(1000, capped: true);

        Assert.Equal("1,000件以上中 1～20件目", list.Find("[role=status]").TextContent);
    }

    [Fact]
    public void An_empty_list_says_so_in_words()
    {
        var list = Open(0);

        Assert.Equal("該当するものはありません。", list.Find(".list-empty").TextContent.Trim());
        Assert.Equal("0件", list.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task Another_filter_begins_at_the_first_page_and_the_same_one_asks_nothing()
    {
        var list = Open(45);
        await Button(list, "次へ").ClickAsync();

        list.Render(it => it.Add(data => data.Filter, ("中京区", 2)));
        list.Render(it => it.Add(data => data.Filter, ("中京区", 2)));

        Assert.Equal([0, 20, 0], asked.Select(request => request.Skip));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<DataList<int>> list, string text) =>
        list.FindAll(".pager button").Single(button => button.TextContent == text);

    private IRenderedComponent<DataList<int>> Open(int count, bool capped = false) =>
        Render<DataList<int>>(it =>
            it.Add(list => list.Caption, "予約一覧")
                .Add(list => list.SortBy, "Name")
                .Add(list => list.Href, row => $"/rows/{row}")
                .Add(
                    list => list.Load,
                    (request, _) =>
                    {
                        asked.Add(request);
                        return Task.FromResult(
                            new Page<int>([.. Enumerable.Range(1, count).Skip(request.Skip).Take(request.Take)], count, capped)
                        );
                    }
                )
                .AddChildContent<DataColumn<int>>(column =>
                    column
                        .Add(one => one.Title, "企業名")
                        .Add(one => one.SortBy, "Name")
                        .Add(one => one.ChildContent, (RenderFragment<int>)(row => builder => builder.AddContent(0, row)))
                )
        );
}
