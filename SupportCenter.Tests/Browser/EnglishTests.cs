using System.Collections;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;

namespace SupportCenter.Tests.Browser;

/// <summary>The screens after the switch of language: what people entered stays Japanese, what the portal says is English.</summary>
[Collection(BrowserTests.Name)]
public sealed partial class EnglishTests(BrowserPortal browser)
{
    [BrowserTheory]
    [InlineData(Role.Scrivener, 1366)]
    [InlineData(Role.BookingStaff, 390)]
    [InlineData(Role.BookingStaff, 1366)]
    [InlineData(Role.Supervisor, 1366)]
    [InlineData(Role.Supervisor, 390)]
    [InlineData(Role.Administrator, 1366)]
    [InlineData(Role.Auditor, 1366)]
    public async Task No_page_has_japanese_words_of_its_own_and_none_scrolls_sideways(Role role, int width)
    {
        var page = await browser.SignInAsync(role, width == 390 ? BrowserPortal.Phone : BrowserPortal.Desk);
        await BrowserPortal.ChooseInPersonMenuAsync(page, "English");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        var entered = await EnteredAsync(browser.Portal.Folder);
        var left = new List<string>();
        await foreach (var address in PagesOfRole.WalkAsync(page, role))
        {
            var texts = await page.EvaluateAsync<string[]>(Words);
            left.AddRange(
                texts
                    .Where(text => Japanese().IsMatch(text))
                    .Distinct(StringComparer.Ordinal)
                    .Where(text => IsOwn(text, entered))
                    .Select(text => $"{address}: {text}")
            );
            Assert.True(
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
                $"{address} scrolls sideways at {width}"
            );
        }

        Assert.True(left.Count == 0, string.Join('\n', left));
    }

    private const string Words = """
        () => {
          const texts = [document.title], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const counts = (el) => el && !el.closest("script, style, [lang=ja]");
          while (walker.nextNode()) if (counts(walker.currentNode.parentElement)) texts.push(walker.currentNode.textContent);
          for (const el of document.querySelectorAll("[aria-label], [title], [placeholder], [data-label]"))
            if (counts(el)) for (const name of ["aria-label", "title", "placeholder", "data-label"])
              texts.push(el.getAttribute(name) ?? "");
          return texts;
        }
        """;

    [GeneratedRegex("[\u3041-\u3096\u30A1-\u30FA\u3005\u4E00-\u9FFF]", RegexOptions.None, 1000)]
    private static partial Regex Japanese();

    private static readonly Type[] NotEntered = [typeof(DocumentChunk), typeof(SearchGram), typeof(AuditEntry)];

    private static bool IsOwn(string text, IEnumerable<string> entered)
    {
        // A list may show the beginning of a long text.
        if (text.EndsWith('…') && entered.Any(piece => piece.StartsWith(text[..^1], StringComparison.Ordinal)))
        {
            return false;
        }

        var rest = text;
        foreach (var piece in entered.Where(piece => text.Contains(piece, StringComparison.Ordinal)))
        {
            rest = rest.Replace(piece, "", StringComparison.Ordinal);
        }

        return Japanese().IsMatch(rest);
    }

    /// <summary>Everything in the database that somebody entered, the longest first.</summary>
    private static async Task<IReadOnlyList<string>> EnteredAsync(string folder)
    {
        using var database = await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder });
        await using var db = database.CreateContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var rows = new List<object>();
        // Whatever table it is in; neither the contents of files nor what the portal itself writes down.
        foreach (var type in db.Model.GetEntityTypes().Select(type => type.ClrType).Where(type => !NotEntered.Contains(type)))
        {
            var set = (IQueryable)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type).Invoke(db, [])!;
            rows.AddRange(await set.Cast<object>().ToListAsync());
        }

        return
        [
            .. rows.SelectMany(Texts)
                .Where(text => text.Length > 1)
                .SelectMany(text => new[] { text, MaskedName.Of(text)! })
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(text => text.Length),
        ];
    }

    private static IEnumerable<string> Texts(object? value) =>
        value switch
        {
            null => [],
            string text => [text, .. text.Split('\n')],
            IEnumerable several => several.Cast<object?>().SelectMany(Texts),
            _ when value.GetType().Assembly == typeof(PortalDatabase).Assembly && !value.GetType().IsEnum => value
                .GetType()
                .GetProperties()
                .Where(property => property.GetIndexParameters().Length == 0)
                .SelectMany(property => Texts(property.GetValue(value))),
            _ => [],
        };
}
