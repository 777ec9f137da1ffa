using System.Globalization;

namespace SupportCenter.Domain.Audit;

/// <summary>A business's name for those who watch over access and have no need of it.</summary>
internal static class MaskedName
{
    private const string Mask = "＊＊＊";

    /// <summary>The first character and the mask, which does not tell the length; null for no name.</summary>
    public static string? Of(string? name) => string.IsNullOrEmpty(name) ? null : StringInfo.GetNextTextElement(name) + Mask;
}
