using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>A column: its head, and what is in it of a row.</summary>
internal sealed record ExportColumn<T>(string Head, Func<T, object?> Cell);

/// <summary>The columns of the reservations. The fields of the form come as it describes them: those of the paper, then the further ones,
/// then the questions; the reference tells from which export a row is.</summary>
internal sealed class ReservationColumns(IReadOnlyList<ConfirmationQuestion> questions, string reference)
{
    private readonly IReadOnlyList<ExportColumn<ExportedReservation>> columns =
    [
        new(ExportTexts.ReservationId, row => row.Reservation.Id.ToShort()),
        new(ExportTexts.Date, row => row.Reservation.Date),
        new(ExportTexts.StartsAt, row => row.Reservation.StartsAt),
        new(ExportTexts.EndsAt, row => row.Reservation.EndsAt),
        new(ExportTexts.Venue, row => row.VenueName),
        new(ExportTexts.Scrivener, row => row.ScrivenerName),
        new(ExportTexts.Status, row => row.Reservation.Status.Label()),
        new(ExportTexts.IsWalkIn, row => row.Reservation.IsWalkIn),
        new(ExportTexts.ReceivedOn, row => row.Reservation.ReceivedOn),
        new(ExportTexts.ReceivedBy, row => row.Reservation.ReceivedByName),
        new(ExportTexts.BusinessId, row => row.Reservation.BusinessId.ToShort()),
        .. FieldColumns
            .InOrder<ReservationDetails>()
            .Where(field => field.Name != nameof(ReservationDetails.Answers))
            .SelectMany(field => FieldColumns.Of<ExportedReservation>(field, row => row.Reservation.Details)),
        .. questions.Select(question => new ExportColumn<ExportedReservation>(question.Text, row =>
            row.Reservation.Details.Answers.Find(answer => answer.QuestionId == question.Id)?.Answer.Label()
        )),
        new(ExportTexts.Reference, _ => reference),
    ];

    public IReadOnlyList<string> Heads => [.. columns.Select(column => column.Head)];

    public IReadOnlyList<object?> Cells(ExportedReservation row) => [.. columns.Select(column => column.Cell(row))];
}

/// <summary>The columns of the records: one for each check box, the measures that were explained on a sheet of their own.</summary>
internal sealed class RecordColumns(IReadOnlyList<MeasureOption> measures, IReadOnlyList<NamedChoice> referrals, string reference)
{
    private readonly IReadOnlyList<ExportColumn<ExportedRecord>> columns =
    [
        new(ExportTexts.RecordId, row => row.Record.Id.ToShort()),
        new(ExportTexts.ReservationId, row => row.Record.ReservationId.ToShort()),
        new(ExportTexts.BusinessId, row => row.Record.BusinessId.ToShort()),
        new(ExportTexts.Date, row => row.Record.Date),
        new(ExportTexts.Venue, row => row.VenueName),
        new(ExportTexts.Scrivener, row => row.ScrivenerName),
        new(ExportTexts.Status, row => row.Record.Status.Label()),
        new(ExportTexts.SubmittedAt, row => row.Record.SubmittedAtUtc),
        new(ExportTexts.ConfirmedAt, row => row.Record.ConfirmedAtUtc),
        new(ExportTexts.BusinessName, row => row.BusinessName),
        .. FieldColumns.InOrder<ConsultationDetails>().SelectMany(field => Of(field, measures)),
        new(ExportTexts.Reference, _ => reference),
    ];

    private readonly IReadOnlyList<ExportColumn<(ExportedRecord Of, int Number, GuidanceRow Row)>> guidance =
    [
        new(ExportTexts.RecordId, said => said.Of.Record.Id.ToShort()),
        new(ExportTexts.GuidanceNumber, said => said.Number),
        .. FormFields
            .Of<GuidanceRow>()
            .SelectMany(field =>
                field.ValueType == typeof(Guid)
                    ? [new(field.Label, said => NameOf(field.Read(said.Row) as Guid?, measures, referrals))]
                    : FieldColumns.Of<(ExportedRecord Of, int Number, GuidanceRow Row)>(field, said => said.Row)
            ),
        new(ExportTexts.Reference, _ => reference),
    ];

    public IReadOnlyList<string> Heads => [.. columns.Select(column => column.Head)];

    public IReadOnlyList<string> GuidanceHeads => [.. guidance.Select(column => column.Head)];

    public IReadOnlyList<object?> Cells(ExportedRecord row) => [.. columns.Select(column => column.Cell(row))];

    public IEnumerable<IReadOnlyList<object?>> GuidanceCells(ExportedRecord row) =>
        row.Record.Details.Guidance.Select(
            (said, at) => (IReadOnlyList<object?>)[.. guidance.Select(column => column.Cell((row, at + 1, said)))]
        );

    private static string? NameOf(Guid? id, IReadOnlyList<MeasureOption> measures, IReadOnlyList<NamedChoice> referrals) =>
        measures.FirstOrDefault(row => row.Id == id)?.Name ?? referrals.FirstOrDefault(row => row.Id == id)?.Name;

    private static IEnumerable<ExportColumn<ExportedRecord>> Of(FieldDescription field, IReadOnlyList<MeasureOption> measures) =>
        field.Name switch
        {
            nameof(ConsultationDetails.Guidance) => [],
            nameof(ConsultationDetails.MeasureIds) => measures.Select(measure => new ExportColumn<ExportedRecord>(
                FieldColumns.Boxed(field, measure.Name),
                row => row.Record.Details.MeasureIds.Contains(measure.Id)
            )),
            nameof(ConsultationDetails.EndedAt) =>
            [
                .. FieldColumns.Of<ExportedRecord>(field, row => row.Record.Details),
                new(ExportTexts.ConsultationMinutes, row => row.Record.Details.Minutes()),
            ],
            _ => FieldColumns.Of<ExportedRecord>(field, row => row.Record.Details),
        };
}

/// <summary>The columns that a field of a form has, with the label that the form carries.</summary>
file static class FieldColumns
{
    /// <summary>The fields of the paper in their order, then the further ones: those who read earlier exports find their columns
    /// again.</summary>
    public static IEnumerable<FieldDescription> InOrder<T>() =>
        FormFields.Of<T>().Where(field => field.IsOnPaper).Concat(FormFields.Further<T>());

    /// <summary>One column, or one for each box of a question.</summary>
    public static IEnumerable<ExportColumn<T>> Of<T>(FieldDescription field, Func<T, object> details) =>
        field is { IsSingle: true, Kind: FieldKind.AnyOf }
            ? FieldFormatter
                .Boxes(field.ValueType)
                .Select(box => new ExportColumn<T>(Boxed(field, box.Label()), row =>
                    field.Read(details(row)) is Enum ticked && ticked.HasFlag(box)
                ))
            : Plain(field, details);

    // A ward has its code beside its name, by which it is joined with other data (JIS X 0402).
    private static IEnumerable<ExportColumn<T>> Plain<T>(FieldDescription field, Func<T, object> details)
    {
        yield return new(field.Label, row => Cell(field.Read(details(row))));
        if ((Nullable.GetUnderlyingType(field.ValueType) ?? field.ValueType) == typeof(Ward))
        {
            yield return new(Filled(ExportTexts.WardCode, field.Label), row => (field.Read(details(row)) as Ward?)?.Code());
        }
    }

    public static string Boxed(FieldDescription field, string box) => $"{field.Label}：{box}";

    private static object? Cell(object? value) => value is Enum choice ? choice.Label() : value;
}
