using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Retention;

/// <summary>保存期間: so many years after the end of the fiscal year (1 April to 31 March) of the last contact.</summary>
public sealed record RetentionPeriod(int Years)
{
    /// <summary>The last day on which data is kept: 31 March.</summary>
    public DateOnly LastDay(DateOnly lastContact) => new(JapaneseDate.FiscalYear(lastContact) + 1 + Years, 3, 31);

    /// <summary>The first day of the contacts for which data is still kept on that day: 1 April. What was silent since then is
    /// due.</summary>
    public DateOnly Cutoff(DateOnly today) => new(JapaneseDate.FiscalYear(today) - Years, 4, 1);
}
