using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Import;

namespace SupportCenter.Portal.Commands;

/// <summary><c>-- import FOLDER [--dry-run] [--report FILE.json]</c>: takes over the old site's workbooks, and what a
/// portal has exported. What it prints are counts and
/// sentences, never a name: whoever sits at the console may see no personal data. The report has them, and is written with owner-only
/// rights.</summary>
internal static class ImportCommand
{
    public static Task<int> RunAsync(string[] args)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = ImportCommandTexts.Folder };
        var dryRun = new Option<bool>("--dry-run") { Description = ImportCommandTexts.DryRun };
        var report = new Option<FileInfo?>("--report") { Description = ImportCommandTexts.Report };
        var (settings, own) = CommandSettings.Split(args);
        var command = new RootCommand(ImportCommandTexts.Description) { folder, dryRun, report };
        command.SetAction(
            (parsed, cancellation) =>
                ImportAsync(parsed.GetValue(folder)!, parsed.GetValue(dryRun), parsed.GetValue(report), settings, cancellation)
        );
        return command.Parse(own).InvokeAsync(PortalCommands.Invocation);
    }

    private static async Task<int> ImportAsync(
        DirectoryInfo folder,
        bool dryRun,
        FileInfo? report,
        string[] settings,
        CancellationToken cancellation
    )
    {
        if (!folder.Exists)
        {
            await Console.Error.WriteLineAsync(ImportCommandTexts.NoFolder);
            return 2;
        }

        // What is wrong with a setting is said before the long reading.
        var builder = PortalHost.CreateBuilder(settings);
        var all = folder
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => !file.Name.StartsWith("~$", StringComparison.Ordinal)) // Excel's own, of a workbook that is open.
            .ToList();
        var files = all.FindAll(IsTaken);
        var reading = ImportReading.Read(files.Select(file => new ImportFile(file.Name, file.OpenRead)));
        if (report is not null)
        {
            await WriteAsync(report, ImportReport.ToJson(reading), cancellation);
        }

        Tell(ImportCommandTexts.Read, reading.Businesses.Count, reading.BookingCount, reading.Records.Count, reading.WithoutRecord);
        foreach (var refused in reading.Refused)
        {
            Tell(ImportCommandTexts.Refused, files.FindIndex(file => file.Name == refused.File) + 1, refused.Sentence);
        }

        if (all.Count > files.Count)
        {
            Tell(ImportCommandTexts.OtherFiles, all.Count - files.Count);
        }

        Tell(
            ImportCommandTexts.Said,
            reading.LeftOut.Count,
            reading.Remarks.Count,
            reading.Businesses.SelectMany(business => business.Bookings).Count(booking => booking.Booking.Doubts.Count > 0)
        );
        if (!dryRun)
        {
            var outcome = await AcceptAsync(reading, builder, cancellation);
            Tell(ImportCommandTexts.Done, outcome.NewReservations, outcome.NewRecords, outcome.KnownReservations, outcome.Unplaced);
            if (outcome.Undecided > 0)
            {
                Tell(ImportCommandTexts.Undecided, outcome.Undecided);
            }

            if (outcome.Withheld > 0)
            {
                Tell(ImportCommandTexts.Withheld, outcome.Withheld);
            }
        }

        return reading.Refused.Count > 0 ? 3 : 0;
    }

    /// <summary>Workbooks, and what a portal exports as CSV.</summary>
    private static bool IsTaken(FileInfo file) =>
        file.Extension.StartsWith(".xls", StringComparison.OrdinalIgnoreCase) || file.Extension.ToUpperInvariant() is ".ZIP" or ".CSV";

    private static async Task<ImportOutcome> AcceptAsync(
        ImportReading reading,
        WebApplicationBuilder builder,
        CancellationToken cancellation
    )
    {
        using var database = await CommandSettings.OpenAsync(builder, cancellation);
        await database.FillCatalogueAsync(TimeProvider.System, cancellation);
        var services = new ServiceCollection().AddSupportCenter(database);
        services.TryAddSingleton<ICaller>(new FixedCaller(CallerIdentity.Console));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ImportService>().AcceptAsync(reading, ct: cancellation);
    }

    private static async Task WriteAsync(FileInfo report, string json, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(report.FullName, options);
        await writer.WriteAsync(json.AsMemory(), cancellation);
    }

    private static void Tell(string pattern, params object[] values) => Console.WriteLine(Filled(pattern, values));
}
