using System.Buffers;
using System.Text.RegularExpressions;

namespace SupportCenter.Domain.Text;

/// <summary>株式会社, (株), 有限会社 and the other legal forms: part of a name on paper, noise when two names are compared.</summary>
internal static partial class CompanyForms
{
    private static readonly (string Short, string Long)[] Bracketed =
    [
        ("株", "株式会社"),
        ("有", "有限会社"),
        ("同", "合同会社"),
        ("合", "合同会社"),
        ("資", "合資会社"),
        ("名", "合名会社"),
        ("相", "相互会社"),
        ("医", "医療法人"),
        ("医社", "医療法人社団"),
        ("医財", "医療法人財団"),
        ("福", "社会福祉法人"),
        ("学", "学校法人"),
        ("宗", "宗教法人"),
        ("特非", "特定非営利活動法人"),
        ("npo", "特定非営利活動法人"),
        ("一社", "一般社団法人"),
        ("一財", "一般財団法人"),
        ("公社", "公益社団法人"),
        ("公財", "公益財団法人"),
        ("社", "社団法人"),
        ("財", "財団法人"),
        ("協", "協同組合"),
        ("企", "企業組合"),
        ("農", "農事組合法人"),
        ("独", "独立行政法人"),
        ("弁", "弁護士法人"),
        ("司", "司法書士法人"),
        ("行", "行政書士法人"),
        ("税", "税理士法人"),
        ("社労", "社会保険労務士法人"),
        ("監", "監査法人"),
        ("個", "個人事業"),
        ("個人", "個人事業"),
        // The banks' half-width writing, ｶ)ﾐﾎﾝ, is dealt with apart: its bracket stands alone.
        ("カ", "株式会社"),
        ("ユ", "有限会社"),
        ("ド", "合同会社"),
        ("メ", "合名会社"),
        ("シ", "合資会社"),
        ("イ", "医療法人"),
        ("フク", "社会福祉法人"),
        ("ガク", "学校法人"),
        ("トクヒ", "特定非営利活動法人"),
    ];

    // Every form holds one of these: 会社, 法人, 組合, 事業, a bracket, or the last letter of an English form.
    private static readonly SearchValues<char> Signs = SearchValues.Create("社人合業([【〔〈《「『{<)DdCcPpKkNnYy");

    // The longer form first: 医療法人社団 must not leave 社団 behind.
    [GeneratedRegex(
        "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|[一1]般社団法人|[一1]般財団法人|公益社団法人|公益財団法人|特定非営利活動法人|npo法人"
            + "|医療法人社団|医療法人財団|医療法人|社会福祉法人|学校法人|宗教法人|農事組合法人|企業組合|労働者協同組合|協同組合|有限責任事業組合|地方独立行政法人|独立行政法人"
            + "|弁護士法人|司法書士法人|行政書士法人|税理士法人|社会保険労務士法人|土地家屋調査士法人|特許業務法人|(有限責任)?監査法人"
            + "|社団法人|財団法人|個人事業主?(?!者)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex LongForm();

    [GeneratedRegex(
        @"[(\[【〔〈《「『{<]\s*(?<brief>株|有|同|合|資|名|相|医社?|医財|福|学|宗|特非|npo|一社|一財|公社|公財|社労|社|財|協|企|農|独|弁|司|行|税|監|個人?|カ|ユ|ド|メ|シ|イ|フク|ガク|トクヒ)"
            + @"\s*[)\]】〕〉》」』}>]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex BracketedForm();

    [GeneratedRegex(
        @"^\s*(?<brief>株|有|同|合|カ|ユ|ド|メ|シ|イ|フク|ガク|トクヒ)\)|\((?<brief>株|有|同|合|カ|ユ|ド|メ|シ|イ|フク|ガク|トクヒ)\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex BankForm();

    [GeneratedRegex(
        @"(?<=\S[\s,.]+|[\u3040-\u9FFF])((co|company)\s*\.?\s*,?\s*(ltd|limited)|inc|incorporated|ltd|limited|llc|llp|corp|"
            + @"corporation|k\.k|g\.k)\s*\.?(?=\s*$|[\s,(\u3040-\u9FFF])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex EnglishForm();

    /// <summary>The text (already NFKC) without its legal forms, and the long name of the first one that was taken out.</summary>
    public static (string Name, string? Form) TakeOut(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs))
        {
            return (text, null); // Most texts that are folded hold no legal form at all.
        }

        string? form = null;
        var rest = text;
        while (true)
        {
            var before = rest;
            rest = Without(LongForm(), rest, ref form, found => found.Value);
            rest = Without(BracketedForm(), rest, ref form, found => LongName(found.Groups["brief"].Value));
            rest = Without(BankForm(), rest, ref form, found => LongName(found.Groups["brief"].Value));
            rest = Without(EnglishForm(), rest, ref form, found => found.Value);
            if (rest.Length == before.Length)
            {
                return (rest, form);
            }
        }
    }

    private static string Without(Regex pattern, string text, ref string? form, Func<Match, string> name)
    {
        var first = pattern.Match(text);
        if (!first.Success)
        {
            return text;
        }

        form ??= name(first);
        return pattern.Replace(text, " ");
    }

    private static string LongName(string brief) =>
        Array.Find(Bracketed, pair => string.Equals(pair.Short, brief, StringComparison.OrdinalIgnoreCase)).Long;
}
