using System.Text;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Browser;

/// <summary>Which characters are blank, held against the browser's own tables of Unicode.</summary>
[Collection(BrowserTests.Name)]
public sealed class BlankTextTests(BrowserPortal browser)
{
    private const string CodePointsOf = """
        (pattern) => {
          const found = [];
          const wanted = new RegExp(pattern, "u");
          for (let code = 0; code <= 0x10FFFF; code++)
            if ((code < 0xD800 || code > 0xDFFF) && wanted.test(String.fromCodePoint(code))) found.push(code);
          return found;
        }
        """;

    // Letters and signs whose picture is empty, though Unicode does not call them ignorable.
    private static readonly int[] BlankPictures = [0x2800, 0x16FE4, 0x13441, 0x13442, 0x1D159, 0xFFFC];

    [BrowserFact]
    public async Task What_Unicode_says_is_ignorable_or_a_space_is_blank_and_no_letter_number_or_mark_is()
    {
        var page = await browser.OpenAsync();
        var blank = await page.EvaluateAsync<int[]>(CodePointsOf, @"^[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}]$");
        var seen = await page.EvaluateAsync<int[]>(CodePointsOf, @"^(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}\p{Co}]$");

        Assert.True(blank.Length > 4000 && seen.Length > 100_000, $"{blank.Length}, {seen.Length}");
        Assert.Empty(blank.Where(code => !VisibleText.IsBlank(new Rune(code).ToString())).Select(code => $"U+{code:X4}"));
        // The browser may know letters of a later Unicode than .NET does.
        Assert.Equal(
            BlankPictures.Where(code => seen.Contains(code)).Order(),
            seen.Where(code =>
                VisibleText.IsBlank(new Rune(code).ToString())
                && Rune.GetUnicodeCategory(new Rune(code)) != System.Globalization.UnicodeCategory.OtherNotAssigned
            )
        );
    }
}
