using System.Globalization;

namespace SupportCenter.Domain.Documents;

/// <summary>Sizes as people read them.</summary>
public static class FileSize
{
    /// <summary>such as 820 KB or 1.43 MB, with 1,024 bytes a KB.</summary>
    public static string Format(long bytes) =>
        bytes < 1024 * 1024
            ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, (bytes + 1023) / 1024)} KB")
            : string.Create(CultureInfo.CurrentCulture, $"{bytes / (1024.0 * 1024):0.##} MB");
}
