using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>What a record is judged on, in the order of the form.</summary>
public enum DoubleCheckAspect
{
    [Display(Name = nameof(DoubleCheckTexts.Basis), ResourceType = typeof(DoubleCheckTexts))]
    Basis = 1,

    [Display(Name = nameof(DoubleCheckTexts.Deadlines), ResourceType = typeof(DoubleCheckTexts))]
    Deadlines = 2,

    [Display(Name = nameof(DoubleCheckTexts.NextStep), ResourceType = typeof(DoubleCheckTexts))]
    NextStep = 3,

    [Display(Name = nameof(DoubleCheckTexts.Sparing), ResourceType = typeof(DoubleCheckTexts))]
    Sparing = 4,
}

/// <summary>One point of the double check over a fiscal year.</summary>
/// <param name="Aspect">What was judged.</param>
/// <param name="Good">Records that were good in it.</param>
/// <param name="Partly">Records that were so in part.</param>
/// <param name="Poor">Records that were not.</param>
/// <param name="DoesNotApply">Records to which it does not apply.</param>
public sealed record DoubleCheckPoint(DoubleCheckAspect Aspect, int Good, int Partly, int Poor, int DoesNotApply)
{
    /// <summary>What was judged, in the language of the screen.</summary>
    public string Name => Aspect.Label();

    /// <summary>Good of those to which the point applies, in per cent, rounded down; null where it applies to none.</summary>
    public int? GoodPercent => Good + Partly + Poor is > 0 and var all ? Good * 100 / all : null;
}

/// <summary>ダブルチェック of a fiscal year, for the year's report.</summary>
/// <param name="FiscalYear">年度: 2026 is April 2026 to March 2027.</param>
/// <param name="Rounds">How often records were drawn.</param>
/// <param name="Population">Records that could be drawn, over all rounds.</param>
/// <param name="Drawn">Records that were drawn.</param>
/// <param name="Judged">Records that were judged.</param>
/// <param name="Points">The four points in their order.</param>
public sealed record DoubleCheckResult(
    int FiscalYear,
    int Rounds,
    int Population,
    int Drawn,
    int Judged,
    IReadOnlyList<DoubleCheckPoint> Points
);
