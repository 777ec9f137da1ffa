using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Documents;
using SupportCenter.Tests.Drills;

namespace SupportCenter.Tests.Keys;

/// <summary>A process in which people book, save a record and upload papers at the same time, and what it said that the portal had
/// acknowledged.</summary>
internal sealed class WorkingPeople : IAsyncDisposable
{
    private static readonly string[] AllKinds = ["book", "call", "finish", "handover", "incident", "letter", "notice", "save", "upload"];
    private readonly Process process;
    private readonly List<string> acknowledged = [];
    private readonly Task reading;

    private WorkingPeople(Process process)
    {
        this.process = process;
        reading = Task.Run(ReadAsync);
    }

    /// <summary>How many acts were acknowledged so far.</summary>
    public int Done
    {
        get
        {
            lock (acknowledged)
            {
                return acknowledged.Count;
            }
        }
    }

    private int Kinds
    {
        get
        {
            lock (acknowledged)
            {
                return acknowledged.Select(line => line.Split(' ')[1]).Distinct().Count();
            }
        }
    }

    public static Task<WorkingPeople> StartAsync(string folder) =>
        Task.FromResult(
            new WorkingPeople(
                Process.Start(
                    new ProcessStartInfo("dotnet", ["exec", typeof(WorkingPeople).Assembly.Location, "drill", folder, "0"])
                    {
                        RedirectStandardOutput = true,
                        UseShellExecute = false,
                    }
                )!
            )
        );

    /// <summary>Waits until so many acts were acknowledged since the start, some of each kind.</summary>
    public async Task HaveDoneAsync(int acts)
    {
        await Eventually.TrueAsync(
            "people get on with their work",
            () => Task.FromResult((Done >= acts && Kinds >= AllKinds.Length) || process.HasExited),
            TimeSpan.FromMinutes(2)
        );
        Assert.False(process.HasExited, "Work has failed by itself.");
    }

    public async Task StopAsync()
    {
        Assert.False(process.HasExited, "Work has failed by itself.");
        process.Kill();
        await process.WaitForExitAsync();
        await reading;
    }

    /// <summary>Every booking and paper that was acknowledged can be read as it was.</summary>
    public async Task EnsureAllIsThereAsync(DrillSite site)
    {
        var entries = acknowledged.Select(line => line.Split(' ')).ToList();
        var booked = await site.ReadAsync(db =>
            db.Reservations.Select(row => new { row.Id, row.Details.BusinessName })
                .ToDictionaryAsync(row => row.Id, row => row.BusinessName)
        );
        AssertEach.Of(entries.Where(line => line[1] == "book"), line =>
            Assert.StartsWith("例示", booked[Guid.Parse(line[2])], StringComparison.Ordinal)
        );
        Assert.NotEmpty(await site.ReadAsync(db => db.Records.Select(row => row.Details.Summary).ToListAsync()));
        var documents = await site.AsAsync<DocumentService>(Role.Supervisor);
        foreach (var line in entries.Where(line => line[1] == "upload"))
        {
            await using var content = (await documents.OpenContentAsync(Guid.Parse(line[2])))!.Content;
            Assert.Equal(line[3], Convert.ToHexString(await SHA256.HashDataAsync(content)));
        }

        Assert.Equal(AllKinds, entries.Select(line => line[1]).Distinct().Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("done", StringComparison.Ordinal))
            {
                lock (acknowledged)
                {
                    acknowledged.Add(line);
                }
            }
        }
    }
}
