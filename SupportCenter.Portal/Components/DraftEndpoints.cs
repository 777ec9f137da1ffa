using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Drafts;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Components;

/// <summary>Takes what a browser still held when the server that knew its forms was gone, just before the page loads again.</summary>
public static class DraftEndpoints
{
    /// <summary>Where portal.js sends it.</summary>
    public const string Unsent = "/drafts/unsent";

    private const string FieldPrefix = "typed.";

    /// <summary>Adds the endpoint. It writes only the caller's own drafts, and asks for the page's antiforgery token as every form
    /// does.</summary>
    public static void MapDrafts(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost(Unsent, KeepAsync)
            .RequireAuthorization(new AuthorizePermissionAttribute(Permission.KeepDrafts))
            .WithMetadata(new RequestSizeLimitAttribute(ScreenLimits.MostDraftRequestBytes), new NotUseOfSessionAttribute());

    private static async Task<IResult> KeepAsync(IFormCollection sent, DraftService drafts, CancellationToken ct)
    {
        var form = sent["form"].ToString();
        if (!DraftLimits.IsKnown(form))
        {
            return Results.BadRequest();
        }

        var typed = sent.Where(field => field.Key.StartsWith(FieldPrefix, StringComparison.Ordinal))
            .Select(field => KeyValuePair.Create(field.Key[FieldPrefix.Length..], field.Value.ToString()));
        var earlier = await drafts.FindAsync(form, ct);
        try
        {
            await drafts.SaveAsync(form, Joined(earlier?.Json, typed), ct);
            return Results.NoContent();
        }
        catch (RuleException)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge); // The page keeps what was typed, and says so.
        }
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
