using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Consultations;

/// <summary>相談票 (別紙2, lower half): what a scrivener edits, in the order of the paper. A new field of the form is one property here, one line in
/// the form and one migration.</summary>
public sealed class ConsultationDetails
{
    [Display(Name = nameof(ConsultationTexts.StartedAt), ResourceType = typeof(ConsultationTexts))]
    public TimeOnly? StartedAt { get; set; }

    [Display(Name = nameof(ConsultationTexts.EndedAt), ResourceType = typeof(ConsultationTexts))]
    public TimeOnly? EndedAt { get; set; }

    [Display(Name = nameof(ConsultationTexts.ClientCategory), ResourceType = typeof(ConsultationTexts))]
    public ClientCategory? ClientCategory { get; set; }

    [Display(Name = nameof(ConsultationTexts.Topics), ResourceType = typeof(ConsultationTexts))]
    public Topics Topics { get; set; }

    [Personal, AtMost(200)]
    [Display(Name = nameof(ConsultationTexts.OtherTopic), ResourceType = typeof(ConsultationTexts))]
    public string? OtherTopic { get; set; }

    /// <summary>活用したい支援策: rows of the catalogue that were ticked.</summary>
    [Display(Name = nameof(ConsultationTexts.Measures), ResourceType = typeof(ConsultationTexts))]
    public List<Guid> MeasureIds { get; set; } = [];

    /// <summary>What stands in the brackets of 京都市の支援策( ).</summary>
    [Personal, AtMost(200)]
    [Display(Name = nameof(ConsultationTexts.CityMeasure), ResourceType = typeof(ConsultationTexts))]
    public string? CityMeasure { get; set; }

    /// <summary>What stands in the last, nameless brackets.</summary>
    [Personal, AtMost(200)]
    [Display(Name = nameof(ConsultationTexts.OtherMeasure), ResourceType = typeof(ConsultationTexts))]
    public string? OtherMeasure { get; set; }

    [Display(Name = nameof(ConsultationTexts.Troubles), ResourceType = typeof(ConsultationTexts))]
    public Troubles Troubles { get; set; }

    [Personal, AtMost(200)]
    [Display(Name = nameof(ConsultationTexts.OtherTrouble), ResourceType = typeof(ConsultationTexts))]
    public string? OtherTrouble { get; set; }

    [Display(Name = nameof(ConsultationTexts.SalesDecline), ResourceType = typeof(ConsultationTexts))]
    public SalesDecline? SalesDecline { get; set; }

    [Personal, AtMost(10_000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ConsultationTexts.Summary), ResourceType = typeof(ConsultationTexts))]
    public string? Summary { get; set; }

    /// <summary>【案内した制度】.</summary>
    [Personal]
    [Display(Name = nameof(ConsultationTexts.Guidance), ResourceType = typeof(ConsultationTexts))]
    public List<GuidanceRow> Guidance { get; set; } = [];

    [Personal, AtMost(10_000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ConsultationTexts.Impression), ResourceType = typeof(ConsultationTexts))]
    public string? Impression { get; set; }

    [Personal, AtMost(10_000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ConsultationTexts.Remarks), ResourceType = typeof(ConsultationTexts))]
    public string? Remarks { get; set; }

    /// <summary>The length of the consultation in minutes; null until both times are known.</summary>
    public int? Minutes() => StartedAt is { } from && EndedAt is { } to && to >= from ? (int)(to - from).TotalMinutes : null;

    /// <summary>The same text in an object of its own, lists and rows too.</summary>
    public ConsultationDetails Copy() => JsonSerializer.Deserialize<ConsultationDetails>(JsonSerializer.Serialize(this))!;

    /// <summary>Takes one field, named by its property, over from another text.</summary>
    public void Take(string field, ConsultationDetails from)
    {
        var property = typeof(ConsultationDetails).GetProperty(field) ?? throw new ArgumentException("The record has no such field.", nameof(field));
        property.SetValue(this, property.GetValue(from.Copy()));
    }
}

/// <summary>One measure that was explained: which, what was said, and where the client was referred to.</summary>
public sealed class GuidanceRow
{
    [AtMost(200)]
    [Display(Name = nameof(ConsultationTexts.GuidanceMeasure), ResourceType = typeof(ConsultationTexts))]
    public string Measure { get; set; } = "";

    [AtMost(4000)]
    [DataType(DataType.MultilineText)]
    [Display(Name = nameof(ConsultationTexts.GuidanceExplained), ResourceType = typeof(ConsultationTexts))]
    public string? Explained { get; set; }

    [AtMost(200)]
    [Display(Name = nameof(ConsultationTexts.GuidanceReferral), ResourceType = typeof(ConsultationTexts))]
    public string? Referral { get; set; }
}
