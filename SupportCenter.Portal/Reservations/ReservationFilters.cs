using SupportCenter.Domain;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reports;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Reports;
using static SupportCenter.Domain.Text.Wording;

namespace SupportCenter.Portal.Reservations;

/// <summary>A filter as a sentence, and without one of its parts.</summary>
internal static class ReservationFilters
{
    extension(ReservationFilter filter)
    {
        /// <summary>The filter without what belongs to a column.</summary>
        public ReservationFilter Without(ReservationColumn column) =>
            column switch
            {
                ReservationColumn.Business => filter with { Search = null },
                ReservationColumn.Date => filter with { Period = null, From = null, To = null },
                ReservationColumn.Venue => filter with { VenueId = null },
                ReservationColumn.Status => filter with { Status = null },
                ReservationColumn.Ward => filter with { Ward = null },
                ReservationColumn.Industry => filter with { Industry = null },
                ReservationColumn.ReceivedOn => filter with { ReceivedFrom = null, ReceivedTo = null },
                ReservationColumn.Scrivener => filter with { ScrivenerId = null },
                _ => filter,
            };

        /// <summary>Each part of the filter as a sentence, and the filter that is left without it.</summary>
        public IReadOnlyList<(string Text, ReservationFilter Remaining)> Parts(ReservationFilterChoices choices)
        {
            var parts = new List<(string, ReservationFilter)>();
            void Add(string? text, ReservationFilter rest)
            {
                if (!VisibleText.IsBlank(text))
                {
                    parts.Add((text, rest));
                }
            }

            Add(filter.IsMine ? ReservationGridTexts.Mine : null, filter with { IsMine = false });
            Add(filter.Period?.Label(), filter with { Period = null });
            Add(
                filter.From is null && filter.To is null ? null : ScreenDate.Period(filter.From, filter.To),
                filter with
                {
                    From = null,
                    To = null,
                }
            );
            Add(NameOf(choices.Venues, filter.VenueId), filter.Without(ReservationColumn.Venue));
            Add(filter.Ward?.Label(), filter.Without(ReservationColumn.Ward));
            Add(filter.Status?.Label(), filter.Without(ReservationColumn.Status));
            Add(filter.Industry, filter.Without(ReservationColumn.Industry));
            Add(NameOf(choices.Scriveners, filter.ScrivenerId), filter.Without(ReservationColumn.Scrivener));
            Add(
                filter.ReceivedFrom is null && filter.ReceivedTo is null
                    ? null
                    : $"{ReservationPageTexts.ColumnReceivedOn} {ScreenDate.Period(filter.ReceivedFrom, filter.ReceivedTo)}",
                filter.Without(ReservationColumn.ReceivedOn)
            );
            Add(filter.Counted is { } counted ? TextOf(counted, choices) : null, filter with { Counted = null });
            Add(VisibleText.IsBlank(filter.Search) ? null : $"「{VisibleText.Trimmed(filter.Search)}」", filter with { Search = null });
            Add(
                filter.Only is null ? null : ReservationGridTexts.OnlySelected,
                filter with
                {
                    Only = null,
                    Period = ReservationPeriod.Coming,
                }
            );
            return parts;
        }

        /// <summary>The whole filter as a sentence.</summary>
        public string Words(ReservationFilterChoices choices) =>
            string.Join(ReservationGridTexts.PartSeparator, filter.Parts(choices).Select(part => part.Text));
    }

    /// <summary>統計の数字：お困りごと＝仕入れ.</summary>
    private static string TextOf(CountedRows counted, ReservationFilterChoices choices)
    {
        var at = counted is { Weekday: { } weekday, Hour: { } hour }
            ? Filled(ReservationGridTexts.CountedAt, StatisticsFormatter.Format(weekday), hour)
            : null;
        var row = counted switch
        {
            { OtherThan: not null } => StatisticsTexts.Other,
            { IsWithoutIndustry: true } => Filled(ReservationGridTexts.CountedRow, ReservationListTexts.Industry, StatisticsTexts.Unknown),
            _ => null,
        };
        var category =
            counted.Table is { } table && Enum.IsDefined(table) && table != StatisticsTableKind.Industries
                ? Filled(ReservationGridTexts.CountedRow, table.Label(), TextOf(table, counted.Key, choices))
                : null;
        var kind = Enum.IsDefined(counted.Kind) ? counted.Kind.Label() : StatisticsTexts.Unknown;
        return Filled(
            ReservationGridTexts.Counted,
            string.Join(ReservationGridTexts.PartSeparator, new[] { kind, category, row, at }.OfType<string>())
        );
    }

    private static string TextOf(StatisticsTableKind table, string? key, ReservationFilterChoices choices)
    {
        Enum? value = table switch
        {
            StatisticsTableKind.Wards => ReservationQuery.ChoiceOf<Ward>(key),
            StatisticsTableKind.Employees => ReservationQuery.ChoiceOf<EmployeeClass>(key),
            StatisticsTableKind.Visits => ReservationQuery.ChoiceOf<VisitClass>(key),
            StatisticsTableKind.Categories => ReservationQuery.ChoiceOf<ClientCategory>(key),
            StatisticsTableKind.Topics => ReservationQuery.ChoiceOf<Topics>(key),
            StatisticsTableKind.Troubles or StatisticsTableKind.Uncovered => ReservationQuery.ChoiceOf<Troubles>(key),
            StatisticsTableKind.SalesDeclines => ReservationQuery.ChoiceOf<SalesDecline>(key),
            StatisticsTableKind.Issuers => ReservationQuery.ChoiceOf<Issuer>(key),
            StatisticsTableKind.Answers => ReservationQuery.ChoiceOf<Answer>(key),
            _ => null,
        };
        return value?.Label()
            ?? (
                key is null ? StatisticsTexts.Unknown
                : table == StatisticsTableKind.Scriveners ? NameOf(choices.Scriveners, ReservationQuery.IdOf(key)) ?? "…"
                : ReservationGridTexts.CountedOne
            );
    }

    private static string? NameOf(IReadOnlyList<NamedChoice> rows, Guid? id) =>
        id is null ? null : rows.FirstOrDefault(row => row.Id == id)?.Name ?? "…";
}
