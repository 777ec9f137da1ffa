using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Notices;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Tests.Drills;

/// <summary>The power goes out while people book, save and upload. Twelve times by default; SUPPORTCENTER_DRILL_ROUNDS=500 for the great
/// drill. SUPPORTCENTER_DRILL_LOG=FILE keeps a line of each round, what the killed processes said of faults, and, where a round ends red,
/// its data folder in FILE.folder.</summary>
public sealed class KillDrillTests
{
    private const int UsualRounds = 12;

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("SUPPORTCENTER_DRILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
            ? rounds
            : UsualRounds;

    [Fact]
    public async Task What_was_acknowledged_is_there_and_nothing_is_half_done_however_often_the_process_is_killed()
    {
        var folder = Directory.CreateTempSubdirectory("portal-drill-");
        try
        {
            // A round books a few slots; in the great drill they ran out.
            await DrillSite.PrepareAsync(folder.FullName, Math.Max(DrillSite.Clinics, 3 * Rounds));
            await using (var site = await DrillSite.OpenAsync(folder.FullName))
            {
                await site.AddAsync(Make.Staff(Role.Supervisor));
            }

            var said = new Acknowledgements();
            for (var round = 1; round <= Rounds; round++)
            {
                await RoundAsync(round, folder, said);
            }

            Assert.NotEmpty(said.Booked);
            Assert.NotEmpty(said.Uploaded);
            Assert.NotEmpty(said.HandedOver);
            Assert.NotEmpty(said.Posted);
            Assert.NotEmpty(said.Incidents);
            Assert.NotNull(said.Saved);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Memory_grows_by_less_than_100_MB_while_eight_largest_papers_come_in_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("portal-drill-");
        try
        {
            await DrillSite.PrepareAsync(folder.FullName);
            using var worker = Worker(folder.FullName, papers: 8);
            var said = await worker.StandardOutput.ReadToEndAsync();
            await worker.WaitForExitAsync();

            var memory = Assert
                .Single(said.Split('\n'), line => line.StartsWith("memory", StringComparison.Ordinal))
                .Split(' ')
                .Skip(1)
                .Select(text => long.Parse(text, CultureInfo.InvariantCulture))
                .ToArray();
            Assert.InRange(memory[1] - memory[0], 0, 100 * 1024 * 1024);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? LogFile => Environment.GetEnvironmentVariable("SUPPORTCENTER_DRILL_LOG");

    private static async Task RoundAsync(int round, DirectoryInfo folder, Acknowledgements said)
    {
        var (began, step) = (Stopwatch.GetTimestamp(), "working");
        try
        {
            await WorkAndKillAsync(folder.FullName, said);
            var killed = Stopwatch.GetElapsedTime(began);
            step = "opening";
            await using var site = await DrillSite.OpenAsync(folder.FullName);
            var opened = Stopwatch.GetElapsedTime(began);
            step = "looking";
            await EnsureSoundAsync(site, said);
            Log(
                $"round {round}: killed after {killed.TotalSeconds:0.00} s, opened in {(opened - killed).TotalSeconds:0.00} s, "
                    + $"looked at in {(Stopwatch.GetElapsedTime(began) - opened).TotalSeconds:0.00} s; {said.Booked.Count} bookings, "
                    + $"{said.Uploaded.Count} papers, {said.Acknowledged} acts acknowledged"
            );
        }
        catch (Exception fault) when (LogFile is { } file)
        {
            Log($"round {round}: RED while {step}, after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s: {fault}");
            foreach (var left in folder.GetFiles("*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(file + ".folder", Path.GetRelativePath(folder.FullName, left.FullName));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                left.CopyTo(copy, overwrite: true);
            }

            throw;
        }
    }

    private static void Log(string line)
    {
        if (LogFile is { } file)
        {
            File.AppendAllText(file, $"{line}\n");
        }
    }

    private static Process Worker(string folder, int papers = 0)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", typeof(KillDrillTests).Assembly.Location, "drill", folder, papers.ToString(CultureInfo.InvariantCulture)]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var worker = Process.Start(start)!;
        worker.ErrorDataReceived += (_, said) =>
        {
            if (said.Data is { } line)
            {
                Log("said: " + line);
            }
        };
        worker.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Lets a process work until a few acts were acknowledged and a moment longer, ends it as a power cut would, and takes down
    /// what it had said until then.</summary>
    private static async Task WorkAndKillAsync(string folder, Acknowledgements said)
    {
        var enough = said.Acknowledged + RandomNumberGenerator.GetInt32(1, 20);
        using var worker = Worker(folder);
        var reading = Task.Run(async () =>
        {
            while (await worker.StandardOutput.ReadLineAsync() is { } line)
            {
                said.Note(line);
            }
        });
        await Eventually.TrueAsync("some acts are acknowledged", () => Task.FromResult(said.Acknowledged >= enough || worker.HasExited));
        if (worker.HasExited)
        {
            await worker.WaitForExitAsync(); // Until all that it said of its fault was read.
            Assert.Fail($"What works in the drill has ended by itself, with {worker.ExitCode}.");
        }

        await Task.Delay(RandomNumberGenerator.GetInt32(0, 40));
        worker.Kill();
        await worker.WaitForExitAsync();
        await reading;
    }

    private static async Task EnsureSoundAsync(DrillSite site, Acknowledgements said)
    {
        Assert.Equal("ok", await site.IntegrityAsync());
        var booked = await site.ReadAsync(db =>
            db.Reservations.Where(row => row.Status == ReservationStatus.Booked).Select(row => row.Id).ToListAsync()
        );
        Assert.Empty(said.Booked.Except(booked));
        Assert.InRange(booked.Count, said.Booked.Count, said.BookingsTried);

        // The last text that was acknowledged, or one that was on its way when the power went.
        var summary = await site.ReadAsync(db => db.Records.Select(row => row.Details.Summary).SingleAsync());
        Assert.Contains(summary, new[] { said.Saved, said.SaveTried });
        said.Found(summary);

        // Each business is there with its reservation and its audit row; the log has no gap.
        var bookings = await site.ReadAsync(db =>
            db.Audit.CountAsync(row => row.Act == AuditActs.ReservationBooked && row.SubjectKind == nameof(Reservation))
        );
        Assert.Equal(booked.Count, bookings);
        Assert.Equal(booked.Count + 1, await site.ReadAsync(db => db.Businesses.CountAsync())); // One was there before.
        var log = await site.ReadAsync(db => db.Audit.OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync());
        Assert.Equal(Enumerable.Range(1, log.Count).Select(at => (long)at), log);

        await EnsureBoardAsync(site, said);
        await EnsureIncidentsAsync(site, said);
        await EnsureWholeAsync(site, said);
    }

    /// <summary>Handovers and notices that were acknowledged are there, each with its index, its first version and its audit
    /// rows.</summary>
    private static async Task EnsureBoardAsync(DrillSite site, Acknowledgements said)
    {
        var handovers = await site.ReadAsync(db => db.Handovers.AsNoTracking().ToListAsync());
        Assert.Empty(said.HandedOver.Except(handovers.Select(row => row.Id)));
        Assert.Empty(said.Finished.Except(handovers.Where(row => row.DoneAtUtc != null).Select(row => row.Id)));
        var indexed = await site.ReadAsync(db => db.HandoverGrams.Select(row => row.HandoverId).Distinct().ToListAsync());
        Assert.Equal(handovers.Select(row => row.Id).Order(), indexed.Order());
        var notices = await site.ReadAsync(db => db.Notices.Select(row => row.Id).ToListAsync());
        Assert.Empty(said.Posted.Except(notices));
        Assert.Equal(notices.Order(), (await site.ReadAsync(db => db.NoticeVersions.Select(row => row.NoticeId).ToListAsync())).Order());
        var acts = await site.ReadAsync(db =>
            db.Audit.Where(row => row.SubjectKind == nameof(Handover) || row.SubjectKind == nameof(Notice))
                .GroupBy(row => row.Act)
                .Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count)
        );
        Assert.Equal(
            (handovers.Count, handovers.Count(row => row.DoneAtUtc != null), notices.Count),
            (
                acts.GetValueOrDefault(AuditActs.HandoverWritten),
                acts.GetValueOrDefault(AuditActs.HandoverDone),
                acts.GetValueOrDefault(AuditActs.NoticePosted)
            )
        );
    }

    /// <summary>Incidents, contacts and letters that were acknowledged are there, each with all that belongs to it and its audit
    /// row.</summary>
    private static async Task EnsureIncidentsAsync(DrillSite site, Acknowledgements said)
    {
        var incidents = await site.ReadAsync(db => db.Incidents.Select(row => row.Id).ToListAsync());
        Assert.Empty(said.Incidents.Except(incidents));
        var steps = await site.ReadAsync(db => db.IncidentSteps.Select(row => row.IncidentId).ToListAsync());
        Assert.Equal(
            incidents.Order(),
            steps
                .CountBy(id => id)
                .Where(group => group.Value == Enum.GetValues<IncidentStepKind>().Length - 1)
                .Select(group => group.Key)
                .Order()
        );
        var lines = await site.ReadAsync(db => db.AffectedBusinesses.AsNoTracking().ToListAsync());
        var held = await site.ReadAsync(db => db.RetentionHolds.Select(row => row.IncidentId!.Value).ToListAsync());
        Assert.Equal(lines.Select(line => line.IncidentId).Order(), held.Order());
        var attempts = (await site.ReadAsync(db => db.ContactAttempts.Select(row => row.AffectedId).ToListAsync())).ToHashSet();
        Assert.Empty(said.Called.Except(attempts));
        Assert.Equal(lines.Where(line => line.Attempts > 0).Select(line => line.Id).Order(), attempts.Order());
        var letters = await site.ReadAsync(db => db.IncidentPapers.AsNoTracking().ToListAsync());
        Assert.Empty(said.Written.Except(letters.Select(row => row.Id)));
        var parts = await site.ReadAsync(db => db.IncidentPaperParts.AsNoTracking().ToListAsync());
        Assert.Equal(letters.Count, parts.Count);
        Assert.DoesNotContain(letters, letter =>
            !letter.IsSoundWith(parts.Where(part => part.PaperId == letter.Id).Select(part => part.Hash))
        );
        var acts = await site.ReadAsync(db =>
            db.Audit.Where(row => row.SubjectKind == nameof(Incident) || row.SubjectKind == nameof(IncidentPaper))
                .GroupBy(row => row.Act)
                .Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count)
        );
        Assert.Equal(
            (incidents.Count, letters.Count),
            (acts.GetValueOrDefault(AuditActs.IncidentOpened), acts.GetValueOrDefault(AuditActs.IncidentPaperPrepared))
        );
    }

    /// <summary>Every paper that can be seen is whole: what was acknowledged, and nothing that was not even tried.</summary>
    private static async Task EnsureWholeAsync(DrillSite site, Acknowledgements said)
    {
        var documents = await site.AsAsync<DocumentService>(Role.Scrivener);
        var seen = await site.ReadAsync(db => db.Documents.Select(row => row.Id).ToListAsync());
        Assert.Empty(said.Uploaded.Keys.Except(seen));
        foreach (var id in seen.Where(said.Unread.Contains).Concat(seen.Where(id => !said.Uploaded.ContainsKey(id))))
        {
            var opened = await documents.OpenContentAsync(id);
            await using var content = opened!.Content;
            var hash = Convert.ToHexString(await SHA256.HashDataAsync(content));
            Assert.Contains(hash, said.UploadsTried);
            Assert.True(!said.Uploaded.TryGetValue(id, out var told) || told == hash);
            said.Unread.Remove(id);
        }
    }

    /// <summary>What the killed processes said: what they were about to do, and what the portal had acknowledged.</summary>
    private sealed class Acknowledgements
    {
        public HashSet<Guid> Booked { get; } = [];

        public int BookingsTried { get; private set; }

        public string? Saved { get; private set; }

        public string? SaveTried { get; private set; }

        public Dictionary<Guid, string> Uploaded { get; } = [];

        public HashSet<string> UploadsTried { get; } = [];

        /// <summary>Papers that were not read back yet: each is, once.</summary>
        public HashSet<Guid> Unread { get; } = [];

        public HashSet<Guid> Incidents { get; } = [];

        public HashSet<Guid> Called { get; } = [];

        /// <summary>Letters.</summary>
        public HashSet<Guid> Written { get; } = [];

        public HashSet<Guid> HandedOver { get; } = [];

        public HashSet<Guid> Finished { get; } = [];

        public HashSet<Guid> Posted { get; } = [];

        public int Acknowledged { get; private set; }

        /// <summary>The text that was found after the power came back: seen once, it stays until another is acknowledged, whether its own
        /// acknowledgement had been lost or not.</summary>
        public void Found(string? text) => Saved = SaveTried = text;

        public void Note(string line)
        {
            Acknowledged += line.StartsWith("done", StringComparison.Ordinal) ? 1 : 0;
            switch (line.Split(' '))
            {
                case ["try", "book", _]:
                    BookingsTried++;
                    break;
                case ["done", "book", var id]:
                    Booked.Add(Guid.Parse(id));
                    break;
                case ["try", "save", var text]:
                    SaveTried = text;
                    break;
                case ["done", "save", var text]:
                    Saved = text;
                    break;
                case ["try", "upload", var hash]:
                    UploadsTried.Add(hash);
                    break;
                case ["done", "handover", var id]:
                    HandedOver.Add(Guid.Parse(id));
                    break;
                case ["done", "finish", var id]:
                    Finished.Add(Guid.Parse(id));
                    break;
                case ["done", "notice", var id]:
                    Posted.Add(Guid.Parse(id));
                    break;
                case ["done", "incident", var id]:
                    Incidents.Add(Guid.Parse(id));
                    break;
                case ["done", "call", var id]:
                    Called.Add(Guid.Parse(id));
                    break;
                case ["done", "letter", var id]:
                    Written.Add(Guid.Parse(id));
                    break;
                case ["done", "upload", var id, var hash]:
                    Uploaded.Add(Guid.Parse(id), hash);
                    Unread.Add(Guid.Parse(id));
                    break;
            }
        }
    }
}
