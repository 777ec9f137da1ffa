using System.Data;
using System.Globalization;
using AngleSharp.Dom;
using Bunit;
using ExcelDataReader;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Consultations;
using SupportCenter.Portal.Printing;
using SupportCenter.Portal.Reports;
using SupportCenter.Portal.Reservations;
using SupportCenter.Tests.Components;
using SupportCenter.Tests.Printing;

namespace SupportCenter.Tests.Forms;

/// <summary>A field of the two paper forms arrives everywhere. Nothing here names one: a new property is tested by being
/// there.</summary>
public sealed class EveryFieldTests : PageTest
{
    private static readonly PrintMark Mark = new("監督 例示", DateTimeOffset.UnixEpoch, "令和2年7月16日(木)");

    [Fact]
    public async Task Every_field_of_a_booking_is_stored_and_shown_where_the_reservation_and_its_record_are_read()
    {
        var (reservation, record, details, _) = await SaveAsync();

        var stored = await Portal.ReadAsync(db =>
            db.Reservations.Where(row => row.Id == reservation).Select(row => row.Details).SingleAsync()
        );
        Assert.Empty(FormFields.Differences(details, stored));
        var view = (await Portal.As<ReservationService>(Role.BookingStaff).FindAsync(reservation))!;
        var facts = Open<ReservationFacts>(Role.BookingStaff, it => it.Add(part => part.View, view)).Find("dl").TextContent;
        var booked = (await Portal.As<ConsultationService>(Role.Supervisor).FindAsync(record))!.Booked;
        var table = Open<BookedTable>(Role.Supervisor, it => it.Add(part => part.Booked, booked)).Find("dl").TextContent;
        Assert.Empty(Missing(details, "the reservation", facts, Telephone.Masked(FilledDetails.Telephone)));
        Assert.Empty(Missing(details, "the upper half of the record", table, Telephone.Masked(FilledDetails.Telephone)));
    }

    [Fact]
    public async Task Every_field_of_a_record_is_stored_and_shown_where_the_record_is_read()
    {
        var (_, record, _, written) = await SaveAsync();

        var view = (await Portal.As<ConsultationService>(Role.Supervisor).FindAsync(record))!;
        Assert.Empty(FormFields.Differences(written, view.Details));
        var reading = Open<ConsultationReading>(Role.Supervisor, it => it.Add(part => part.View, view));
        var text = string.Join('\n', reading.FindAll("dl").Select(list => list.TextContent));
        Assert.Empty(Missing(written, "the record", text, null));
        AssertEach.Of(view.Measures, measure => Assert.Contains(measure.Name, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_field_of_both_forms_is_printed()
    {
        var (_, record, details, written) = await SaveAsync();

        var view = (await Portal.As<ConsultationService>(Role.Supervisor).PrintAsync(record))!;
        using var printed = new PrintedPdf(ConsultationPdf.Render(ConsultationSheets.Of(view, Mark)).Bytes);

        Assert.Empty(Missing(details, "the paper", printed.Flowing, Telephone.Format(FilledDetails.Telephone)));
        Assert.Empty(Missing(written, "the paper", printed.Flowing, null));
        var boxes = FormFields
            .Of<ConsultationDetails>()
            .Where(field => field is { IsSingle: true, IsOnPaper: true, Kind: FieldKind.OneOf or FieldKind.AnyOf })
            .Sum(field => FilledDetails.WordsOf(field.Read(written)).Count);
        Assert.Equal(boxes + written.MeasureIds.Count + 1, printed.Ticks); // One box has no name but what stands in its brackets.
    }

    [Fact]
    public async Task Every_field_of_both_forms_is_in_the_workbook_that_is_exported()
    {
        var (_, _, details, written) = await SaveAsync();

        Assert.Empty(MissingColumns(details, Assert.Single((await ExportAsync(ExportContents.Reservations))[0].Rows.Cast<DataRow>())));
        var sheets = await ExportAsync(ExportContents.Records);
        var row = Assert.Single(sheets[0].Rows.Cast<DataRow>());
        Assert.Empty(MissingColumns(written, row));
        Assert.Equal(
            written.MeasureIds.Count,
            row.Table.Columns.Cast<DataColumn>()
                .Count(column => column.ColumnName.StartsWith("活用したい支援策：", StringComparison.Ordinal) && row[column] is 1d)
        );
        Assert.Empty(MissingColumns(written.Guidance[0], Assert.Single(sheets[1].Rows.Cast<DataRow>())));
    }

    [Fact]
    public async Task Every_field_of_both_forms_comes_back_with_a_draft()
    {
        var (_, _, details, written) = await SaveAsync();
        var drafts = Portal.As<DraftService>(Role.BookingStaff);
        var nothing = new Dictionary<string, string>(StringComparer.Ordinal);
        await drafts.SaveAsync("reservation:new", FormDraft.Write(new BookingInput { Details = details }, nothing));
        await drafts.SaveAsync("callback:new", FormDraft.Write(new ConsultationEditing { Details = written }, nothing));

        var (booking, editing) = (new BookingInput(), new ConsultationEditing());
        FormDraft.Restore((await drafts.FindAsync("reservation:new"))!.Json, booking);
        FormDraft.Restore((await drafts.FindAsync("callback:new"))!.Json, editing);

        Assert.Empty(FormFields.Differences(details, booking.Details));
        Assert.Empty(FormFields.Differences(written, editing.Details));
    }

    [Fact]
    public async Task Every_field_of_both_forms_is_asked_for()
    {
        var (_, record, _, _) = await SaveAsync();
        var booking = Portal.As<BookingService>(Role.BookingStaff);
        var offers = await booking.ChoicesAsync();
        var form = Open<ReservationFields>(Role.BookingStaff, it =>
            it.Add(part => part.Form, new BookingForm(booking, true)).Add(part => part.Offers, offers)
        );
        Assert.Empty(NotAsked<ReservationDetails>(form.Nodes));
        Assert.Equal(offers.Questions.Count * Enum.GetValues<Answer>().Length, form.FindAll("[name^=question-]").Count);

        var view = (await Portal.As<ConsultationService>(Role.Scrivener).FindAsync(record))!;
        var sheet = Open<ConsultationForm>(Role.Scrivener, it => it.Add(part => part.View, view));
        Assert.Empty(NotAsked<ConsultationDetails>(sheet.Nodes));
        Assert.Empty(NotAsked<GuidanceRow>(sheet.Nodes));
        Assert.Equal(view.Measures.Count + 1, sheet.FindAll(".measure-ticks [type=checkbox]").Count);
    }

    /// <summary>A booking with everything said and its record with everything written, as a desk and a scrivener save them.</summary>
    private async Task<(Guid Reservation, Guid Record, ReservationDetails Said, ConsultationDetails Written)> SaveAsync()
    {
        await Portal.FillAsync();
        var venue = Make.Venue();
        var clinic = Make.Clinic(venue, Portal.Today, Portal.Staff[Role.Scrivener]);
        await Portal.AddAsync(venue, clinic);
        var booking = Portal.As<BookingService>(Role.BookingStaff);
        var details = FilledDetails.Of<ReservationDetails>();
        details.Answers =
        [
            .. (await booking.ChoicesAsync()).Questions.Select(question => new QuestionAnswer(question.Id, Answer.Considering)),
        ];
        var booked = await booking.BookAsync(
            new BookingInput
            {
                SlotId = clinic.Slots[0].Id,
                Details = details,
                CommandKey = NewId.Create(),
                VisitNumberCorrected = true,
            }
        );

        var records = Portal.As<ConsultationService>(Role.Scrivener);
        var record = (await records.StartAsync(booked.Booked!.Id))!.Value;
        var opened = (await records.FindAsync(record))!;
        var written = FilledDetails.Of<ConsultationDetails>();
        written.MeasureIds = [.. opened.Measures.Select(measure => measure.Id).Order()];
        written.Guidance = [FilledDetails.Of<GuidanceRow>()];
        await records.SubmitAsync(record, written, opened.Version);
        return (booked.Booked.Id, record, details, written);
    }

    /// <summary>The fields of which a place does not say what is in them.</summary>
    private static List<string> Missing<T>(T details, string place, string text, string? telephone) =>
        [
            .. from field in FormFields.Of<T>()
            from words in WordsOf(field, details!, telephone)
            where !text.Contains(words, StringComparison.Ordinal)
            select $"{field.Name} is missing in {place}: {words}",
        ];

    private static IEnumerable<string> WordsOf(FieldDescription field, object details, string? telephone) =>
        field.Read(details) switch
        {
            List<Guid> => [], // Names of the catalogue, which the test itself looks for.
            List<QuestionAnswer> answers => answers.Select(answer => answer.Answer.Label()),
            List<GuidanceRow> rows => rows.SelectMany(row => FormFields.Of<GuidanceRow>().SelectMany(one => WordsOf(one, row, null))),
            FilledDetails.Telephone => [telephone!],
            var value => FilledDetails.WordsOf(value),
        };

    private static List<string> MissingColumns(object details, DataRow row) =>
        [
            .. FormFields
                .Of(details.GetType())
                .Where(field => field.IsSingle)
                .SelectMany(field => Expected(field, details))
                .Where(cell => !row.Table.Columns.Contains(cell.Head) || !Equals(row[cell.Head], cell.Value))
                .Select(cell => $"{cell.Head} is not {cell.Value}"),
        ];

    private static IEnumerable<(string Head, object Value)> Expected(FieldDescription field, object details) =>
        field.Read(details) switch
        {
            Enum when field.Kind == FieldKind.AnyOf => FilledDetails
                .WordsOf(field.Read(details))
                .Select(box => ($"{field.Label}：{box}", (object)1d)),
            Enum choice => [(field.Label, choice.Label())],
            int number => [(field.Label, (double)number)],
            bool => [(field.Label, 1d)],
            var value => [(field.Label, DataCells.Text(value))],
        };

    private static List<string> NotAsked<T>(INodeList nodes) =>
        [
            .. FormFields
                .Of<T>()
                .Where(field =>
                    field.IsSingle && nodes.QuerySelector($"#{field.Name}") is null && nodes.QuerySelector($"[id^='{field.Name}-']") is null
                )
                .Select(field => field.Name),
        ];

    private async Task<List<DataTable>> ExportAsync(ExportContents contents)
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        var second = Make.Staff(Role.Supervisor, "本市 承認");
        await Portal.AddAsync(second);
        var exports = Portal.As<BulkExportService>(Role.Supervisor);
        var order = await exports.AskAsync(
            new ExportDetails
            {
                Contents = contents,
                From = Portal.Today,
                To = Portal.Today,
                Reason = "令和2年度上期の実績報告を作成するため（作成後に消去）",
            }
        );
        var approval = await Portal.ReadAsync(db => db.Approvals.SingleAsync(row => row.SubjectId == order));
        await Portal.As<ApprovalService>(second).ReleaseAsync(approval.Id, null);
        using var file = new MemoryStream();
        await ExportEndpoints.WriteAsync(file, (await exports.OpenAsync(order))!, CancellationToken.None);
        file.Position = 0;
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(file);
        return [.. reader.AsTables()];
    }
}

file static class Tables
{
    public static IEnumerable<DataTable> AsTables(this IExcelDataReader reader)
    {
        do
        {
            var table = new DataTable { Locale = CultureInfo.InvariantCulture };
            reader.Read();
            for (var at = 0; at < reader.FieldCount; at++)
            {
                table.Columns.Add(reader.GetString(at), typeof(object));
            }

            while (reader.Read())
            {
                table.Rows.Add([.. Enumerable.Range(0, table.Columns.Count).Select(reader.GetValue)]);
            }

            yield return table;
        } while (reader.NextResult());
    }
}
