using System.Globalization;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Audit;

/// <summary>Rows of the audit log as a sentence.</summary>
internal static class AuditFormatter
{
    /// <summary>The instant in Tokyo, to the second.</summary>
    public static string When(DateTime utc)
    {
        var civil = CentreTime.ToCivil(utc);
        return string.Create(CultureInfo.InvariantCulture, $"{ScreenDate.Short(DateOnly.FromDateTime(civil))} {civil:HH:mm:ss}");
    }

    /// <summary>A member of staff by name, else what asked: the server's console, or somebody before sign-in.</summary>
    public static string Who(string? name, string actorKind) =>
        name
        ?? actorKind switch
        {
            nameof(CallerKind.Console) => OversightTexts.Console,
            nameof(CallerKind.Anyone) => OversightTexts.Anyone,
            _ => actorKind,
        };

    /// <summary>The role as it was then; nothing for what has none.</summary>
    public static string RoleOf(string? role) => Enum.TryParse<Role>(role, out var known) ? known.Label() : "";

    /// <summary>The act as a sentence.</summary>
    public static string Act(string act) => AuditActs.Label(act);

    /// <summary>What the act was on; the name in the code for what nobody has put into words.</summary>
    public static string Subject(string kind) => SubjectWord(kind) ?? kind;

    internal static string? SubjectWord(string kind) => AuditSubjectTexts.ResourceManager.GetString(kind, CultureInfo.CurrentUICulture);

    /// <summary>The network address, or the server's console.</summary>
    public static string? From(string? origin) => origin == CallerIdentity.Console.Origin ? OversightTexts.Console : origin;

    /// <summary>The beginning of an id, enough to tell two apart.</summary>
    public static string Short(Guid? id) => id?.ToShort()[..6] ?? "";
}
