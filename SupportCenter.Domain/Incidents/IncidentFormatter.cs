using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Incidents;

/// <summary>How an incident is called.</summary>
public static class IncidentFormatter
{
    /// <summary>令和2年度 事案第1号; a drill is called 訓練.</summary>
    public static string Number(int fiscalYear, int number, bool isDrill) =>
        Filled(isDrill ? IncidentTexts.DrillNumber : IncidentTexts.NumberOf, ScreenDate.FiscalYear(fiscalYear), number);
}
