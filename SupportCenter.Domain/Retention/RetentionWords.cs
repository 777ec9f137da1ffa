using System.Globalization;
using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Retention;

/// <summary>How a disposal is called.</summary>
public static class RetentionWords
{
    /// <summary>令和8年度 廃棄第1号</summary>
    public static string Number(int fiscalYear, int number) => string.Format(CultureInfo.CurrentCulture, RetentionTexts.NumberOf, ScreenDate.FiscalYear(fiscalYear), number);
}
