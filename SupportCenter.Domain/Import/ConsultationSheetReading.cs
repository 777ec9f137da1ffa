namespace SupportCenter.Domain.Import;

/// <summary>What one 相談票 says: the booking of its upper half and the consultation of its lower half.</summary>
public sealed record ConsultationSheetReading
{
    private static readonly Dictionary<string, object> NothingFurther = [];

    public required string File { get; init; }

    public required string Sheet { get; init; }

    public required BookingReading Booking { get; init; }

    public string Scrivener { get; init; } = "";

    public ReadValue<TimeOnly?> StartedAt { get; init; }

    public ReadValue<TimeOnly?> EndedAt { get; init; }

    /// <summary>The minutes that are written, else those from start to end.</summary>
    public int? Minutes { get; init; }

    /// <summary>中小企業, 小規模事業者, 個人事業者 or その他; empty when no box was ticked.</summary>
    public string ClientCategory { get; init; } = "";

    /// <summary>The ticked 相談内容区分 in the paper's order, without その他.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>What is in the brackets of その他( ) of the topics.</summary>
    public string OtherTopic { get; init; } = "";

    /// <summary>Whether the box その他 of the topics is ticked; it may be, with nothing in its brackets.</summary>
    public bool OtherTopicTicked { get; init; }

    /// <summary>The ticked 活用したい支援策 in the paper's order, each with the text of its brackets.</summary>
    public IReadOnlyList<TickedOption> Measures { get; init; } = [];

    /// <summary>The ticked お困りごと in the paper's order, without その他.</summary>
    public IReadOnlyList<string> Troubles { get; init; } = [];

    /// <summary>What is in the brackets of その他( ) of the troubles.</summary>
    public string OtherTrouble { get; init; } = "";

    /// <summary>Whether the box その他 of the troubles is ticked.</summary>
    public bool OtherTroubleTicked { get; init; }

    /// <summary>変動なし, 30%以上減少 …; empty when no box was ticked.</summary>
    public string SalesDecline { get; init; } = "";

    public string Summary { get; init; } = "";

    public IReadOnlyList<GuidanceRow> Guidance { get; init; } = [];

    public string Impression { get; init; } = "";

    public string Remarks { get; init; } = "";

    /// <summary>What is under the labels of further fields of the form, by the name of the property.</summary>
    public IReadOnlyDictionary<string, object> Further { get; init; } = NothingFurther;

    /// <summary>What a person should look at in the lower half; the upper half has its own.</summary>
    public IReadOnlyList<ImportDoubt> Doubts { get; init; } = [];

    /// <summary>The line of an export of a portal that it was read from; null where it was read from a paper of the old site.</summary>
    internal Reports.RecordLine? Line { get; init; }
}
