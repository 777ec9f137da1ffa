namespace SupportCenter.Domain.Access;

/// <summary>Whether a page is for somebody.</summary>
public sealed class PageService(AuthorizedDbContextFactory authorized)
{
    /// <summary>Asks for the permission that a page names, and nothing else.</summary>
    /// <exception cref="AccessRefusedException">The page is not for the caller; the refusal is in the audit log.</exception>
    [RequiresPermission(Permission.UsePortal)]
    public async Task AskAsync(Permission page, CancellationToken ct = default)
    {
        await using (await authorized.OpenAsync(Permission.UsePortal, ct)) { }

        await using (await authorized.OpenAsync(page, ct)) { }
    }
}
