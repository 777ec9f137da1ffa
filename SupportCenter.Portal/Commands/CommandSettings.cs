using SupportCenter.Domain.Data;
using SupportCenter.Portal.Audit;

namespace SupportCenter.Portal.Commands;

/// <summary>Settings of the portal that stand among a command's own arguments: <c>--Storage:DataDirectory=…</c>, in one word or
/// two.</summary>
internal static class CommandSettings
{
    /// <summary>Takes the settings out: what the host reads, and what is left for the command.</summary>
    public static (string[] Settings, string[] Own) Split(IReadOnlyList<string> args)
    {
        var (settings, rest) = (new List<string>(), new List<string>());
        for (var at = 0; at < args.Count; at++)
        {
            if (!IsSetting(args[at]))
            {
                rest.Add(args[at]);
                continue;
            }

            settings.Add(args[at]);
            if (!args[at].Contains('=', StringComparison.Ordinal) && at + 1 < args.Count)
            {
                settings.Add(args[++at]);
            }
        }

        return ([.. settings], [.. rest]);
    }

    /// <summary>Opens the data folder that the settings name.</summary>
    public static Task<PortalDatabase> OpenAsync(WebApplicationBuilder builder, CancellationToken ct) =>
        PortalDatabase.OpenAsync(PortalHost.StorageOf(builder), AuditSetup.OptionsOf(builder), ct);

    /// <summary>Sections of settings are joined by colons; no option of a command has one in its name.</summary>
    private static bool IsSetting(string word)
    {
        var name = word.Split('=')[0];
        return name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal);
    }
}
