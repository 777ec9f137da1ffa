using System.Globalization;

namespace SupportCenter.Domain.Text;

/// <summary>Sentences with places for values, as they are in the text resources.</summary>
public static class Wording
{
    /// <summary>The sentence with the values in its places, written as the language of the screen writes them.</summary>
    public static string Filled(string sentence, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.CurrentCulture, sentence, values);
}
