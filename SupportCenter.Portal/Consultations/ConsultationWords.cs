using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components.Forms;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Words;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Consultations;

/// <summary>The fields of the 相談票 in words, where they are read rather than edited: in the paper's order, with the paper's labels.</summary>
public static class ConsultationWords
{
    /// <summary>The properties of the form from the top of the paper to its end.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. typeof(ConsultationDetails).GetProperties().Select(property => property.Name)];

    /// <summary>The label of a field.</summary>
    public static string Label(string field) => FieldDescription.Of(new FieldIdentifier(new ConsultationDetails(), field)).Label;

    /// <summary>Whether two texts of the field can stand one after the other.</summary>
    public static bool CanBeJoined(string field) =>
        field is nameof(ConsultationDetails.Summary) or nameof(ConsultationDetails.Impression) or nameof(ConsultationDetails.Remarks) or nameof(ConsultationDetails.Guidance);

    /// <summary>What stands in a field; empty when nothing does.</summary>
    public static string Text(ConsultationDetails details, string field, IReadOnlyList<MeasureOption> measures) =>
        typeof(ConsultationDetails).GetProperty(field)!.GetValue(details) switch
        {
            null => "",
            Topics boxes => Ticked(boxes),
            Troubles boxes => Ticked(boxes),
            Enum value => value.Label(),
            TimeOnly time => JapaneseTime.Format(time),
            List<Guid> ticked => string.Join('、', measures.Where(measure => ticked.Contains(measure.Id)).Select(measure => measure.Name)),
            List<GuidanceRow> rows => string.Join('\n', rows.Select(Line)),
            var text => text.ToString()!,
        };

    /// <summary>The boxes of a question that are ticked, in the paper's order.</summary>
    public static string Ticked(Enum boxes) =>
        string.Join('、', Choices.Of(boxes.GetType()).Where(choice => boxes.HasFlag(choice.Value)).Select(choice => choice.Label));

    /// <summary>Both texts of a field, theirs first.</summary>
    public static void Join(ConsultationDetails into, string field, ConsultationDetails theirs)
    {
        if (field == nameof(ConsultationDetails.Guidance))
        {
            into.Guidance = [.. theirs.Copy().Guidance, .. into.Guidance];
            return;
        }

        var property = typeof(ConsultationDetails).GetProperty(field)!;
        property.SetValue(into, string.Join('\n', new[] { theirs, into }.Select(details => property.GetValue(details) as string).Where(text => !string.IsNullOrWhiteSpace(text))));
    }

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
    public static BadgeTone Tone(RecordStatus status) => status switch
    {
        RecordStatus.Draft => BadgeTone.Waiting,
        RecordStatus.Submitted => BadgeTone.Active,
        _ => BadgeTone.Done,
    };
}
