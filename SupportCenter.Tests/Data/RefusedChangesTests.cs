using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;
using SupportCenter.Tests.Access;
using SupportCenter.Tests.Reservations;

namespace SupportCenter.Tests.Data;

/// <summary>What the database refuses is a sentence only where an index says that another was quicker; everything else is a fault, which is
/// logged as one.</summary>
public sealed partial class RefusedChangesTests
{
    private const string OnRecords = "CREATE TRIGGER \"broken\" BEFORE INSERT ON \"Records\" BEGIN SELECT RAISE(ABORT, 'broken'); END";

    private const string OnReservations =
        "CREATE TRIGGER \"broken\" BEFORE UPDATE ON \"Reservations\" BEGIN SELECT RAISE(ABORT, 'broken'); END";

    [Theory]
    [InlineData(OnRecords)]
    [InlineData(OnReservations)]
    [Asvs("16.5.3")]
    public async Task A_fault_of_the_database_is_thrown_as_one(string trigger)
    {
        await using var centre = await BookingTestCentre.StartAsync();
        var booked = (await centre.BookAsync(0)).Booked!;
        var version = (await centre.Portal.As<ReservationService>(Role.BookingStaff).FindAsync(booked.Id))!.Version;
        await centre.Portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync(trigger));

        Func<Task> act =
            trigger == OnRecords
                ? () => centre.Portal.As<ConsultationService>(Role.Scrivener).StartAsync(booked.Id)
                : () =>
                    centre
                        .Portal.As<ReservationService>(Role.BookingStaff)
                        .RescheduleAsync(booked.Id, centre.Clinic.Slots[1].Id, null, version);
        await Assert.ThrowsAsync<DbUpdateException>(act);
    }

    [Fact]
    [Asvs("16.5.3")]
    public void Every_place_that_catches_a_refused_change_says_which_one_or_throws_the_others_on()
    {
        var caught = ArchitectureTests
            .Sources()
            .SelectMany(file => Caught().Matches(file.Text).Select(found => (file.Path, Clause: found.Value)))
            .ToList();
        Assert.NotEmpty(caught);
        var careless = caught
            .Where(place => !place.Clause.Contains("when (", StringComparison.Ordinal))
            .Where(place => !place.Clause.Contains("throw;", StringComparison.Ordinal));

        Assert.Empty(careless);
    }

    // The clause and its block, to the brace in the column of the word.
    [GeneratedRegex(@"^(?<indent> *)catch \(DbUpdateException\b.*?^\k<indent>\}", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Caught();
}
