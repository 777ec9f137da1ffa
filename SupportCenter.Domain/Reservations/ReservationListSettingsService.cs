using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Workspace;

namespace SupportCenter.Domain.Reservations;

/// <summary>Keeps how each person wants the reservation list. The settings are the person's own: nobody else ever reads them.</summary>
public sealed class ReservationListSettingsService(AuthorizedDbContextFactory authorized)
{
    // No audit row: it says nothing about anybody, and nobody else sees it.
    private const string Act = "preferences.saved";
    private const string List = "reservations";

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>What the person chose; null when they have chosen nothing yet, or nothing that this version can read.</summary>
    [RequiresPermission(Permission.KeepPreferences)]
    public async Task<ReservationListSettings?> FindAsync(CancellationToken ct = default)
    {
        await using var db = await authorized.OpenAsync(Permission.KeepPreferences, ct);
        var me = db.AccessContext.Me;
        var kept = await db
            .ListPreferences.AsNoTracking()
            .Where(row => row.StaffId == me && row.List == List)
            .Select(row => row.Content)
            .FirstOrDefaultAsync(ct);
        return kept is null ? null : Read(kept);
    }

    /// <summary>Keeps the settings in place of the earlier ones, without what is unknown; gives what was kept.</summary>
    [RequiresPermission(Permission.KeepPreferences)]
    public async Task<ReservationListSettings> SaveAsync(ReservationListSettings settings, CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.KeepPreferences, Act, ct);
        var (me, clean) = (work.AccessContext.Me, settings.Cleaned());
        var row = await work.Db.ListPreferences.FirstOrDefaultAsync(row => row.StaffId == me && row.List == List, ct);
        if (row is null)
        {
            row = new ListPreference(me, List);
            work.Db.ListPreferences.Add(row);
        }

        (row.Content, row.SavedAtUtc) = (JsonSerializer.Serialize(clean, Json), authorized.UtcNow);
        await work.CommitAsync(ct);
        return clean;
    }

    /// <summary>Forgets the person's settings; no matter if there are none.</summary>
    [RequiresPermission(Permission.KeepPreferences)]
    public async Task ResetAsync(CancellationToken ct = default)
    {
        await using var work = await authorized.BeginAsync(Permission.KeepPreferences, Act, ct);
        var me = work.AccessContext.Me;
        await work.Db.ListPreferences.Where(row => row.StaffId == me && row.List == List).ExecuteDeleteAsync(ct);
        await work.CommitAsync(ct);
    }

    private static ReservationListSettings? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ReservationListSettings>(json, Json)?.Cleaned();
        }
        catch (JsonException)
        {
            return null; // Written by another version: the person chooses again.
        }
    }
}
