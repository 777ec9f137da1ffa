using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Portal;
using SupportCenter.Tests.Browser;
using SupportCenter.Tests.Drills;
using SupportCenter.Tests.Security;

namespace SupportCenter.Tests.Data;

/// <summary>Something unique is disclosed to every encrypted field through the use cases, the portal serves it as a process of its own
/// with its log at the finest, and then every byte that lies anywhere is looked through.</summary>
public sealed class SeedMarkerTests : IDisposable
{
    private const string Marker = "鑰標しるべマーカー";
    private const string Digits = "0750007431";
    private readonly MarkerScan scan = new(Marker, Digits, SensitiveDataWriter.Telephone);
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("portal-marked-");
    private readonly DirectoryInfo temp = Directory.CreateTempSubdirectory("portal-marked-tmp-");
    private readonly DirectoryInfo backups = Directory.CreateTempSubdirectory("portal-marked-backup-");

    public void Dispose()
    {
        data.Delete(recursive: true);
        temp.Delete(recursive: true);
        backups.Delete(recursive: true);
    }

    [Fact]
    [Asvs("11.3.2", "16.2.5")]
    public async Task What_was_confided_lies_in_no_file_temporary_file_backup_or_log_in_any_spelling_or_encoding()
    {
        await using var site = await SiteAsync();
        var work = await WriteAsync(site);
        string log;
        await using (
            var portal = await PortalProcess.StartAsync(
                data.FullName,
                settings: new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["TMPDIR"] = temp.FullName,
                    ["ASPNETCORE_TEMP"] = temp.FullName,
                    // Sockets for debuggers are no files to be read.
                    ["DOTNET_EnableDiagnostics"] = "0",
                    ["Logging__LogLevel__Default"] = "Trace",
                    ["Logging__LogLevel__Microsoft"] = "Trace",
                }
            )
        )
        {
            await ServeAsync(site, work, portal);
            // While it runs: with the write-ahead log, and with what an export may have left.
            Assert.Empty(scan.InFolders(data.FullName));
            await BackUpAsync();
            log = portal.Log;
        }

        Assert.True(
            log.Contains("Request finished", StringComparison.Ordinal) && log.Contains("trce:", StringComparison.Ordinal),
            "The log was not at its finest."
        );
        Assert.Empty(scan.InText(log));
        Assert.Contains(Directory.GetFiles(data.FullName, "*", SearchOption.AllDirectories), file =>
            file.EndsWith("portal.db", StringComparison.Ordinal)
        );
        Assert.Contains(Directory.GetFiles(data.FullName, "*", SearchOption.AllDirectories), file =>
            file.Contains(Path.Combine("keys", "cookies"), StringComparison.Ordinal)
        );
        Assert.Equal(2, backups.GetFiles("*.db").Length);
        Assert.Empty(scan.InFolders(data.FullName, backups.FullName));
        Assert.Empty(temp.GetFiles("*", SearchOption.AllDirectories).SelectMany(file => scan.InFile(file.FullName)));
    }

    [Fact]
    [Asvs("11.3.2")]
    public async Task The_scan_finds_a_marker_in_every_encoding_and_spelling_and_within_what_is_packed()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string[] spellings =
        [
            Marker,
            "鑰標しるべまーかー",
            "鑰標シルベマーカー",
            "鑰標ｼﾙﾍﾞﾏｰｶｰ",
            Digits,
            "075-000-7431",
            "０７５０００７４３１",
        ];
        foreach (
            var (spelling, encoding) in spellings.SelectMany(
                text =>
                    new[]
                    {
                        Encoding.UTF8,
                        Encoding.Unicode,
                        Encoding.BigEndianUnicode,
                        Encoding.GetEncoding(932),
                        Encoding.GetEncoding(51932),
                    },
                (text, encoding) => (text, encoding)
            )
        )
        {
            // 鑰 and 標 are in both Japanese code pages, half-width kana in EUC too; after an odd byte as well, and over the end of a block.
            var bytes = encoding.GetBytes(spelling);
            await EnsureFoundAsync([1, .. bytes, 2], $"{spelling} {encoding.WebName}");
        }

        await EnsureFoundAsync([.. new byte[(1 << 22) - 5], .. Encoding.UTF8.GetBytes(Marker)], "over the end of a block");
        await EnsureFoundAsync(Encoding.ASCII.GetBytes(System.Text.Json.JsonSerializer.Serialize("x" + Marker)), "JSON");
        await EnsureFoundAsync(Encoding.ASCII.GetBytes(Uri.EscapeDataString("x" + Marker)), "percent");
        for (var before = 0; before < 3; before++)
        {
            await EnsureFoundAsync(
                Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + Marker + "後"))),
                $"base64 {before}"
            );
        }

        await EnsureFoundAsync(Packed(Encoding.UTF8.GetBytes(new string('x', 5000) + Marker)), "gzip");
        await EnsureFoundAsync(Zipped(Encoding.Unicode.GetBytes(new string('x', 5000) + Marker)), "zip");
        Assert.Empty(scan.InText("鑰 標 しるべ 075-000-7432 マーカー"));
        Assert.InRange(scan.Count, 60, 1000);
    }

    private async Task<DrillSite> SiteAsync()
    {
        await DrillSite.PrepareAsync(data.FullName);
        return await DrillSite.OpenAsync(data.FullName);
    }

    private static async Task<SensitiveDataWriter> WriteAsync(DrillSite site)
    {
        var work = new SensitiveDataWriter(site, field => $"{Marker}{field}{Marker}");
        await work.DoAsync();
        return work;
    }

    private async Task EnsureFoundAsync(byte[] content, string what)
    {
        var file = Path.Combine(temp.FullName, "control");
        await File.WriteAllBytesAsync(file, content);
        Assert.True(scan.InFile(file).Count > 0, what);
    }

    /// <summary>Reads personal data as people do, over HTTP, and leaves something half typed.</summary>
    private async Task ServeAsync(DrillSite site, SensitiveDataWriter work, PortalProcess portal)
    {
        using var client = await SignInAsync(work, portal);
        var paper = await client.GetByteArrayAsync(new Uri(PortalUrls.Document(work.Document), UriKind.Relative));
        Assert.NotEmpty(scan.CountIn(new MemoryStream(paper)));
        await ExportAndPrintAsync(site, work, client);
        var draft = await PortalUnderTest.SendFormAsync(
            client,
            "/drafts/unsent",
            true,
            KeyValuePair.Create("form", "reservation:new"),
            KeyValuePair.Create("typed.Memo", $"{Marker}送られなかった")
        );
        Assert.Equal(HttpStatusCode.NoContent, draft.StatusCode);
        foreach (var page in new[] { "/workspace", "/reservations", "/consultations", "/businesses", "/" })
        {
            await client.GetAsync(new Uri(page, UriKind.Relative));
        }
    }

    private static async Task<HttpClient> SignInAsync(SensitiveDataWriter work, PortalProcess portal)
    {
        var client = new HttpClient(
            new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() },
            disposeHandler: true
        )
        {
            BaseAddress = new Uri(portal.Address),
        };
        var signedIn = await PortalUnderTest.SendFormAsync(
            client,
            "/signin/development",
            true,
            KeyValuePair.Create("person", work.Supervisor.ToShort())
        );
        Assert.Equal("/workspace", signedIn.Headers.Location?.ToString());
        return client;
    }

    /// <summary>The printed record, and the two kinds of bulk export.</summary>
    private async Task ExportAndPrintAsync(DrillSite site, SensitiveDataWriter work, HttpClient client)
    {
        Assert.Equal(
            "%PDF"u8.ToArray(),
            (await client.GetByteArrayAsync(new Uri(PortalUrls.ConsultationPdf(work.Record), UriKind.Relative)))[..4]
        );
        Assert.NotEmpty(await ExportAsync(site, work, client, ExportContents.Records));
        Assert.NotEmpty(await ExportAsync(site, work, client, ExportContents.Reservations));
    }

    private async Task<Dictionary<string, int>> ExportAsync(
        DrillSite site,
        SensitiveDataWriter work,
        HttpClient client,
        ExportContents contents
    )
    {
        var today = CentreTime.Today(TimeProvider.System);
        var order = await (await site.AsAsync<BulkExportService>(work.Supervisor)).AskAsync(
            new ExportDetails
            {
                Contents = contents,
                From = today,
                To = today.AddYears(2),
                Reason = "令和8年度の実績報告を作成するため（作成後に消去）",
            }
        );
        var approval = await site.ReadAsync(db => db.Approvals.Where(row => row.SubjectId == order).Select(row => row.Id).SingleAsync());
        await (await site.AsAsync<ApprovalService>(work.SecondSupervisor)).ReleaseAsync(approval, null);
        var answer = await PortalUnderTest.SendFormAsync(
            client,
            PortalUrls.ExportDownload,
            true,
            KeyValuePair.Create("order", order.ToShort())
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(), ZipArchiveMode.Read);
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return scan.CountIn(sheet);
    }

    /// <summary>Both ways in which SQLite copies a database that is in use.</summary>
    private async Task BackUpAsync()
    {
        await using var from = new SqliteConnection($"Data Source={Path.Combine(data.FullName, "portal.db")};Mode=ReadOnly;Pooling=False");
        await from.OpenAsync();
        await using (var to = new SqliteConnection($"Data Source={Path.Combine(backups.FullName, "online.db")};Pooling=False"))
        {
            from.BackupDatabase(to);
        }

        await using var vacuum = from.CreateCommand();
        vacuum.CommandText = "VACUUM INTO @file";
        vacuum.Parameters.AddWithValue("@file", Path.Combine(backups.FullName, "vacuum.db"));
        await vacuum.ExecuteNonQueryAsync();
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Zipped(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        using (var part = zip.CreateEntry("part").Open())
        {
            part.Write(content);
        }

        return packed.ToArray();
    }
}
