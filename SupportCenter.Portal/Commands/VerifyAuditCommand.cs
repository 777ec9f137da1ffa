using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Audit;

namespace SupportCenter.Portal.Commands;

/// <summary><c>-- verify-audit [--checkpoints DIR] [--key PUBLICKEY] [--json FILE]</c>: reads the database only and holds it against its
/// own chain and the signed checkpoints. <c>--evidence FILE</c> verifies the evidence of an incident instead, and needs no database. Exit
/// code 0: sound; 1: damage; 2: it could not be verified.</summary>
internal static class VerifyAuditCommand
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static Task<int> RunAsync(string[] args)
    {
        var checkpoints = new Option<DirectoryInfo?>("--checkpoints") { Description = VerifyAuditTexts.Checkpoints };
        var key = new Option<FileInfo?>("--key") { Description = VerifyAuditTexts.Key };
        var json = new Option<FileInfo?>("--json") { Description = VerifyAuditTexts.Json };
        var evidence = new Option<FileInfo?>("--evidence") { Description = VerifyAuditTexts.Evidence };
        var (settings, own) = CommandSettings.Split(args);
        var command = new RootCommand(VerifyAuditTexts.Description) { checkpoints, key, json, evidence };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var builder = PortalHost.CreateBuilder(settings);
                var places = AuditPlaces.Of(PortalHost.StorageOf(builder), AuditSetup.OptionsOf(builder));
                var keys = parsed.GetValue(key)?.FullName ?? places.PublicKeyFile;
                if (parsed.GetValue(evidence) is { } file)
                {
                    return VerifyEvidenceAsync(file.FullName, keys, parsed.GetValue(json), cancellation);
                }

                return VerifyAsync(
                    places.DatabaseFile,
                    parsed.GetValue(checkpoints)?.FullName ?? places.CheckpointDirectory,
                    keys,
                    parsed.GetValue(json),
                    cancellation
                );
            }
        );
        return command.Parse(own).InvokeAsync(PortalCommands.Invocation);
    }

    private static async Task<int> VerifyAsync(
        string database,
        string checkpoints,
        string key,
        FileInfo? json,
        CancellationToken cancellation
    )
    {
        try
        {
            var verdict = AuditVerifier.Verify(database, checkpoints, key, cancellation);
            if (json is not null)
            {
                await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(verdict, Readable), cancellation);
            }

            Tell(verdict);
            return verdict.IsSound ? 0 : 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"{VerifyAuditTexts.NotVerified} {fault.Message}");
            return 2;
        }
    }

    private static async Task<int> VerifyEvidenceAsync(string file, string key, FileInfo? json, CancellationToken cancellation)
    {
        try
        {
            var verdict = EvidenceVerifier.Verify(file, key, cancellation);
            if (json is not null)
            {
                await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(verdict, Readable), cancellation);
            }

            Say(VerifyAuditTexts.Read, verdict.Rows, verdict.Checkpoints);
            if (verdict.Fault is { } fault)
            {
                Say(VerifyAuditTexts.Damage, fault.Label(), verdict.Row is { } row ? Filled(VerifyAuditTexts.Row, row) : "", "");
            }

            Say(verdict.IsSound ? VerifyAuditTexts.EvidenceSound : VerifyAuditTexts.EvidenceNotSound);
            return verdict.IsSound ? 0 : 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync($"{VerifyAuditTexts.NotVerified} {fault.Message}");
            return 2;
        }
    }

    private static void Tell(AuditVerdict verdict)
    {
        Say(VerifyAuditTexts.Read, verdict.Rows, verdict.Checkpoints);
        foreach (var restore in verdict.Restores)
        {
            Say(
                VerifyAuditTexts.Restored,
                ScreenDate.At(CentreTime.ToCivil(restore.AtUtc)),
                ScreenDate.At(CentreTime.ToCivil(restore.BackupAtUtc)),
                restore.FromSequence,
                restore.ToSequence
            );
        }

        foreach (var damage in verdict.Damage)
        {
            Say(
                VerifyAuditTexts.Damage,
                damage.Kind.Label(),
                damage.Sequence is { } row ? Filled(VerifyAuditTexts.Row, row) : "",
                damage.Checkpoint ?? ""
            );
        }

        if (verdict.Checkpoints == 0)
        {
            Say(VerifyAuditTexts.NoCheckpoints);
        }

        Say(verdict.IsSound ? VerifyAuditTexts.Sound : VerifyAuditTexts.NotSound);
    }

    private static void Say(string text, params object[] values) => Console.WriteLine(Filled(text, values).TrimEnd());
}
