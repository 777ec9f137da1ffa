using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportCenter.Tests.Supply;

/// <summary>What the portal is made of besides its own code.</summary>
public sealed partial class SupplyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-supply-");

    private static string Top([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>What the table of kanji says of its sources.</summary>
    private static string KanjiTableHead() =>
        string.Join(
            '\n',
            File.ReadLines(Path.Combine(Top(), "SupportCenter.Domain", "Text", "KanjiVariants.txt")).TakeWhile(line => line.StartsWith('#'))
        );

    [Fact]
    [Asvs("15.1.2")]
    public async Task The_bill_of_materials_names_every_package_of_every_lock_file_with_its_version_and_hash()
    {
        var file = Path.Combine(folder.FullName, "sbom.cdx.json");
        Assert.Equal((0, ""), await RunAsync("sbom.mjs", file));
        var bom = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        Assert.Equal(("CycloneDX", "1.6"), (bom.GetProperty("bomFormat").GetString(), bom.GetProperty("specVersion").GetString()));

        var components = bom.GetProperty("components").EnumerateArray().ToDictionary(one => one.GetProperty("purl").GetString()!);
        var locked = NugetPackages().Concat(NpmPackages()).ToHashSet();
        Assert.True(locked.Count > 100, "The lock files were not read.");
        Assert.Empty(locked.Except(components.Keys));
        string[] data =
        [
            "pkg:generic/mj-shrink-map@1.2.0",
            "pkg:generic/unicode-character-database@17.0.0",
            "pkg:npm/%40mandel59/mojidata@1.8.1",
        ];
        Assert.Equal(data.Order(StringComparer.Ordinal), components.Keys.Except(locked).Order(StringComparer.Ordinal));
        AssertEach.Of(data, purl => Assert.Contains(purl.Split('@')[^1], KanjiTableHead(), StringComparison.Ordinal));
        var license = bom.GetProperty("metadata").GetProperty("component").GetProperty("licenses")[0].GetProperty("expression").GetString();
        Assert.Equal("MIT", license);
        Assert.StartsWith("MIT License", await File.ReadAllTextAsync(Path.Combine(Top(), "LICENSE")), StringComparison.Ordinal);
        AssertEach.Of(locked, purl =>
            Assert.True(components[purl].TryGetProperty("hashes", out _) || components[purl].TryGetProperty("properties", out _), purl)
        );
        AssertEach.Of(
            bom.GetProperty("dependencies").EnumerateArray().SelectMany(one => one.GetProperty("dependsOn").EnumerateArray()),
            need => Assert.Contains(need.GetString()!, components.Keys)
        );
        Assert.Equal(
            "required",
            components
                .Single(one => one.Key.StartsWith("pkg:nuget/MudBlazor@", StringComparison.Ordinal))
                .Value.GetProperty("scope")
                .GetString()
        );
        Assert.Equal(
            "excluded",
            components
                .Single(one => one.Key.StartsWith("pkg:nuget/bunit@", StringComparison.Ordinal))
                .Value.GetProperty("scope")
                .GetString()
        );
    }

    [Fact]
    [Asvs("15.1.2")]
    public async Task A_vulnerable_package_of_either_registry_fails_the_build_and_a_silent_registry_is_said_in_words()
    {
        const string SoundNuget =
            """{"version":1,"projects":[{"path":"a.csproj","frameworks":[{"framework":"net10.0","""
            + """ "topLevelPackages":[],"transitivePackages":[]}]}]}""";
        const string BadNuget = """
            {"version":1,"projects":[{"path":"a.csproj","frameworks":[{"framework":"net10.0","topLevelPackages":[],"transitivePackages":
            [{"id":"Example.Text","resolvedVersion":"4.5.0",
              "vulnerabilities":[{"severity":"Critical","advisoryurl":"https://advisories.example/1"}]}]}]}]}
            """;
        const string SoundNpm = """{"auditReportVersion":2,"vulnerabilities":{},"metadata":{}}""";
        const string BadNpm =
            """{"auditReportVersion":2,"vulnerabilities":{"example":{"name":"example","severity":"high","""
            + """ "range":"<1.2.6","via":[{"url":"https://advisories.example/2"}]}}}""";

        Assert.Equal((0, ""), await CheckAsync(SoundNuget, SoundNpm));
        var (code, output) = await CheckAsync(BadNuget, SoundNpm);
        Assert.Equal(1, code);
        Assert.Contains("VULNERABLE Example.Text 4.5.0: Critical https://advisories.example/1", output, StringComparison.Ordinal);
        (code, output) = await CheckAsync(SoundNuget, BadNpm);
        Assert.Equal(1, code);
        Assert.Contains("VULNERABLE example <1.2.6: high https://advisories.example/2", output, StringComparison.Ordinal);

        // What a registry without advisories answers is nothing to rely on.
        const string NoAnswer = """{"statusCode":405,"error":{"summary":"","detail":""}}""";
        (code, output) = await CheckAsync(SoundNuget, NoAnswer);
        Assert.Equal((0, "The advisories of npm could not be asked for: nothing is known about its packages."), (code, output));
        Assert.Equal(2, (await CheckAsync(SoundNuget, NoAnswer, "--strict")).ExitCode);
    }

    /// <summary>NuGet hands the folder of packages on as it was named: with or without a slash at its end.</summary>
    [Theory]
    [InlineData("/somewhere/packages")]
    [InlineData("/somewhere/packages/")]
    public async Task The_compiler_of_the_quick_start_is_found_however_the_package_folder_is_written(string packages)
    {
        var project = Path.Combine(Top(), "SupportCenter.Portal");
        var (code, path) = await ReadAsync(
            "dotnet",
            "msbuild",
            project,
            $"-p:NuGetPackageRoot={packages}",
            "-getProperty:QuickStartCompiler"
        );

        Assert.Equal(0, code);
        Assert.StartsWith("/somewhere/packages/microsoft.netcore.app.crossgen2.", path, StringComparison.Ordinal);
    }

    [Fact]
    public void No_build_file_glues_a_name_to_the_package_folder()
    {
        var files = Directory
            .EnumerateFiles(Path.Combine(Top(), "build"), "*.targets")
            .Concat(Directory.EnumerateFiles(Top(), "Directory.*"))
            .Concat(Directory.EnumerateDirectories(Top()).SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj")))
            .ToList();
        Assert.True(files.Count > 8, "The build files were not found.");
        Assert.DoesNotContain(files, file => Glued().IsMatch(File.ReadAllText(file)));
        Assert.Matches(Glued(), "$(NuGetPackageRoot)a.package/1.0.0");
    }

    [GeneratedRegex(@"\$\((NuGetPackageRoot|NUGET_PACKAGES)\)[^'/\\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Glued();

    private async Task<(int ExitCode, string Output)> CheckAsync(string nuget, string npm, params string[] options)
    {
        var (first, second) = (Path.Combine(folder.FullName, "nuget.json"), Path.Combine(folder.FullName, "npm.json"));
        await File.WriteAllTextAsync(first, nuget);
        await File.WriteAllTextAsync(second, npm);
        return await RunAsync("vulnerable.mjs", ["--nuget", first, "--npm", second, .. options]);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string script, params string[] args)
    {
        using var node = Start("node", [Path.Combine(Top(), "build", script), .. args]);
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        await output;
        return (node.ExitCode, (await errors).TrimEnd());
    }

    private static async Task<(int ExitCode, string Output)> ReadAsync(string program, params string[] args)
    {
        using var process = Start(program, args);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await errors;
        return (process.ExitCode, (await output).Trim());
    }

    private static Process Start(string program, IEnumerable<string> args) =>
        Process.Start(
            new ProcessStartInfo(program, args)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;

    private static IEnumerable<string> NugetPackages() =>
        from file in Directory.EnumerateDirectories(Top()).Select(project => Path.Combine(project, "packages.lock.json")).Where(File.Exists)
        from framework in JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("dependencies").EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where package.Value.TryGetProperty("resolved", out _)
        select $"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}";

    private static IEnumerable<string> NpmPackages() =>
        from file in new[] { "package-lock.json", "SupportCenter.Tests/Browser/provider/package-lock.json" }
        from package in JsonDocument
            .Parse(File.ReadAllText(Path.Combine(Top(), file)))
            .RootElement.GetProperty("packages")
            .EnumerateObject()
        where package.Name.Length > 0
        let name = package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..]
        select $"pkg:npm/{name.Replace("@", "%40", StringComparison.Ordinal)}@{package.Value.GetProperty("version").GetString()}";
}
