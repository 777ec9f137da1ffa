using System.Globalization;
using SupportCenter.Domain;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>Puts exports into the words of their papers. The papers are Japanese in both languages of the screen.</summary>
internal static class ExportSheets
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    /// <summary>Who took it out and when: the same each time it is fetched, so that the file is the same.</summary>
    public static PrintMark Mark(OpenedExport opened) =>
        new(
            opened.Mark.AskedBy,
            new DateTimeOffset(CentreTime.ToCivil(opened.Mark.AtUtc), TimeSpan.FromHours(9)),
            ReportSheets.When(opened.Mark.AtUtc)
        );

    public static BinderSheet Binder(OpenedExport opened, IReadOnlyList<(Guid Record, Guid Business)> records) =>
        new(
            [
                new BinderFact(ExportPageTexts.MarkReference, opened.Mark.Reference.ToShort()),
                new BinderFact(ExportPageTexts.Period, Period(opened)),
                .. Narrowed(opened),
                new BinderFact(ExportPageTexts.PaperRecords, Filled(ExportPageTexts.PaperCount, records.Count)),
                new BinderFact(
                    ExportPageTexts.PaperBusinesses,
                    Filled(ExportPageTexts.PaperBusinessCount, records.Select(record => record.Business).Distinct().Count())
                ),
                new BinderFact(ExportPageTexts.MarkAskedBy, opened.Mark.AskedBy),
                new BinderFact(ExportPageTexts.MarkReleasedBy, opened.Mark.ReleasedBy ?? ExportPageTexts.NoRelease),
                new BinderFact(ExportPageTexts.MarkAt, ReportSheets.When(opened.Mark.AtUtc)),
            ],
            opened.Mark.Reference.ToShort(),
            Mark(opened)
        );

    public static ReservationListSheet List(OpenedExport opened, IReadOnlyList<BookedPart> reservations) =>
        new(
            [
                string.Join(
                    '　',
                    [Period(opened), .. Narrowed(opened).Select(fact => fact.Text), Filled(ExportPageTexts.PaperCount, reservations.Count)]
                ),
                Filled(
                    ExportPageTexts.MarkLine,
                    opened.Mark.AskedBy,
                    opened.Mark.ReleasedBy ?? ExportPageTexts.NoRelease,
                    ReportSheets.When(opened.Mark.AtUtc),
                    opened.Mark.Reference.ToShort()
                ),
            ],
            [.. reservations.Select(Row)]
        );

    private static ReservationListSheetRow Row(BookedPart booked) =>
        new(
            booked.ContactName is { Length: > 0 } contact
                ? Filled(ExportPageTexts.PaperContact, booked.BusinessName, contact)
                : booked.BusinessName,
            booked.Ward?.Label() ?? "",
            booked.EmployeeCount is { } people ? Filled(PrintingTexts.People, people) : "",
            booked.Industry ?? "",
            booked.Telephone,
            $"{JapaneseDate.Format(booked.Date)} {JapaneseTime.Format(booked.StartsAt, booked.EndsAt)}\n{booked.VenueName}",
            string.Join(
                '\n',
                booked
                    .Questions.Where(question => question.Answer != Domain.Reservations.Answer.Unknown)
                    .Select(question => $"{question.Text} {question.Answer.Label()}")
            ),
            booked.WishedMeasure ?? ""
        );

    private static string Period(OpenedExport opened) =>
        string.Create(Japanese, $"{JapaneseDate.Format(opened.From)} ～ {JapaneseDate.Format(opened.To)}");

    private static IEnumerable<BinderFact> Narrowed(OpenedExport opened)
    {
        if (opened.Scope.VenueName is { } venue)
        {
            yield return new BinderFact(ExportTexts.Venue, venue);
        }

        if (opened.Scope.ScrivenerName is { } scrivener)
        {
            yield return new BinderFact(ExportTexts.Scrivener, scrivener);
        }

        if (opened.Scope.Selected > 0)
        {
            yield return new BinderFact(ExportPageTexts.PaperSelection, Filled(ExportPageTexts.PaperCount, opened.Scope.Selected));
        }
    }
}
