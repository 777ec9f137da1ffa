using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>The report of an import as JSON: what was counted, each record and each row of the lists as it was read, and what is
/// doubtful about each. It holds personal data and is for the eyes of those who may see the files themselves.</summary>
public static class ImportReport
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The report as UTF-8 text.</summary>
    public static string ToJson(ImportReading reading)
    {
        using var stream = new MemoryStream();
        Write(reading, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes the report; the stream stays open.</summary>
    public static void Write(ImportReading reading, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(reading);
        using var json = new Utf8JsonWriter(stream, Readable);
        json.WriteStartObject();
        json.WriteNumber("businesses", reading.Businesses.Count);
        json.WriteNumber("reservations", reading.BookingCount);
        WriteArray(json, "records", reading.Records, WriteRecord);
        json.WriteNumber("withoutRecord", reading.WithoutRecord);
        WriteArray(json, "list", reading.Rows.Concat(reading.Exported), WriteRow);
        WriteArray(json, "leftOut", reading.LeftOut, WriteLeftOut);
        WriteArray(json, "remarks", reading.Remarks, WriteRefused);
        WriteArray(json, "refused", reading.Refused, WriteRefused);
        json.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter json, ConsultationSheetReading record)
    {
        var booking = record.Booking;
        json.WriteString("file", record.File);
        json.WriteString("business", booking.BusinessName);
        WriteNumber(json, "visit", booking.VisitNumber.Value);
        json.WriteString("date", Date(booking.ClinicDate.Value));
        json.WriteString("start", Time(booking.Start.Value));
        json.WriteString("end", Time(booking.End.Value));
        json.WriteString("venue", booking.Venue.Value);
        json.WriteString("scrivener", record.Scrivener);
        json.WriteStartArray("consultation");
        json.WriteStringValue(Time(record.StartedAt.Value));
        json.WriteStringValue(Time(record.EndedAt.Value));
        WriteNumberValue(json, record.Minutes);
        json.WriteEndArray();
        json.WriteString("kind", record.ClientCategory);
        WriteTexts(json, "topics", record.Topics);
        json.WriteString("otherTopic", record.OtherTopic);
        WriteTexts(json, "schemes", record.Measures.Select(measure => measure.Name));
        WriteTexts(json, "troubles", record.Troubles);
        json.WriteString("decline", record.SalesDecline);
        json.WriteString("telephone", Telephone.Format(booking.Telephone.Value));
        json.WriteString("ward", Ward(booking.Ward.Value));
        WriteNumber(json, "staff", booking.EmployeeCount.Value);
        json.WriteString("industry", booking.Industry);
        WriteBeside(json, booking);
        WriteTexts(json, "doubts", booking.Doubts.Concat(record.Doubts).Select(doubt => doubt.ToString()).Distinct(StringComparer.Ordinal));
    }

    private static void WriteRow(Utf8JsonWriter json, ReservationListRow row)
    {
        var booking = row.Booking;
        WriteNumber(json, "no", booking.No.Value);
        json.WriteString("business", booking.BusinessName);
        json.WriteString("person", booking.ContactName);
        json.WriteString("telephone", Telephone.Format(booking.Telephone.Value));
        json.WriteString("ward", Ward(booking.Ward.Value));
        json.WriteString("industry", booking.Industry);
        WriteNumber(json, "staff", booking.EmployeeCount.Value);
        json.WriteString("venue", booking.Venue.Value);
        json.WriteString("received", Date(booking.ReceivedOn.Value));
        json.WriteString("date", Date(booking.ClinicDate.Value));
        json.WriteString("start", Time(booking.Start.Value));
        WriteNumber(json, "visit", booking.VisitNumber.Value);
        json.WriteString("wish", booking.WishedMeasure);
        json.WriteString("memo", booking.Memo);
        WriteBeside(json, booking);
        WriteTexts(json, "doubts", booking.Doubts.Select(doubt => doubt.ToString()));
    }

    private static void WriteBeside(Utf8JsonWriter json, BookingReading booking)
    {
        json.WriteString("reading", booking.BusinessNameReading);
        json.WriteString("telephoneNote", booking.TelephoneNote);
    }

    private static void WriteLeftOut(Utf8JsonWriter json, LeftOutRow row)
    {
        json.WriteString("file", row.File);
        json.WriteString("sheet", row.Sheet);
        json.WriteNumber("row", row.Row);
        json.WriteString("reason", row.Reason);
    }

    private static void WriteRefused(Utf8JsonWriter json, RefusedFile refused)
    {
        json.WriteString("file", refused.File);
        json.WriteString("reason", refused.Sentence);
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        json.WritePropertyName(name);
        WriteNumberValue(json, value);
    }

    private static void WriteNumberValue(Utf8JsonWriter json, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(TimeOnly? time) => time is { } known ? JapaneseTime.Format(known) : null;

    private static string Ward(Ward? ward) => ward is { } known ? WardNames.Japanese(known) : "";
}
