using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SupportCenter.Domain.Documents.Scanning;

namespace SupportCenter.Tests.Documents;

/// <summary>A test that needs clamd. See <see cref="Prerequisites"/>.</summary>
public sealed class ClamdFactAttribute : FactAttribute
{
    public ClamdFactAttribute() => Skip = Prerequisites.WhySkipped(RealClamd.Program is not null, "clamd");
}

/// <summary>ClamAV's daemon as a process of its own, on the loopback address and on a socket in a folder of its own. Its signatures are
/// one: that of the harmless file that EICAR gave to the world for testing scanners (the great database comes from the network, and is
/// none of a test's business).</summary>
public sealed class RealClamd : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("clamd-").FullName;
    private readonly int port = FreePort();
    private Process? process;

    internal static string? Program { get; } = Prerequisites.Find("CLAMD", "clamd");

    /// <summary>EICAR's 68 bytes, put together here so that no scanner takes this source file for them.</summary>
    internal static byte[] Eicar { get; } =
        Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    internal string Address => $"127.0.0.1:{port}";

    internal string Socket => Path.Combine(folder, "clamd.sock");

    public async Task InitializeAsync()
    {
        if (Program is null)
        {
            return; // Skipped tests still make their fixture.
        }

        var signature = Convert.ToHexStringLower("EICAR-STANDARD-ANTIVIRUS-TEST-FILE"u8);
        await File.WriteAllTextAsync(Path.Combine(folder, "test.ndb"), $"Eicar-Test-Signature:0:*:{signature}\n");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "clamd.conf"),
            $"""
            Foreground yes
            DatabaseDirectory {folder}
            TCPSocket {port}
            TCPAddr 127.0.0.1
            LocalSocket {Socket}
            TemporaryDirectory {folder}
            StreamMaxLength 25M

            """
        );
        process = Process.Start(
            new ProcessStartInfo(Program, ["--config-file", Path.Combine(folder, "clamd.conf")])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var scanner = new ContentScanner(new ScanningOptions { Clamd = Address });
        await Eventually.TrueAsync("clamd answers", async () => await scanner.DescribeAsync(CancellationToken.None) is not null);
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
