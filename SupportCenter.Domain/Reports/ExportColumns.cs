using System.ComponentModel.DataAnnotations;
using System.Reflection;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Reports;

/// <summary>Heads and cells of the reservations; new columns come last, before the reference that tells from which export a row is.</summary>
internal sealed class ReservationColumns(IReadOnlyList<ConfirmationQuestion> questions, string reference)
{
    public IReadOnlyList<string> Heads =>
    [
        ExportTexts.ReservationId, ExportTexts.Date, ExportTexts.StartsAt, ExportTexts.EndsAt, ExportTexts.Venue, ExportTexts.Scrivener, ExportTexts.Status, ExportTexts.IsWalkIn,
        ExportTexts.ReceivedOn, ExportTexts.ReceivedBy, ExportTexts.BusinessId,
        .. Labels.Of<ReservationDetails>(nameof(ReservationDetails.BusinessName), nameof(ReservationDetails.ContactName), nameof(ReservationDetails.Telephone), nameof(ReservationDetails.Ward),
            nameof(ReservationDetails.Industry), nameof(ReservationDetails.EmployeeCount), nameof(ReservationDetails.WishedMeasure), nameof(ReservationDetails.VisitNumber), nameof(ReservationDetails.Memo)),
        .. questions.Select(question => question.Text),
        ExportTexts.Reference,
    ];

    public IReadOnlyList<object?> Cells(ExportedReservation row)
    {
        var (reservation, said) = (row.Reservation, row.Reservation.Details);
        var answers = said.Answers.GroupBy(answer => answer.QuestionId).ToDictionary(group => group.Key, group => group.First().Answer);
        return
        [
            reservation.Id.ToShort(), reservation.Date, reservation.StartsAt, reservation.EndsAt, row.VenueName, row.ScrivenerName, reservation.Status.Label(), reservation.IsWalkIn,
            reservation.ReceivedOn, reservation.ReceivedByName, reservation.BusinessId.ToShort(),
            said.BusinessName, said.ContactName, said.Telephone, said.Ward?.Label(), said.Industry, said.EmployeeCount, said.WishedMeasure, said.VisitNumber, said.Memo,
            .. questions.Select(question => answers.TryGetValue(question.Id, out var answer) ? answer.Label() : null),
            reference,
        ];
    }
}

/// <summary>Heads and cells of the records: one column a check box, the measures that were explained on a sheet of their own.</summary>
internal sealed class RecordColumns(IReadOnlyList<MeasureOption> measures, string reference)
{
    private static readonly Topics[] Topics = [.. Enum.GetValues<Topics>().Where(topic => topic != Consultations.Topics.None)];
    private static readonly Troubles[] Troubles = [.. Enum.GetValues<Troubles>().Where(trouble => trouble != Consultations.Troubles.None)];

    public IReadOnlyList<string> Heads =>
    [
        ExportTexts.RecordId, ExportTexts.ReservationId, ExportTexts.BusinessId, ExportTexts.Date, ExportTexts.Venue, ExportTexts.Scrivener, ExportTexts.Status, ExportTexts.SubmittedAt, ExportTexts.ConfirmedAt,
        ExportTexts.BusinessName, .. Labels.Of<ConsultationDetails>(nameof(ConsultationDetails.StartedAt), nameof(ConsultationDetails.EndedAt)), ExportTexts.ConsultationMinutes,
        .. Labels.Of<ConsultationDetails>(nameof(ConsultationDetails.ClientCategory)),
        .. Topics.Select(topic => Boxed(nameof(ConsultationDetails.Topics), topic.Label())), .. Labels.Of<ConsultationDetails>(nameof(ConsultationDetails.OtherTopic)),
        .. measures.Select(measure => Boxed(nameof(ConsultationDetails.MeasureIds), measure.Name)), .. Labels.Of<ConsultationDetails>(nameof(ConsultationDetails.CityMeasure), nameof(ConsultationDetails.OtherMeasure)),
        .. Troubles.Select(trouble => Boxed(nameof(ConsultationDetails.Troubles), trouble.Label())),
        .. Labels.Of<ConsultationDetails>(nameof(ConsultationDetails.OtherTrouble), nameof(ConsultationDetails.SalesDecline), nameof(ConsultationDetails.Summary), nameof(ConsultationDetails.Impression), nameof(ConsultationDetails.Remarks)),
        ExportTexts.Reference,
    ];

    public IReadOnlyList<string> GuidanceHeads =>
    [
        ExportTexts.RecordId, ExportTexts.GuidanceNumber,
        .. Labels.Of<GuidanceRow>(nameof(GuidanceRow.Measure), nameof(GuidanceRow.Explained), nameof(GuidanceRow.Referral)),
        ExportTexts.Reference,
    ];

    public IReadOnlyList<object?> Cells(ExportedRecord row)
    {
        var (record, details) = (row.Record, row.Record.Details);
        return
        [
            record.Id.ToShort(), record.ReservationId.ToShort(), record.BusinessId.ToShort(), record.Date, row.VenueName, row.ScrivenerName, record.Status.Label(), record.SubmittedAtUtc, record.ConfirmedAtUtc,
            row.BusinessName, details.StartedAt, details.EndedAt, details.Minutes(), details.ClientCategory?.Label(),
            .. Topics.Select(topic => (object?)details.Topics.HasFlag(topic)), details.OtherTopic,
            .. measures.Select(measure => (object?)details.MeasureIds.Contains(measure.Id)), details.CityMeasure, details.OtherMeasure,
            .. Troubles.Select(trouble => (object?)details.Troubles.HasFlag(trouble)), details.OtherTrouble, details.SalesDecline?.Label(), details.Summary, details.Impression, details.Remarks,
            reference,
        ];
    }

    public IEnumerable<IReadOnlyList<object?>> GuidanceCells(ExportedRecord row) => row.Record.Details.Guidance.Select((guidance, at) => (IReadOnlyList<object?>)
        [row.Record.Id.ToShort(), at + 1, guidance.Measure, guidance.Explained, guidance.Referral, reference]);

    private static string Boxed(string group, string box) => $"{Labels.Of<ConsultationDetails>(group)[0]}：{box}";
}

/// <summary>The labels that the forms carry.</summary>
file static class Labels
{
    public static IReadOnlyList<string> Of<T>(params string[] properties) =>
        [.. properties.Select(name => typeof(T).GetProperty(name)!.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? name)];
}
