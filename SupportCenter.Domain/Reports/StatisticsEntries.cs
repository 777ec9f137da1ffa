using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>Reads what the statistics count of a range of days, in one pass over two indexes that hold every column that is read
/// (ReservationIndexes): no row of a table is looked up, and nothing encrypted is touched. Values are taken from the statement as bytes,
/// since a year is some hundred thousand of them.</summary>
internal static class StatisticsEntries
{
    private const string OfBooking = """
        SELECT r."Date", r."StartsAt", r."Status", r."IsWalkIn", r."ImportKey" IS NOT NULL, r."Details_VisitNumber", r."ReceivedOn",
          r."BusinessId", r."SlotId", r."VenueId", r."ScrivenerId", r."Details_Ward", r."Details_Industry", r."Details_EmployeeCount",
          r."Details_Answers"
        """;

    private const string OfRecords = """
        , c."Status", c."Details_StartedAt", c."Details_EndedAt", c."Details_ClientCategory", c."Details_Topics", c."Details_Troubles",
          c."Details_SalesDecline", c."Details_MeasureIds", c."GuidedMeasureIds", c."ReferralIds"
        """;

    private const int FirstOfRecord = 15;

    /// <summary>The statement: reservations of the days from @from to @to in their order, narrowed by what the filter asks for.</summary>
    public static string Statement(StatisticsFilter filter, Guid? scrivener, bool withRecords) =>
        OfBooking
        + (withRecords ? OfRecords : "")
        + "\nFROM \"Reservations\" AS r"
        + (withRecords ? "\nLEFT JOIN \"Records\" AS c ON c.\"ReservationId\" = r.\"Id\" AND c.\"Status\" > 0" : "")
        + "\nWHERE r.\"Date\" >= @from AND r.\"Date\" <= @to"
        + (scrivener is null ? "" : " AND r.\"ScrivenerId\" = @scrivener")
        + (filter.VenueId is null ? "" : " AND r.\"VenueId\" = @venue")
        + (filter.Ward is null ? "" : " AND r.\"Details_Ward\" = @ward")
        + (filter.Industry is { Length: > 0 } ? " AND r.\"Details_Industry\" = @industry" : "")
        + "\nORDER BY r.\"Date\"";

    public static List<StatisticsEntry> Read(
        SqliteConnection connection,
        SqliteTransaction snapshot,
        DayRange days,
        StatisticsFilter filter,
        Guid? scrivener,
        bool withRecords,
        BusinessNumbers numbers
    )
    {
        using var command = connection.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = Statement(filter, scrivener, withRecords);
        Add("@from", Iso(days.From));
        Add("@to", Iso(days.To));
        Add("@scrivener", scrivener);
        Add("@venue", filter.VenueId);
        Add("@ward", filter.Ward is { } ward ? (int)ward : null);
        Add("@industry", filter.Industry);
        var entries = new List<StatisticsEntry>();
        using var reader = command.ExecuteReader();
        var columns = new Columns(reader.Handle!, numbers);
        while (reader.Read())
        {
            entries.Add(columns.Read(withRecords));
        }

        return entries;

        void Add(string name, object? value)
        {
            if (value is not null && command.CommandText.Contains(name, StringComparison.Ordinal))
            {
                command.Parameters.AddWithValue(name, value);
            }
        }
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The row on which the statement stands.</summary>
    private sealed class Columns(sqlite3_stmt row, BusinessNumbers numbers)
    {
        private readonly SpelledValues<DateOnly> dates = new(text => DateOnly.Parse(text, CultureInfo.InvariantCulture));
        private readonly SpelledValues<TimeOnly> times = new(text => TimeOnly.Parse(text, CultureInfo.InvariantCulture));
        private readonly SpelledValues<string> texts = new(text => text);
        private readonly SpelledValues<IReadOnlyList<QuestionAnswer>> answers = new(StoredAnswers.Read);
        private readonly SpelledValues<IReadOnlyList<Guid>> ids = new(text => [.. JsonSerializer.Deserialize<HashSet<Guid>>(text) ?? []]);

        public StatisticsEntry Read(bool withRecords)
        {
            var date = dates.Of(Bytes(0));
            var business = Id(7);
            return new StatisticsEntry
            {
                Date = date,
                StartsAt = times.Of(Bytes(1)),
                Status = (ReservationStatus)Number(2),
                IsWalkIn = Number(3) != 0,
                IsImported = Number(4) != 0,
                VisitNumber = Number(5),
                Days = date.DayNumber - dates.Of(Bytes(6)).DayNumber,
                BusinessId = business,
                BusinessNumber = numbers.Of(business),
                SlotId = Id(8),
                VenueId = Id(9),
                ScrivenerId = Id(10),
                Ward = IsNull(11) ? null : (Ward)Number(11),
                Industry = IsNull(12) ? "" : texts.Of(Bytes(12)),
                EmployeeCount = IsNull(13) ? null : Number(13),
                Answers = answers.Of(Bytes(14)),
                Record = withRecords && !IsNull(FirstOfRecord) ? ReadRecord(FirstOfRecord) : null,
            };
        }

        private StatisticsRecord ReadRecord(int at) =>
            new(
                (RecordStatus)Number(at) == RecordStatus.Confirmed,
                Minutes(at + 1, at + 2),
                IsNull(at + 3) ? null : (ClientCategory)Number(at + 3),
                (Topics)Number(at + 4),
                (Troubles)Number(at + 5),
                IsNull(at + 6) ? null : (SalesDecline)Number(at + 6),
                ids.Of(Bytes(at + 7)),
                ids.Of(Bytes(at + 8)),
                ids.Of(Bytes(at + 9))
            );

        private int? Minutes(int started, int ended) =>
            IsNull(started) || IsNull(ended) || times.Of(Bytes(ended)) < times.Of(Bytes(started))
                ? null
                : (int)(times.Of(Bytes(ended)) - times.Of(Bytes(started))).TotalMinutes;

        // sqlite3_column_blob gives the bytes of a text as they are stored.
        private ReadOnlySpan<byte> Bytes(int at) => raw.sqlite3_column_blob(row, at);

        private int Number(int at) => raw.sqlite3_column_int(row, at);

        private bool IsNull(int at) => raw.sqlite3_column_type(row, at) == raw.SQLITE_NULL;

        private Guid Id(int at) =>
            Utf8Parser.TryParse(Bytes(at), out Guid id, out var read) && read > 0
                ? id
                : throw new InvalidDataException("An id of a reservation cannot be read.");
    }
}

/// <summary>Some days in a row, the first and the last one included.</summary>
internal sealed record DayRange(DateOnly From, DateOnly To)
{
    /// <summary>The calendar month that begins with a day.</summary>
    public static DayRange Month(DateOnly first) => new(first, first.AddMonths(1).AddDays(-1));

    /// <summary>The first days of the calendar months that these days are of.</summary>
    public IEnumerable<DateOnly> Months()
    {
        for (var month = new DateOnly(From.Year, From.Month, 1); month <= To; month = month.AddMonths(1))
        {
            yield return month;
        }
    }

    /// <summary>The same days as few ranges in their order: what overlaps or touches is one.</summary>
    public static IReadOnlyList<DayRange> Merged(IEnumerable<DayRange> ranges)
    {
        var merged = new List<DayRange>();
        foreach (var range in ranges.OrderBy(range => range.From))
        {
            if (merged.Count > 0 && range.From <= merged[^1].To.AddDays(1))
            {
                merged[^1] = merged[^1] with { To = range.To > merged[^1].To ? range.To : merged[^1].To };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }
}
