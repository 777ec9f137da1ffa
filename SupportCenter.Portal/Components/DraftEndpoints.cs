using System.Text.Json;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Drafts;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Components;

/// <summary>Takes what a browser still held when the server that knew its forms was gone, just before the page loads anew.</summary>
public static class DraftEndpoints
{
    /// <summary>Where portal.js sends it.</summary>
    public const string Unsent = "/drafts/unsent";

    private const string FieldPrefix = "typed.";

    /// <summary>Adds the endpoint. It writes only the caller's own drafts, and asks for the page's antiforgery token as every form does.</summary>
    public static void MapDrafts(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Unsent, KeepAsync).RequireAuthorization(new PageForAttribute(Permission.KeepDrafts));

    private static async Task<IResult> KeepAsync(IFormCollection sent, DraftService drafts, CancellationToken ct)
    {
        var form = sent["form"].ToString();
        if (form.Length is 0 or > 200)
        {
            return Results.BadRequest();
        }

        var typed = sent.Where(field => field.Key.StartsWith(FieldPrefix, StringComparison.Ordinal))
            .Select(field => KeyValuePair.Create(field.Key[FieldPrefix.Length..], field.Value.ToString()));
        var earlier = await drafts.FindAsync(form, ct);
        await drafts.SaveAsync(form, Joined(earlier?.Json, typed), ct);
        return Results.NoContent();
    }

    private static string Joined(string? earlier, IEnumerable<KeyValuePair<string, string>> typed)
    {
        try
        {
            return FormDraft.Add(earlier, typed);
        }
        catch (JsonException)
        {
            return FormDraft.Add(null, typed); // An unreadable draft must not stand in the way of what is on the screen now.
        }
    }
}
