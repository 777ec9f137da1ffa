using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Tests.Supply;

/// <summary>Nothing that opens anything is in the repository: no key, no password, no token.</summary>
public sealed partial class SecretTests
{
    /// <summary>Texts that look random and are none of ours to keep secret: what lock files and images carry.</summary>
    private static readonly string[] Hashed = ["packages.lock.json", "package-lock.json", ".png", ".xls", ".xlsx", ".pdf", "expected.json"];

    /// <summary>How a PNG begins in base64.</summary>
    private const string Image = "iVBORw0KGgo";

    private static string Top([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [Fact]
    [Asvs("13.3.1")]
    public void No_secret_stands_in_the_repository()
    {
        var files = Tracked();
        Assert.True(files.Count > 300, "The repository was not read.");
        Assert.Empty(files.SelectMany(file => Secrets(file, File.ReadAllText(Path.Combine(Top(), file)))));
    }

    [Fact]
    [Asvs("13.3.1")]
    public void The_data_folder_and_key_files_are_kept_out_of_the_repository()
    {
        var ignored = File.ReadAllLines(Path.Combine(Top(), ".gitignore"));
        Assert.Contains("/data/", ignored);
        Assert.Contains("artifacts/", ignored);
        Assert.DoesNotContain(Tracked(), file =>
            file.StartsWith("data/", StringComparison.Ordinal)
            || file.EndsWith(".keys.json", StringComparison.Ordinal)
            || file.EndsWith(".pem", StringComparison.Ordinal)
            || file.EndsWith(".db", StringComparison.Ordinal)
        );
    }

    [Fact]
    [Asvs("13.3.1")]
    public void A_secret_that_is_planted_is_found()
    {
        var random = Convert.ToBase64String(Enumerable.Range(0, 32).Select(at => (byte)(at * 97 + 13)).ToArray());
        string[] planted =
        [
            "-----BEGIN " + "PRIVATE KEY-----",
            "-----BEGIN EC " + "PRIVATE KEY-----",
            $"\"Secret\": \"{random}\"",
            $"var key = \"{random}\";",
            "\"ClientSecret\": \"" + "Ab1~" + "correcthorsebatterystaple\"",
            "Host=db;Username=portal;Pass" + "word=hunter22",
            "AzureAd__ClientSecret=" + "abcd1234efgh",
            "ghp_" + new string('a', 20) + "0123456789abcdef",
        ];
        AssertEach.Of(planted, secret => Assert.True(Secrets("a.txt", secret).Any(), secret));
        Assert.Empty(
            Secrets(
                "a.txt",
                "\"ClientSecret\": \"\" and Password=; a sentence with an_identifier_that_is_long_enough_to_look_like_one_but_is_none"
            )
        );
    }

    /// <summary>The files that git keeps; where there is no git, all that are no build output.</summary>
    private static List<string> Tracked()
    {
        try
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", ["-c", "core.quotePath=off", "ls-files", "-z"])
                {
                    WorkingDirectory = Top(),
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                    StandardOutputEncoding = Encoding.UTF8,
                }
            )!;
            var listed = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            if (git.ExitCode == 0)
            {
                return [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Top(), file)))];
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // A copy of the sources on a machine without git.
        }

        string[] output = ["bin", "obj", "node_modules", ".git", "data", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];
        return
        [
            .. Directory
                .EnumerateFiles(Top(), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Top(), file).Replace('\\', '/'))
                .Where(file => !file.Split('/').Any(output.Contains)),
        ];
    }

    private static IEnumerable<string> Secrets(string file, string text)
    {
        var hashed = Hashed.Any(end => file.EndsWith(end, StringComparison.Ordinal));
        return text.Split('\n')
            .SelectMany(
                (line, at) =>
                    Named()
                        .Matches(line)
                        .Select(match => match.Value)
                        .Concat(hashed ? [] : Randomlike().Matches(line).Select(match => match.Value).Where(IsRandom))
                        // Never the secret itself: the log of a test run is read by many.
                        .Select(secret => $"{file}:{at + 1}: {secret[..Math.Min(6, secret.Length)]}…")
            );
    }

    /// <summary>Letters, capitals and digits as mixed as only chance mixes them; words and names in code repeat their letters.</summary>
    private static bool IsRandom(string text)
    {
        var entropy = text.GroupBy(letter => letter)
            .Sum(group => -(double)group.Count() / text.Length * Math.Log2((double)group.Count() / text.Length));
        return entropy > 4.3
            && !text.StartsWith(Image, StringComparison.Ordinal)
            && text.Any(char.IsDigit)
            && text.Any(char.IsUpper)
            && text.Any(char.IsLower);
    }

    [GeneratedRegex(
        """-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{30,}|(?i:password|"""
            + """pwd)\s*=\s*(?!0x)[^\s;"'{}<>&$)]{4,}|"(?i:password|secret|token)"\s*:\s*"[^"]{8,}"|"""
            + """(?i:client_?secret)["']?\s*[=:]\s*["']?(?=[^"'\s]*\d)[A-Za-z0-9~._-]{8,}""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Named();

    [GeneratedRegex("(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{40,200}={0,2}(?![A-Za-z0-9+/=_-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Randomlike();
}
