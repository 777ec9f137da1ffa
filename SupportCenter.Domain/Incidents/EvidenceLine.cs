using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Exposure;

namespace SupportCenter.Domain.Incidents;

/// <summary>The lines of an evidence file: a JSON object each, whose first property <c>kind</c> says what it is.</summary>
internal static class EvidenceLine
{
    /// <summary>What the first line says that the file is.</summary>
    public const string Format = "supportcenter-evidence/1";

    public const string HeadKind = "evidence";
    public const string RowKind = "row";
    public const string CheckpointKind = "checkpoint";
    public const string ListKind = "list";
    public const string PaperKind = "paper";
    public const string SignatureKind = "signature";

    private const string FindingKind = "finding";
    private const string DocumentKind = "document";

    public static string Head(Incident incident, long from, long to, DateTime atUtc) => Line(HeadKind, json =>
        {
            json.WriteString("format", Format);
            json.WriteString("incident", incident.Id.ToString("N"));
            json.WriteNumber("fiscalYear", incident.FiscalYear);
            json.WriteNumber("number", incident.Number);
            json.WriteBoolean("isDrill", incident.IsDrill);
            json.WriteString("state", incident.State.ToString());
            json.WriteString("recordedAt", At(incident.RecordedAtUtc));
            json.WriteNumber("fromRow", from);
            json.WriteNumber("toRow", to);
            json.WriteString("at", At(atUtc));
        });

    public static string Row(AuditEntry row) => Line(RowKind, json =>
        {
            json.WriteString("previous", Convert.ToHexStringLower(row.PreviousHash));
            json.WriteString("hash", Convert.ToHexStringLower(row.Hash));
            var canonical = new ArrayBufferWriter<byte>(512);
            AuditTrail.WriteCanonical(row, canonical);
            json.WritePropertyName("row");
            json.WriteRawValue(canonical.WrittenSpan);
        });

    public static string Checkpoint(string line) => Line(CheckpointKind, json => json.WriteString("line", line));

    public static string Finding(ExposureFinding finding, DateTime atUtc) => Line(FindingKind, json =>
        {
            json.WriteString("id", finding.Id.ToString("N"));
            json.WriteString("check", finding.CheckId.ToString("N"));
            json.WriteString("at", At(atUtc));
            json.WriteString("found", finding.Kind.ToString());
            json.WriteString("method", finding.Method);
            json.WriteNumber("status", finding.Status);
            json.WriteString("clue", finding.Clue);
            json.WriteNumber("times", finding.Times);
        });

    /// <summary>The hash is keyed, as the portal keeps it: it says which content it was to whoever has the portal's keys.</summary>
    public static string Document(Guid id, long size, byte[] contentKey, DateTime uploadedAtUtc) => Line(DocumentKind, json =>
        {
            json.WriteString("id", id.ToString("N"));
            json.WriteNumber("size", size);
            json.WriteString("hmacSha256", Convert.ToHexStringLower(contentKey));
            json.WriteString("uploadedAt", At(uploadedAtUtc));
        });

    public static string List(AffectedList list) => Line(ListKind, json =>
        {
            json.WriteString("id", list.Id.ToString("N"));
            json.WriteNumber("number", list.Number);
            json.WriteNumber("businesses", list.Businesses);
            json.WriteNumber("listOnly", list.ListOnly);
            json.WriteNumber("persons", list.Persons);
            json.WriteString("sha256", Convert.ToHexStringLower(list.Hash));
            json.WriteString("at", At(list.FixedAtUtc));
        });

    public static string Paper(IncidentPaper paper) => Line(PaperKind, json =>
        {
            json.WriteString("id", paper.Id.ToString("N"));
            json.WriteNumber("number", paper.Number);
            json.WriteString("paper", paper.Kind.ToString());
            json.WriteString("sha256", Convert.ToHexStringLower(paper.Hash));
            json.WriteString("preparedAt", At(paper.PreparedAtUtc));
            json.WriteString("approvedAt", paper.ApprovedAtUtc is { } at ? At(at) : null);
        });

    /// <summary>The last line. Its own text without the signature is what is signed.</summary>
    /// <param name="hash">SHA-256 of all bytes before the line, in hexadecimal digits.</param>
    /// <param name="key">The id of the key.</param>
    /// <param name="signature">In Base64; null for the text that is signed.</param>
    public static string Signature(string hash, string key, string? signature) => Line(SignatureKind, json =>
        {
            json.WriteString("sha256", hash);
            json.WriteString("key", key);
            if (signature is not null)
            {
                json.WriteString("signature", signature);
            }
        });

    private static string At(DateTime utc) => utc.ToString("O", CultureInfo.InvariantCulture);

    private static string Line(string kind, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>Writes lines, and signs them: the last line holds the SHA-256 of every byte before it.</summary>
internal sealed class EvidenceWriter(Stream target) : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public async Task LineAsync(string line, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        hash.AppendData(bytes);
        await target.WriteAsync(bytes, ct);
    }

    public async Task SignAsync(CheckpointKey key, CancellationToken ct)
    {
        var sum = Convert.ToHexStringLower(hash.GetHashAndReset());
        var signature = Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(EvidenceLine.Signature(sum, key.Id, null))));
        await LineAsync(EvidenceLine.Signature(sum, key.Id, signature), ct);
    }

    public void Dispose() => hash.Dispose();
}
