using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Oversight;

/// <summary>How an inspection is called.</summary>
public static class InspectionFormatter
{
    /// <summary>Such as 令和2年度 検査第1号.</summary>
    public static string Number(int fiscalYear, int number) => Filled(InspectionTexts.NumberOf, ScreenDate.FiscalYear(fiscalYear), number);
}
