using System.Globalization;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Retention;

/// <summary>How a disposal is called.</summary>
public static class RetentionFormatter
{
    /// <summary>令和8年度 廃棄第1号</summary>
    public static string Number(int fiscalYear, int number) => Filled(RetentionTexts.NumberOf, ScreenDate.FiscalYear(fiscalYear), number);
}
