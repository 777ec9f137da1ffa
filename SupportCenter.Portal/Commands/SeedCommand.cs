using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;

namespace SupportCenter.Portal.Commands;

/// <summary><c>-- seed --businesses 20000 --reservations 100000 --records 80000</c>: fills an empty data folder with fictional work, to
/// measure with.</summary>
internal static class SeedCommand
{
    private const int ProgressStep = 10_000;
    private const int MostReservations = 1_000_000;
    private const int MostAuditRows = 10_000_000;

    private static readonly Option<int> Businesses = Count(
        "--businesses",
        200,
        1,
        LargeSeedSize.MostBusinesses,
        SeedCommandTexts.Businesses
    );
    private static readonly Option<int> Reservations = Count("--reservations", 1_000, 0, MostReservations, SeedCommandTexts.Reservations);
    private static readonly Option<int> Records = Count("--records", 800, 0, MostReservations, SeedCommandTexts.Records);

    private static readonly Option<int> AuditRows = Count("--audit-rows", 0, 0, MostAuditRows, SeedCommandTexts.AuditRows);

    /// <summary>Runs the command; settings such as <c>--Storage:DataDirectory=…</c> may stand among its options. Gives the exit
    /// code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var (settings, own) = CommandSettings.Split(args);
        var command = new RootCommand(SeedCommandTexts.Description) { Businesses, Reservations, Records, AuditRows };
        command.SetAction(
            (parsed, ct) =>
                FillAsync(
                    new LargeSeedSize(parsed.GetValue(Businesses), parsed.GetValue(Reservations), parsed.GetValue(Records)),
                    parsed.GetValue(AuditRows),
                    settings,
                    ct
                )
        );
        return command.Parse(own).InvokeAsync(PortalCommands.Invocation);
    }

    private static async Task<int> FillAsync(LargeSeedSize size, int auditRows, string[] settings, CancellationToken ct)
    {
        try
        {
            var builder = PortalHost.CreateBuilder(settings);
            var storage = PortalHost.StorageOf(builder);
            using var database = await CommandSettings.OpenAsync(builder, ct);
            var clock = Stopwatch.StartNew();
            await database.FillLargeAsync(size, TimeProvider.System, new Progress(size.Reservations), ct);
            if (auditRows > 0)
            {
                await database.FillAuditAsync(auditRows, TimeProvider.System, ct);
            }

            Say(SeedCommandTexts.Done, size.Businesses, size.Reservations, size.Records, storage.DataDirectory, clock.Elapsed.TotalSeconds);
            return 0;
        }
        catch (Exception refused) when (refused is RuleException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static void Say(string text, params object[] values) => Console.WriteLine(Filled(text, values));

    private static Option<int> Count(string name, int usual, int least, int most, string description) =>
        new(name)
        {
            Description = description,
            DefaultValueFactory = _ => usual,
            CustomParser = argument => Read(argument, name, least, most),
        };

    private static int Read(ArgumentResult argument, string name, int least, int most)
    {
        if (
            argument.Tokens is [var token]
            && int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= least
            && count <= most
        )
        {
            return count;
        }

        argument.AddError(Filled(SeedCommandTexts.CountWrong, name, least, most));
        return 0;
    }

    /// <summary>Says at every ten thousandth reservation that it goes on.</summary>
    private sealed class Progress(int whole) : IProgress<int>
    {
        private int written;

        public void Report(int value)
        {
            if (value / ProgressStep > written)
            {
                written = value / ProgressStep;
                Say(SeedCommandTexts.Going, value, whole);
            }
        }
    }
}
