using Microsoft.AspNetCore.Components.Server.Circuits;
using MudBlazor;
using MudBlazor.Services;
using SupportCenter.Portal.Components.Theme;

namespace SupportCenter.Portal.Components;

/// <summary>What the shared parts of the screen need from the container.</summary>
public static class ScreenServices
{
    /// <summary>Adds one set per circuit (or per request on static pages).</summary>
    public static IServiceCollection AddScreen(this IServiceCollection services) =>
        services
            .AddMudServices()
            .AddSingleton<MudLocalizer, PortalMudLocalizer>()
            .AddSingleton<OpenForms>()
            .AddScoped<ScreenConnection>()
            .AddScoped<CircuitHandler>(services => services.GetRequiredService<ScreenConnection>())
            .AddScoped<StatusMessages>()
            .AddScoped<Reports.ExportSelection>()
            .AddScoped<Search.PaletteSearch>()
            .AddScoped<Reservations.ReservationListMemory>();
}
