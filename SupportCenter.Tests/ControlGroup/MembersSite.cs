using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Tests.ControlGroup;

/// <summary>A test that belongs to the control group: it starts nginx and publishes the portal, which ./test.sh can.</summary>
public sealed class ControlGroupFactAttribute : FactAttribute
{
    public ControlGroupFactAttribute() => Skip = Prerequisites.IsEverything ? null : "Runs with SUPPORTCENTER_TEST_ALL=1 only.";
}

/// <summary>The members' site of 2020, rebuilt in small with fictional workbooks: see nginx.conf beside this file and
/// docs/incident.md.</summary>
internal sealed partial class MembersSite : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("members-site-").FullName;
    private Process? nginx;

    public Uri Address { get; private set; } = null!;

    /// <summary>The workbooks in the folder beside the pages, as their addresses are.</summary>
    public IReadOnlyList<string> Workbooks { get; } =
    [
        "/data/" + Uri.EscapeDataString("予約一覧.xlsx"),
        $"/data/{Uri.EscapeDataString("相談票")}/{Uri.EscapeDataString("021_(株)例示京都.xlsx")}",
    ];

    /// <summary>Puts the site up, with a token in each workbook, and waits until it answers.</summary>
    public static async Task<MembersSite> StartAsync(string token)
    {
        var site = new MembersSite();
        var port = FreePort();
        site.Address = new Uri($"http://127.0.0.1:{port}/");
        await site.WriteAsync(token);
        var conf = Path.Combine(site.folder, "nginx.conf");
        await File.WriteAllTextAsync(
            conf,
            (await File.ReadAllTextAsync(Path.Combine(Here(), "nginx.conf")))
                .Replace("{folder}", site.folder, StringComparison.Ordinal)
                .Replace("{port}", $"{port}", StringComparison.Ordinal)
        );
        // As root its workers would become another user, who may not enter the folder of the test.
        var user = Environment.IsPrivilegedProcess ? "user root; " : "";
        site.nginx = Process.Start(
            new ProcessStartInfo(
                Prerequisites.Find("NGINX", "nginx") ?? "nginx",
                ["-p", site.folder, "-c", conf, "-e", Path.Combine(site.folder, "error.log"), "-g", $"{user}daemon off;"]
            )
            {
                UseShellExecute = false,
            }
        )!;
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                await client.GetAsync(site.Address);
                return site;
            }
            catch (HttpRequestException) when (tries < 100 && !site.nginx.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (nginx is not null)
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync();
            nginx.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task WriteAsync(string token)
    {
        var site = Path.Combine(folder, "site");
        Directory.CreateDirectory(Path.Combine(site, "members"));
        Directory.CreateDirectory(Path.Combine(site, "data", "相談票"));
        await File.WriteAllTextAsync(Path.Combine(folder, "passwords"), "members:{PLAIN}himitsu\n");
        await File.WriteAllTextAsync(
            Path.Combine(site, "index.html"),
            "<!DOCTYPE html><title>サポートセンター</title><p>巡回相談の日程</p>"
        );
        await File.WriteAllTextAsync(
            Path.Combine(site, "members", "index.html"),
            $"<!DOCTYPE html><title>関係者サイト</title><a href=\"{Workbooks[0]}\">予約一覧</a><p>{token}-name</p>"
        );
        await File.WriteAllTextAsync(Path.Combine(site, "robots.txt"), $"User-agent: *\nAllow: /\nSitemap: {Address}sitemap.xml\n");
        await File.WriteAllTextAsync(
            Path.Combine(site, "sitemap.xml"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset "
                + $"xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>{Address}</loc></url>"
                + $"{string.Concat(Workbooks.Select(path => $"<url><loc>{Address}{path[1..]}</loc></url>"))}</urlset>"
        );
        Plant("予約一覧.xlsx", Path.Combine(site, "data", "予約一覧.xlsx"), $"{token}-name");
        Plant(
            Path.Combine("相談票", "021_(株)例示京都.xlsx"),
            Path.Combine(site, "data", "相談票", "021_(株)例示京都.xlsx"),
            $"{token}-summary"
        );
    }

    /// <summary>Copies one of the fictional workbooks with a token in place of the first text in it.</summary>
    private static void Plant(string sample, string to, string text)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Samples", sample), to);
        using var workbook = ZipFile.Open(to, ZipArchiveMode.Update);
        foreach (
            var part in workbook
                .Entries.Where(part =>
                    part.FullName.StartsWith("xl/", StringComparison.Ordinal) && part.Name.EndsWith(".xml", StringComparison.Ordinal)
                )
                .ToList()
        )
        {
            string xml;
            using (var reader = new StreamReader(part.Open(), Encoding.UTF8))
            {
                xml = reader.ReadToEnd();
            }

            if (CellText().IsMatch(xml))
            {
                var name = part.FullName;
                part.Delete();
                using var writer = new StreamWriter(workbook.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(CellText().Replace(xml, $"${{tag}}{text}<", 1));
                return;
            }
        }

        throw new InvalidOperationException("The workbook has no text to put a token in place of.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("(?<tag><t(?: [^>]*)?>)[^<]+<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CellText();
}
