using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Benchmarks.Load;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Benchmarks;

/// <summary><c>-- booking</c>: several people book at once in a database that has only the catalogue and free slots, each call a business
/// that was never there before. By turns with it the same rows are committed without the portal, one transaction a booking.</summary>
internal sealed class BookingThroughput(int clients, int bookings, int rounds, int warmUp)
{
    private const int SlotMinutes = 5;
    private static readonly (TimeOnly Opens, TimeOnly Closes) Day = (new TimeOnly(9, 0), new TimeOnly(17, 0));
    private readonly Figures figures = new();
    private int booked;

    private int All => warmUp + (rounds * bookings);

    /// <summary>Reads the command line and measures; gives the exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var clients = new Option<int>("--clients") { Description = "how many book at once", DefaultValueFactory = _ => 8 };
        var bookings = new Option<int>("--bookings") { Description = "how many are booked in a round", DefaultValueFactory = _ => 100 };
        var rounds = new Option<int>("--rounds") { Description = "how often is measured", DefaultValueFactory = _ => 15 };
        // Code that runs often is compiled again, and better.
        var warmUp = new Option<int>("--warm-up") { Description = "how many are booked before that", DefaultValueFactory = _ => 1000 };
        var command = new RootCommand("Measures bookings beside the commits of their rows.") { clients, bookings, rounds, warmUp };
        command.SetAction(parsed =>
            new BookingThroughput(
                Math.Clamp(parsed.GetValue(clients), 1, 64),
                Math.Clamp(parsed.GetValue(bookings), 10, 1_000),
                Math.Clamp(parsed.GetValue(rounds), 1, 50),
                Math.Clamp(parsed.GetValue(warmUp), 10, 5_000)
            ).MeasureAsync()
        );
        return command.Parse(args).InvokeAsync();
    }

    private async Task MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-booking-");
        try
        {
            await MeasureAsync(folder.FullName);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        figures.Write(Console.Out);
    }

    private async Task MeasureAsync(string folder)
    {
        var storage = new StorageOptions { DataDirectory = folder };
        using var database = await PortalDatabase.OpenAsync(storage);
        var (slots, staff) = await FillAsync(database);
        var people = new List<CallerIdentity>();
        for (var client = 0; client < clients; client++)
        {
            people.Add(await LargeDatabases.SignInAsync(database, staff));
        }

        var plainFile = Path.Combine(folder, "plain.db");
        Copy(storage.DatabaseFile, plainFile);
        await RoundAsync(database, people, slots[..warmUp], plainFile, (_, _) => { });
        foreach (var some in slots[warmUp..].Chunk(bookings))
        {
            await RoundAsync(database, people, [.. some], plainFile, (what, value) => figures.Add(what, $"{clients} clients", value));
        }
    }

    private async Task RoundAsync(
        PortalDatabase database,
        List<CallerIdentity> people,
        List<Guid> slots,
        string plainFile,
        Action<string, double> add
    )
    {
        var own = Process.GetCurrentProcess();
        var (processor, started) = (own.TotalProcessorTime, Stopwatch.GetTimestamp());
        var times = await BookAllAsync(database, people, slots);
        var wall = Stopwatch.GetElapsedTime(started);
        own.Refresh();
        processor = own.TotalProcessorTime - processor;

        var rows = WrittenRows.ReadLast(database.Storage.DatabaseFile, slots.Count);
        started = Stopwatch.GetTimestamp();
        WrittenRows.CommitEach(plainFile, rows);
        var plain = Stopwatch.GetElapsedTime(started);

        add("bookings a second", slots.Count / wall.TotalSeconds);
        add("commits of the same rows a second", rows.Count / plain.TotalSeconds);
        add("… rows of a commit", rows.Average(one => one.Count));
        add("ratio", plain / wall);
        add("processor time of a booking, ms", processor.TotalMilliseconds / slots.Count);
        add("a booking, p50, ms", Figures.Percentile(times, 0.5));
        add("a booking, p95, ms", Figures.Percentile(times, 0.95));
    }

    private async Task<(List<Guid> Slots, Guid Staff)> FillAsync(PortalDatabase database)
    {
        await database.FillCatalogueAsync(TimeProvider.System);
        var venue = new Venue(new VenueDetails { Name = "中京区役所", Address = "京都市中京区役所" });
        var began = new DateOnly(2020, 4, 1);
        var scrivener = new StaffMember("行政書士 見本一", Organisation.Scriveners, Role.Scrivener, began, null);
        var staff = new StaffMember("例示受付", Organisation.Contractor, Role.BookingStaff, began, null);
        var clinics = new List<Clinic>();
        for (var day = CentreTime.Today(TimeProvider.System).AddDays(1); clinics.Sum(clinic => clinic.Slots.Count) < All; )
        {
            clinics.Add(new Clinic(venue.Id, day, Day.Opens, Day.Closes, SlotMinutes, [scrivener.Id]));
            day = day.AddDays(1);
        }

        await using var db = database.CreateContext();
        db.BeforeSave = _ => Task.CompletedTask;
        db.AddRange(venue, scrivener, staff);
        foreach (var organisation in new[] { Organisation.Scriveners, Organisation.Contractor })
        {
            var contract = new Contract(
                new ContractDetails
                {
                    Organisation = organisation,
                    Party = "株式会社例示受託",
                    Work = "電話受付",
                    Data = "予約の一覧",
                    Clauses = "第3版",
                    ValidFrom = began,
                    ValidTo = began.AddYears(50),
                },
                null,
                scrivener.Id,
                DateTime.UnixEpoch
            );
            contract.Approve(staff.Id, DateTime.UnixEpoch);
            db.Add(contract);
        }

        db.AddRange(clinics);
        await db.SaveChangesAsync();
        return ([.. clinics.SelectMany(clinic => clinic.Slots).Select(slot => slot.Id).Take(All)], staff.Id);
    }

    private static void Copy(string file, string to)
    {
        using var from = new SqliteConnection($"Data Source={file};Pooling=False");
        using var copy = new SqliteConnection($"Data Source={to};Pooling=False");
        from.Open();
        copy.Open();
        from.BackupDatabase(copy);
    }

    private async Task<List<double>> BookAllAsync(PortalDatabase database, List<CallerIdentity> people, List<Guid> slots)
    {
        var times = new List<double>[clients];
        var next = -1;
        await Task.WhenAll(people.Select((caller, client) => Task.Run(async () => times[client] = await BookAsync(caller))));
        return [.. times.SelectMany(one => one)];

        async Task<List<double>> BookAsync(CallerIdentity caller)
        {
            var took = new List<double>();
            await using var services = new ServiceCollection()
                .AddSupportCenter(database)
                .AddSingleton<ICaller>(new FixedCaller(caller))
                .BuildServiceProvider();
            await using var scope = services.CreateAsyncScope();
            var booking = scope.ServiceProvider.GetRequiredService<BookingService>();
            for (var number = Interlocked.Increment(ref next); number < slots.Count; number = Interlocked.Increment(ref next))
            {
                var started = Stopwatch.GetTimestamp();
                var outcome = await booking.BookAsync(Input(Interlocked.Increment(ref booked), slots[number]));
                took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (outcome.Booked is null)
                {
                    throw new InvalidOperationException("A booking was not made.");
                }
            }

            return took;
        }
    }

    private static BookingInput Input(int number, Guid slot) =>
        new()
        {
            SlotId = slot,
            CommandKey = NewId.Create(),
            Details = new ReservationDetails
            {
                BusinessName = string.Create(CultureInfo.InvariantCulture, $"株式会社例示{number:0000}製作所"),
                ContactName = "見本 花子",
                Telephone = string.Create(CultureInfo.InvariantCulture, $"075-000-{number:0000}"),
                Ward = Domain.Text.Ward.Fushimi,
                Industry = "製造業",
                EmployeeCount = 12,
                WishedMeasure = "家賃支援について",
                Memo = "駐車場の有無を確認済",
            },
        };
}
