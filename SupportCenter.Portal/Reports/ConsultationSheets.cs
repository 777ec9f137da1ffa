using System.Globalization;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Printing;

namespace SupportCenter.Portal.Reports;

/// <summary>Puts a record into the words of the paper form. The paper is Japanese in both languages of the screen.</summary>
internal static class ConsultationSheets
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    public static ConsultationSheet Of(RecordOnPaper record, PrintMark print)
    {
        var (booked, said) = (record.Booked, record.Details);
        return new ConsultationSheet
        {
            ReceivedOn = JapaneseDate.Format(booked.ReceivedOn),
            ReceivedBy = booked.ReceivedBy ?? "",
            ClinicDate = JapaneseDate.Format(booked.Date),
            VenueName = booked.VenueName,
            Slot = JapaneseTime.Format(booked.StartsAt, booked.EndsAt),
            BusinessName = booked.BusinessName,
            ContactName = booked.ContactName ?? "",
            Telephone = booked.Telephone,
            Ward = booked.Ward?.Label() ?? "",
            Industry = booked.Industry ?? "",
            EmployeeCount = Number(booked.EmployeeCount),
            Questions = Questions(booked),
            VisitNumber = Number(booked.VisitNumber),
            BookedFurther = FormFields.FurtherFacts(booked.Details),
            Scrivener = record.ScrivenerName,
            StartedAt = Time(said.StartedAt),
            EndedAt = Time(said.EndedAt),
            Minutes = Number(said.Minutes()),
            ClientCategories =
            [
                .. Enum.GetValues<ClientCategory>().Select(one => new SheetChoice(one.Label(), one == said.ClientCategory)),
            ],
            Topics =
            [
                .. Bits<Topics>()
                    .Select(one => new SheetChoice(
                        one.Label(),
                        said.Topics.HasFlag(one),
                        one == Topics.Other ? said.OtherTopic ?? "" : null
                    )),
            ],
            Measures = Measures(record),
            Troubles =
            [
                .. Bits<Troubles>()
                    .Select(one => new SheetChoice(
                        one.Label(),
                        said.Troubles.HasFlag(one),
                        one == Troubles.Other ? said.OtherTrouble ?? "" : null
                    )),
            ],
            SalesDeclines = [.. Enum.GetValues<SalesDecline>().Select(one => new SheetChoice(one.Label(), one == said.SalesDecline))],
            Further = FormFields.FurtherFacts(said),
            Summary = said.Summary ?? "",
            Guidance = [.. said.Guidance.Select(Words)],
            Impression = said.Impression ?? "",
            Remarks = said.Remarks ?? "",
            Print = print with { Status = record.Status == RecordStatus.Draft ? record.Status.Label() : null },
        };
    }

    private static List<SheetQuestion> Questions(BookedPart booked) =>
        [
            .. booked.Questions.Select(question => new SheetQuestion(
                question.Text,
                question.Answer == Answer.Unknown ? "" : question.Answer.Label()
            )),
            new(ReportTexts.WishQuestion, booked.WishedMeasure ?? "", AnswerBelow: true),
        ];

    private static List<SheetChoice> Measures(RecordOnPaper record) =>
        [
            .. record.Measures.Select(measure => new SheetChoice(
                measure.Name,
                record.Details.MeasureIds.Contains(measure.Id),
                measure.HasBracket ? record.Details.CityMeasure ?? "" : null,
                measure.Level
            )),
            new("", !VisibleText.IsBlank(record.Details.OtherMeasure), record.Details.OtherMeasure ?? "", 1),
        ];

    /// <summary>A measure that was explained, as one text.</summary>
    internal static string Words(GuidanceRow row)
    {
        var explained = VisibleText.IsBlank(row.Explained) ? row.Measure : $"{row.Measure}：{row.Explained}";
        return VisibleText.IsBlank(row.Referral) || explained.Contains(row.Referral, StringComparison.Ordinal)
            ? explained
            : string.Format(Japanese, ReportTexts.ReferredTo, explained, row.Referral);
    }

    private static IEnumerable<T> Bits<T>()
        where T : struct, Enum => Enum.GetValues<T>().Where(one => Convert.ToInt32(one, CultureInfo.InvariantCulture) != 0);

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Time(TimeOnly? time) => time is { } at ? JapaneseTime.Format(at) : "";
}
