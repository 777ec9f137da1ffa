using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Portal;

namespace SupportCenter.Tests.Security;

/// <summary>Development, in which anybody is anybody, is for this machine and for demo data.</summary>
public sealed class DevelopmentGuardTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-guard-");

    public static TheoryData<string> Open =>
        [
            "--urls=http://0.0.0.0:0",
            "--urls=http://*:5080",
            "--urls=http://+:5080",
            "--urls=http://[::]:0",
            "--urls=http://192.0.2.7:5080",
            "--urls=http://portal.example.jp:5080",
            "--urls=http://127.0.0.1:0;http://0.0.0.0:0",
            "--http_ports=5080",
            "--https_ports=5443",
            "--Kestrel:Endpoints:Http:Url=http://0.0.0.0:0",
        ];

    public static TheoryData<string> Closed =>
        [
            "--urls=http://127.0.0.1:0",
            "--urls=http://localhost:5080",
            "--urls=http://[::1]:0",
            "--urls=http://127.8.9.1:0",
            "--Kestrel:Endpoints:Http:Url=http://127.0.0.1:0",
        ];

    [Theory]
    [MemberData(nameof(Open))]
    [Asvs("6.3.4", "13.4.2")]
    public async Task Development_does_not_start_where_other_machines_reach_it_and_says_why(string address)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => BuildAsync(address));

        Assert.Contains("can be reached from other machines", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ASPNETCORE_ENVIRONMENT=Production", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Closed))]
    [Asvs("6.3.4")]
    public async Task On_an_address_of_this_machine_it_starts(string address)
    {
        await using var app = await BuildAsync(address);
        Assert.NotNull(app);
    }

    [Fact]
    [Asvs("6.3.4", "13.4.2")]
    public async Task Development_does_not_start_on_a_database_without_demo_data_and_says_why()
    {
        using (var database = await PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder.FullName }))
        {
            using var turn = await database.Gate.EnterAsync(CancellationToken.None);
            await using var db = database.CreateContext();
            db.BeforeSave = _ => Task.CompletedTask;
            db.Add(Make.Staff(Role.Supervisor));
            await db.SaveChangesAsync();
        }

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => BuildAsync("--urls=http://127.0.0.1:0"));

        Assert.Contains("no demo data", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<Microsoft.AspNetCore.Builder.WebApplication> BuildAsync(string address) =>
        PortalHost.BuildAsync([address, "--Storage:DataDirectory", folder.FullName, "--Logging:LogLevel:Default=None"]);
}
