using System.Globalization;
using System.Text;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Consultations;

/// <summary>The fields of the 相談票 as a sentence, where they are read rather than edited: in the paper's order, with the paper's
/// labels.</summary>
public static class ConsultationFormatter
{
    /// <summary>The label of a field; of one that the form has no more, its name.</summary>
    public static string Label(string field) => Find(field)?.Label ?? field;

    /// <summary>Whether two texts of the field can stand one after the other.</summary>
    public static bool CanBeJoined(string field) =>
        Find(field) is { } found
        && (found is { IsSingle: true, Kind: FieldKind.Multiline } || found.ValueType == typeof(List<GuidanceRow>));

    /// <summary>What is in a field; empty when it is.</summary>
    public static string Text(ConsultationDetails details, string field, IReadOnlyList<MeasureOption> measures) =>
        Find(field)?.Read(details) switch
        {
            List<Guid> ticked => string.Join('、', measures.Where(measure => ticked.Contains(measure.Id)).Select(measure => measure.Name)),
            List<GuidanceRow> rows => string.Join('\n', rows.Select(Line)),
            var value => FieldFormatter.Format(value),
        };

    /// <summary>Both texts of a field, theirs first.</summary>
    public static void Join(ConsultationDetails into, string field, ConsultationDetails theirs)
    {
        if (field == nameof(ConsultationDetails.Guidance))
        {
            into.Guidance = [.. FormFields.Copy(theirs).Guidance, .. into.Guidance];
        }
        else if (Find(field) is { } found)
        {
            var texts = new[] { theirs, into }.Select(details => found.Read(details) as string);
            found.Write(into, string.Join('\n', texts.Where(text => !VisibleText.IsBlank(text))));
        }
    }

    private static FieldDescription? Find(string field) => FormFields.Of<ConsultationDetails>().FirstOrDefault(one => one.Name == field);

    /// <summary>One measure that was explained, as the paper writes it: 制度名：説明した内容 → 案内先.</summary>
    public static string Line(GuidanceRow row)
    {
        var line = new StringBuilder("・").Append(row.Measure);
        if (row.Explained is { Length: > 0 } explained)
        {
            line.Append(row.Measure.Length > 0 ? "：" : "").Append(explained);
        }

        return row.Referral is { Length: > 0 } referral ? line.Append(" → ").Append(referral).ToString() : line.ToString();
    }

    /// <summary>The clock time of an instant in Kyoto.</summary>
    public static string ClockAt(DateTime utc) => CentreTime.ToCivil(utc).ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>How a record's status is drawn.</summary>
    public static BadgeTone Tone(RecordStatus status) =>
        status switch
        {
            RecordStatus.Draft => BadgeTone.Waiting,
            RecordStatus.Submitted => BadgeTone.Active,
            _ => BadgeTone.Done,
        };
}
