using System.Net;
using Microsoft.AspNetCore.Http;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;

namespace SupportCenter.Portal;

/// <summary>In Development whoever opens the page chooses who they are: that is for this machine and for demo data only.</summary>
internal static class DevelopmentGuard
{
    private const string Remedy =
        "Set ASPNETCORE_ENVIRONMENT=Production (and Entra ID settings), or use an address of this machine and a data folder of its own.";

    /// <exception cref="InvalidOperationException">The portal would be reachable from elsewhere.</exception>
    public static void EnsureLoopback(WebApplicationBuilder builder)
    {
        if (
            builder.Environment.IsDevelopment()
            && Addresses(builder.Configuration).FirstOrDefault(address => !IsLoopback(address)) is { } open
        )
        {
            throw new InvalidOperationException(
                $"The environment is Development: anybody can sign in as anybody. But {open} can be reached from other machines. {Remedy}"
            );
        }
    }

    /// <exception cref="InvalidOperationException">There are people in the database who were not made for a demonstration.</exception>
    public static async Task EnsureDemoAsync(IHostEnvironment environment, PortalDatabase database)
    {
        if (environment.IsDevelopment() && !await database.HasDemoDataAsync())
        {
            throw new InvalidOperationException(
                $"The environment is Development: anybody can sign in as anybody. But this database holds no demo data. {Remedy}"
            );
        }
    }

    private static IEnumerable<string> Addresses(IConfiguration settings)
    {
        foreach (var (name, value) in settings.AsEnumerable().Where(setting => !string.IsNullOrWhiteSpace(setting.Value)))
        {
            if (name.Equals("urls", StringComparison.OrdinalIgnoreCase))
            {
                foreach (var address in value!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    yield return address;
                }
            }
            else if (
                name.Equals("http_ports", StringComparison.OrdinalIgnoreCase)
                || name.Equals("https_ports", StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return $"http://*:{value}"; // Ports alone are bound on every address.
            }
            else if (
                name.StartsWith("Kestrel:Endpoints:", StringComparison.OrdinalIgnoreCase)
                && name.EndsWith(":Url", StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return value!;
            }
        }
    }

    private static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address);
        return host.IsUnixPipe
            || host.IsNamedPipe
            || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
