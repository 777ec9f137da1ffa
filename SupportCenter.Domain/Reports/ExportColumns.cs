using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reports;

/// <summary>A column: its head, what an export writes of a line, and how an import takes the cell in again.</summary>
/// <param name="Head">The words above it.</param>
/// <param name="Type">Of what type its values are.</param>
/// <param name="Cell">What is in it.</param>
/// <param name="Put">Puts a value that was read into a line; null where an import does not take it over.</param>
internal sealed record ExportColumn<T>(string Head, Type Type, Func<T, object?> Cell, Action<T, object?>? Put)
{
    /// <summary>Why an import does not take it over, in a sentence for whoever imports.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether a line without it is none.</summary>
    public bool IsNeeded { get; init; }
}

/// <summary>The columns of the reservations. The fields of the form come as it describes them: those of the paper, then the further ones,
/// then the questions; the reference tells from which export a row is.</summary>
internal sealed class ReservationColumns(IReadOnlyList<ConfirmationQuestion> questions, string reference)
{
    private readonly IReadOnlyList<ExportColumn<ReservationLine>> columns =
    [
        .. Known(reference).SkipLast(1),
        .. questions.Select(question => new ExportColumn<ReservationLine>(
            question.Text,
            typeof(Answer),
            line => line.Details.Answers.Find(answer => answer.QuestionId == question.Id)?.Answer.Label(),
            null
        )),
        .. Known(reference).TakeLast(1),
    ];

    public IReadOnlyList<string> Heads => [.. columns.Select(column => column.Head)];

    public IReadOnlyList<object?> Cells(ExportedReservation row)
    {
        var line = ReservationLine.Of(row);
        return [.. columns.Select(column => column.Cell(line))];
    }

    /// <summary>The columns that every export of reservations has; those of the questions stand before the last.</summary>
    public static IReadOnlyList<ExportColumn<ReservationLine>> Known(string reference = "") =>
        [
            Columns.Id<ReservationLine>(ExportTexts.ReservationId, line => line.Id, (line, id) => line.Id = id),
            Columns.Of<ReservationLine, DateOnly?>(ExportTexts.Date, line => line.Date, (line, date) => line.Date = date) with
            {
                IsNeeded = true,
            },
            Columns.Of<ReservationLine, TimeOnly?>(ExportTexts.StartsAt, line => line.StartsAt, (line, time) => line.StartsAt = time) with
            {
                IsNeeded = true,
            },
            Columns.Of<ReservationLine, TimeOnly?>(ExportTexts.EndsAt, line => line.EndsAt, (line, time) => line.EndsAt = time) with
            {
                IsNeeded = true,
            },
            Columns.Of<ReservationLine, string?>(ExportTexts.Venue, line => line.Venue, (line, name) => line.Venue = name) with
            {
                IsNeeded = true,
            },
            Columns.Of<ReservationLine, string?>(ExportTexts.Scrivener, line => line.Scrivener, (line, name) => line.Scrivener = name),
            Columns.Of<ReservationLine, ReservationStatus?>(
                ExportTexts.Status,
                line => line.Status,
                (line, status) => line.Status = status
            ) with
            {
                IsNeeded = true,
            },
            Columns.Of<ReservationLine, bool>(ExportTexts.IsWalkIn, line => line.IsWalkIn, (line, walkIn) => line.IsWalkIn = walkIn),
            Columns.Of<ReservationLine, DateOnly?>(
                ExportTexts.ReceivedOn,
                line => line.ReceivedOn,
                (line, date) => line.ReceivedOn = date
            ) with
            {
                IsNeeded = true,
            },
            Columns.Of<ReservationLine, string?>(ExportTexts.ReceivedBy, line => line.ReceivedBy, (line, name) => line.ReceivedBy = name),
            Columns.Id<ReservationLine>(ExportTexts.BusinessId, line => line.BusinessId, (line, id) => line.BusinessId = id),
            .. Columns
                .InOrder<ReservationDetails>()
                .Where(field => field.Name != nameof(ReservationDetails.Answers))
                .SelectMany(field => Columns.Of<ReservationLine>(field, line => line.Details)),
            Columns.Reference<ReservationLine>(reference),
        ];
}

/// <summary>The columns of the records: one for each check box, the measures that were explained on a sheet of their own.</summary>
internal sealed class RecordColumns(IReadOnlyList<MeasureOption> measures, IReadOnlyList<NamedChoice> referrals, string reference)
{
    private readonly IReadOnlyList<ExportColumn<RecordLine>> columns =
    [
        .. Beginning(),
        .. Columns
            .InOrder<ConsultationDetails>()
            .SelectMany(field =>
                field.Name == nameof(ConsultationDetails.MeasureIds)
                    ? measures.Select(measure => new ExportColumn<RecordLine>(
                        Columns.Boxed(field, measure.Name),
                        typeof(bool),
                        line => line.Details.MeasureIds.Contains(measure.Id),
                        null
                    ))
                    : Of(field)
            ),
        Columns.Reference<RecordLine>(reference),
    ];

    private readonly IReadOnlyList<ExportColumn<GuidanceLine>> guidance = OfGuidance(reference, id =>
        measures.FirstOrDefault(row => row.Id == id)?.Name ?? referrals.FirstOrDefault(row => row.Id == id)?.Name
    );

    public IReadOnlyList<string> Heads => [.. columns.Select(column => column.Head)];

    public IReadOnlyList<string> GuidanceHeads => [.. guidance.Select(column => column.Head)];

    public IReadOnlyList<object?> Cells(ExportedRecord row)
    {
        var line = RecordLine.Of(row);
        return [.. columns.Select(column => column.Cell(line))];
    }

    public IEnumerable<IReadOnlyList<object?>> GuidanceCells(ExportedRecord row) =>
        row.Record.Details.Guidance.Select(
            (said, at) =>
            {
                var line = new GuidanceLine
                {
                    RecordId = row.Record.Id,
                    Number = at + 1,
                    Row = said,
                };
                return (IReadOnlyList<object?>)[.. guidance.Select(column => column.Cell(line))];
            }
        );

    /// <summary>What stands before the name of a measure in the head of its column.</summary>
    public static string MeasureHead =>
        Columns.Boxed(FieldDescription.Of(typeof(ConsultationDetails), nameof(ConsultationDetails.MeasureIds)), "");

    /// <summary>The columns that every export of records has; those of the measures stand among them.</summary>
    public static IReadOnlyList<ExportColumn<RecordLine>> Known() =>
        [.. Beginning(), .. Columns.InOrder<ConsultationDetails>().SelectMany(Of), Columns.Reference<RecordLine>("")];

    /// <summary>The columns of the measures that were explained.</summary>
    /// <param name="reference">Of the export.</param>
    /// <param name="nameOf">The name of a row of a catalogue.</param>
    public static IReadOnlyList<ExportColumn<GuidanceLine>> OfGuidance(string reference, Func<Guid, string?> nameOf) =>
        [
            Columns.Id<GuidanceLine>(ExportTexts.RecordId, line => line.RecordId, (line, id) => line.RecordId = id),
            Columns.Of<GuidanceLine, int>(ExportTexts.GuidanceNumber, line => line.Number, (line, number) => line.Number = number) with
            {
                IsNeeded = true,
            },
            .. FormFields
                .Of<GuidanceRow>()
                .SelectMany(field =>
                    field.ValueType == typeof(Guid)
                        ?
                        [
                            new ExportColumn<GuidanceLine>(
                                field.Label,
                                typeof(string),
                                line => field.Read(line.Row) is Guid id ? nameOf(id) : null,
                                (line, name) => Name(line, field.Name, name as string)
                            ),
                        ]
                        : Columns.Of<GuidanceLine>(field, line => line.Row)
                ),
            Columns.Reference<GuidanceLine>(reference),
        ];

    private static void Name(GuidanceLine line, string field, string? name)
    {
        if (name is not null)
        {
            line.Names[field] = name;
        }
    }

    private static ExportColumn<RecordLine>[] Beginning() =>
        [
            Columns.Id<RecordLine>(ExportTexts.RecordId, line => line.Id, (line, id) => line.Id = id),
            Columns.Id<RecordLine>(ExportTexts.ReservationId, line => line.ReservationId, (line, id) => line.ReservationId = id),
            Columns.Id<RecordLine>(ExportTexts.BusinessId, line => line.BusinessId, (line, id) => line.BusinessId = id),
            Columns.NotTaken<RecordLine>(ExportTexts.Date, line => line.Date, ExportTexts.NotTaken_OfReservation),
            Columns.NotTaken<RecordLine>(ExportTexts.Venue, line => line.Venue, ExportTexts.NotTaken_OfReservation),
            Columns.Of<RecordLine, string?>(ExportTexts.Scrivener, line => line.Scrivener, (line, name) => line.Scrivener = name),
            Columns.Of<RecordLine, RecordStatus?>(ExportTexts.Status, line => line.Status, (line, status) => line.Status = status) with
            {
                IsNeeded = true,
                WhyNot = ExportTexts.NotTaken_Confirmation,
            },
            Columns.Of<RecordLine, DateTime?>(
                ExportTexts.SubmittedAt,
                line => line.SubmittedAtUtc,
                (line, instant) => line.SubmittedAtUtc = instant
            ),
            Columns.NotTaken<RecordLine>(ExportTexts.ConfirmedAt, line => line.ConfirmedAtUtc, ExportTexts.NotTaken_Confirmation),
            Columns.NotTaken<RecordLine>(ExportTexts.BusinessName, line => line.BusinessName, ExportTexts.NotTaken_OfReservation),
        ];

    private static IEnumerable<ExportColumn<RecordLine>> Of(FieldDescription field) =>
        field.Name switch
        {
            nameof(ConsultationDetails.Guidance) or nameof(ConsultationDetails.MeasureIds) => [],
            nameof(ConsultationDetails.EndedAt) =>
            [
                .. Columns.Of<RecordLine>(field, line => line.Details),
                Columns.NotTaken<RecordLine>(
                    ExportTexts.ConsultationMinutes,
                    line => line.Details.Minutes(),
                    ExportTexts.NotTaken_Computed
                ),
            ],
            _ => Columns.Of<RecordLine>(field, line => line.Details),
        };
}

/// <summary>The columns that a field of a form has, with the label that the form carries, and those beside them.</summary>
file static class Columns
{
    /// <summary>The fields of the paper in their order, then the further ones: those who read earlier exports find their columns
    /// again.</summary>
    public static IEnumerable<FieldDescription> InOrder<T>() =>
        FormFields.Of<T>().Where(field => field.IsOnPaper).Concat(FormFields.Further<T>());

    /// <summary>A column of a value of the line itself.</summary>
    public static ExportColumn<T> Of<T, TValue>(string head, Func<T, TValue> read, Action<T, TValue> put) =>
        new(
            head,
            Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue),
            line => Cell(read(line)),
            (line, value) => put(line, value is TValue own ? own : default!)
        );

    /// <summary>A column of a number by which rows know each other.</summary>
    public static ExportColumn<T> Id<T>(string head, Func<T, Guid> read, Action<T, Guid> put) =>
        new(head, typeof(Guid), line => read(line).ToShort(), (line, value) => put(line, value is Guid id ? id : Guid.Empty))
        {
            IsNeeded = true,
        };

    /// <summary>A column that says again what another place says.</summary>
    public static ExportColumn<T> NotTaken<T>(string head, Func<T, object?> read, string why) =>
        new(head, typeof(string), read, null) { WhyNot = why };

    public static ExportColumn<T> Reference<T>(string reference) =>
        NotTaken<T>(ExportTexts.Reference, _ => reference, ExportTexts.NotTaken_Reference);

    /// <summary>One column, or one for each box of a question.</summary>
    public static IEnumerable<ExportColumn<T>> Of<T>(FieldDescription field, Func<T, object> details) =>
        field is { IsSingle: true, Kind: FieldKind.AnyOf }
            ? FieldFormatter
                .Boxes(field.ValueType)
                .Select(box => new ExportColumn<T>(
                    Boxed(field, box.Label()),
                    typeof(bool),
                    line => field.Read(details(line)) is Enum ticked && ticked.HasFlag(box),
                    (line, value) => Tick(field, details(line), box, value is true)
                ))
            : Plain(field, details);

    public static string Boxed(FieldDescription field, string box) => $"{field.Label}：{box}";

    // A ward has its code beside its name, by which it is joined with other data (JIS X 0402).
    private static IEnumerable<ExportColumn<T>> Plain<T>(FieldDescription field, Func<T, object> details)
    {
        yield return new(
            field.Label,
            field.ValueType,
            line => Cell(field.Read(details(line))),
            (line, value) => Put(field, details(line), value)
        );
        if (field.ValueType == typeof(Ward))
        {
            yield return NotTaken<T>(
                Filled(ExportTexts.WardCode, field.Label),
                line => (field.Read(details(line)) as Ward?)?.Code(),
                ExportTexts.NotTaken_Computed
            );
        }
    }

    // A field that cannot be empty keeps what a new form has.
    private static void Put(FieldDescription field, object details, object? value)
    {
        if (value is not null || field.AllowsNone)
        {
            field.Write(details, value);
        }
    }

    private static void Tick(FieldDescription field, object details, Enum box, bool ticked)
    {
        if (ticked)
        {
            var before = Convert.ToInt64(field.Read(details), null);
            field.Write(details, Enum.ToObject(field.ValueType, before | Convert.ToInt64(box, null)));
        }
    }

    private static object? Cell(object? value) => value is Enum choice ? choice.Label() : value;
}
