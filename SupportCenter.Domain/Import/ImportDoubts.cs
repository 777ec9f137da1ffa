using System.Globalization;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>What a person should look at before accepting a row: the field, when it is about one, and a sentence.</summary>
public sealed record ImportDoubt(ImportField? Field, string Sentence)
{
    /// <summary>予約日：曜日が日付と合いません。</summary>
    public override string ToString() => Field is { } field ? $"{Label(field)}：{Sentence}" : Sentence;

    /// <summary>The label of a field in the language of the screen.</summary>
    public static string Label(ImportField field) =>
        ImportTexts.ResourceManager.GetString("Field_" + field, CultureInfo.CurrentUICulture)
        ?? FurtherLabels.Find(field)
        ?? field.ToString();
}

/// <summary>Collects the doubts of one row while its fields are read.</summary>
internal sealed class ImportDoubtList
{
    private readonly List<ImportDoubt> doubts = [];

    public IReadOnlyList<ImportDoubt> All => doubts;

    public void Add(ImportField? field, string sentence)
    {
        var doubt = new ImportDoubt(field, sentence);
        if (!doubts.Contains(doubt))
        {
            doubts.Add(doubt);
        }
    }

    public void Add(ImportField field, DateDoubts doubt)
    {
        AddIf(doubt.HasFlag(DateDoubts.YearTakenFromContext), field, ImportTexts.Doubt_YearFromContext);
        AddIf(doubt.HasFlag(DateDoubts.WeekdayDiffers), field, ImportTexts.Doubt_Weekday);
        AddIf(doubt.HasFlag(DateDoubts.OutsideEra), field, ImportTexts.Doubt_Era);
        AddIf(doubt.HasFlag(DateDoubts.ShortYear), field, ImportTexts.Doubt_ShortYear);
        AddIf(doubt.HasFlag(DateDoubts.MoreText), field, ImportTexts.Doubt_MoreText);
        AddIf(doubt.HasFlag(DateDoubts.Unreadable), field, ImportTexts.Doubt_Unreadable);
    }

    public void Add(ImportField field, TimeDoubts doubt)
    {
        AddIf(doubt.HasFlag(TimeDoubts.EndBeforeStart), field, ImportTexts.Doubt_EndBeforeStart);
        AddIf(doubt.HasFlag(TimeDoubts.MinutesDiffer), field, ImportTexts.Doubt_Minutes);
        AddIf(doubt.HasFlag(TimeDoubts.UnusualHour), field, ImportTexts.Doubt_Hour);
        AddIf(doubt.HasFlag(TimeDoubts.MoreText), field, ImportTexts.Doubt_MoreText);
        AddIf(doubt.HasFlag(TimeDoubts.Unreadable), field, ImportTexts.Doubt_Unreadable);
    }

    public void AddIf(bool doubtful, ImportField? field, string sentence)
    {
        if (doubtful)
        {
            Add(field, sentence);
        }
    }
}
