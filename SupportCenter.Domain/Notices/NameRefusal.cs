using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Notices;

/// <summary>Refuses texts for everybody that name a business. Each refusal is an audit row in the ledger of the business, and several in a
/// row raise an alarm: else the sentence would tell whoever tries names which of them are known here.</summary>
internal sealed class NameRefusal(AuthorizedDbContextFactory authorized, PortalDatabase database)
{
    /// <summary>Lets a text pass that names no business.</summary>
    /// <param name="permission">The permission of the use case that asks.</param>
    /// <param name="subjectKind">What is being written, for the audit row.</param>
    /// <param name="text">The text; its lines are counted from 1.</param>
    /// <param name="field">The field beside which the sentence stands.</param>
    /// <exception cref="RuleException">It names one: which kind of name, and in which line. The name is not repeated.</exception>
    public async Task EnsureNoneAsync(Permission permission, string subjectKind, string? text, string field, CancellationToken cancellation)
    {
        if (await FindAsync(permission, subjectKind, text, cancellation) is { } found)
        {
            throw new RuleException(SentenceOf(found)) { Field = field };
        }
    }

    /// <summary>What the text names; the refusal is in the audit log by then. Null when it names nobody.</summary>
    public async Task<KnownNameFound?> FindAsync(Permission permission, string subjectKind, string? text, CancellationToken cancellation)
    {
        KnownNameFound? found;
        await using (var db = await authorized.OpenAsync(permission, cancellation))
        {
            found = text is null ? null : await new KnownNames(db, database.Index).FindFirstAsync(text, cancellation);
        }

        if (found is not null)
        {
            await using var work = await authorized.BeginAsync(permission, AuditActs.NameRefused, cancellation);
            work.NoteList(subjectKind, found.Businesses);
            await work.CommitAsync(cancellation);
        }

        return found;
    }

    /// <summary>The kind of name, in words.</summary>
    public static string KindOf(KnownNameFound found) =>
        found.Kind switch
        {
            KnownNameKind.Business => NoticeTexts.NameOfBusiness,
            KnownNameKind.Contact => NoticeTexts.NameOfContact,
            _ => NoticeTexts.NameTelephone,
        };

    private static string SentenceOf(KnownNameFound found) => Filled(NoticeTexts.NamesBusiness, found.Line, KindOf(found));
}
