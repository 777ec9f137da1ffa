using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Portal.Commands;

namespace SupportCenter.Tests.Incidents;

/// <summary>The evidence of an incident: one signed file that nobody can change unnoticed.</summary>
public sealed class EvidenceTests : IAsyncLifetime
{
    private readonly string file = Path.GetTempFileName();
    private IncidentScene scene = null!;
    private Guid incident;

    public async Task InitializeAsync()
    {
        scene = await IncidentScene.SetAsync();
        // Something before the incident, which is signed and not part of it.
        await scene.OpenAsync(isDrill: true);
        await scene.Portal.As<CheckpointService>(CallerIdentity.Console).SignAsync();
        incident = await scene.OpenWithAsync(3);
        await scene.Portal.As<IncidentPaperService>(Role.Supervisor).PrepareAsync(incident, IncidentPaperKind.Preliminary);
        await scene.Portal.As<CheckpointService>(CallerIdentity.Console).SignAsync();
    }

    public async Task DisposeAsync()
    {
        File.Delete(file);
        await scene.DisposeAsync();
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task It_begins_after_what_was_signed_before_and_ends_with_its_own_export_and_the_command_accepts_it()
    {
        var evidence = await ExportAsync();

        Assert.True(evidence.From > 1);
        var verdict = Verify();
        Assert.True(verdict.IsSound, $"{verdict}");
        Assert.Equal(evidence.To - evidence.From + 1, verdict.Rows);
        Assert.Equal(3, verdict.Checkpoints);
        var last = (await scene.Portal.AuditAsync()).Single(row => row.Act == AuditActs.EvidenceExported);
        Assert.Equal((evidence.To, incident), (last.Sequence, last.SubjectId));
        var kinds = (await File.ReadAllLinesAsync(file)).Select(line => line.Split('"')[3]).Distinct();
        Assert.Equal(["evidence", "checkpoint", "row", "list", "paper", "signature"], kinds);
        var words = new[] { "verify-audit", "--evidence", file, "--key", scene.Portal.Database.Places.PublicKeyFile };
        Assert.Equal(0, await PortalCommands.RunAsync(words));
        await File.AppendAllTextAsync(file, " ");
        Assert.Equal(1, await PortalCommands.RunAsync(words));
        Assert.Equal(2, await PortalCommands.RunAsync(["verify-audit", "--evidence", file + "-none", "--key", file]));
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task One_byte_that_is_changed_anywhere_is_found_in_each_part()
    {
        await ExportAsync();
        var bytes = await File.ReadAllBytesAsync(file);
        var (kind, tried) = ("", new HashSet<string>());
        for (var at = 0; at < bytes.Length; at++)
        {
            if (at == 0 || bytes[at - 1] == '\n')
            {
                kind = Encoding.UTF8.GetString(bytes, at, Math.Min(30, bytes.Length - at)).Split('"')[3];
            }

            // Every byte of the signature, and every seventh of the rest.
            if (kind != "signature" && at % 7 != 0)
            {
                continue;
            }

            tried.Add(kind);
            var was = bytes[at];
            bytes[at] ^= 1;
            await File.WriteAllBytesAsync(file, bytes);
            Assert.False(Verify().IsSound, $"Byte {at} of {kind} was changed unnoticed.");
            bytes[at] = was;
        }

        Assert.Superset(new HashSet<string>(["evidence", "checkpoint", "row", "list", "paper", "signature"]), tried);
    }

    [Theory]
    [InlineData("row", EvidenceFault.ChainBroken)]
    [InlineData("checkpoint", EvidenceFault.CheckpointForged)]
    [InlineData("list", EvidenceFault.HashNotInLog)]
    [InlineData("paper", EvidenceFault.HashNotInLog)]
    [Asvs("16.4.2")]
    public async Task What_somebody_with_the_key_signs_again_has_still_to_agree_with_the_log(string kind, EvidenceFault fault)
    {
        await ExportAsync();
        var lines = (await File.ReadAllLinesAsync(file)).ToList();
        var at = lines.FindIndex(line => line.StartsWith($"{{\"kind\":\"{kind}\"", StringComparison.Ordinal));
        // Another digit in the first hash of the line; of a checkpoint in its signature.
        var place = kind switch
        {
            "row" => lines[at].IndexOf("\"hash\":\"", StringComparison.Ordinal) + 8,
            "checkpoint" => Enumerable
                .Range(20, 60)
                .Select(back => lines[at].Length - back)
                .First(here => !lines[at][(here - 5)..(here + 1)].Contains('\\', StringComparison.Ordinal)), // No part of an escaped +.
            _ => lines[at].IndexOf("\"sha256\":\"", StringComparison.Ordinal) + 10,
        };
        lines[at] = lines[at][..place] + (lines[at][place] == '1' ? '2' : '1') + lines[at][(place + 1)..];

        await SignAgainAsync(lines);

        Assert.Equal(fault, Verify().Fault);
    }

    [Fact]
    [Asvs("16.4.2")]
    public async Task Rows_that_are_cut_off_and_a_key_of_another_portal_are_found()
    {
        await ExportAsync();
        var lines = (await File.ReadAllLinesAsync(file)).ToList();
        var last = lines.FindLastIndex(line => line.StartsWith("{\"kind\":\"row\"", StringComparison.Ordinal));
        await SignAgainAsync([.. lines.Where((_, at) => at != last)]);
        Assert.Equal(EvidenceFault.ChainBroken, Verify().Fault);

        await using var other = await IncidentScene.SetAsync();
        await other.Portal.As<CheckpointService>(CallerIdentity.Console).SignAsync();
        Assert.Equal(EvidenceFault.NotSigned, EvidenceVerifier.Verify(file, other.Portal.Database.Places.PublicKeyFile).Fault);
    }

    [Fact]
    [Asvs("14.2.6")]
    public async Task It_holds_no_name_number_or_text()
    {
        var details = IncidentScene.Details();
        details.Cause = "取り違えた資料";
        await scene.City.ChangeAsync(incident, details, (await scene.ViewAsync(incident)).Version);
        await ExportAsync();

        var text = await File.ReadAllTextAsync(file);

        AssertEach.Of(new[] { "例示", "\\u4F8B\\u793A", "075-000", "0750000", "取り違え", "検索", "\\u691C\\u7D22" }, word =>
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase)
        );
        var business = await scene.Portal.ReadAsync(db => db.AffectedBusinesses.Select(row => row.BusinessId).FirstAsync());
        Assert.Contains(business.ToString("N"), text, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("7.5.3")]
    public async Task Only_the_city_takes_it_out_and_after_a_fresh_sign_in()
    {
        await Assert.ThrowsAsync<AccessRefusedException>(() => scene.Portal.As<EvidenceService>(Role.Auditor).OpenAsync(incident));
        Assert.Null(await scene.Portal.As<EvidenceService>(Role.Supervisor).OpenAsync(NewId.Create()));
        var service = scene.Portal.As<EvidenceService>(Role.Supervisor);
        scene.Portal.Time.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<FreshSignInRequiredException>(() => service.OpenAsync(incident));
    }

    private async Task<Evidence> ExportAsync()
    {
        var evidence = (await scene.Portal.As<EvidenceService>(Role.Supervisor).OpenAsync(incident))!;
        await using var stream = File.Create(file);
        await evidence.WriteAsync(stream);
        return evidence;
    }

    private EvidenceVerdict Verify() => EvidenceVerifier.Verify(file, scene.Portal.Database.Places.PublicKeyFile);

    private async Task SignAgainAsync(IReadOnlyList<string> lines)
    {
        await using var stream = File.Create(file);
        using var writer = new EvidenceWriter(stream);
        foreach (var line in lines.SkipLast(1))
        {
            await writer.LineAsync(line, default);
        }

        using var key = CheckpointKey.Open(scene.Portal.Database.Places.KeyFile);
        await writer.SignAsync(key, default);
    }
}
