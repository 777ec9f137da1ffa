namespace SupportCenter.Domain.Incidents;

/// <summary>How far the calls of an incident have come.</summary>
public sealed record CallCounts
{
    /// <summary>How the incident is called.</summary>
    public required string Number { get; init; }

    public required bool IsDrill { get; init; }

    public required bool IsOpen { get; init; }

    public required int All { get; init; }

    public required int Told { get; init; }

    public required int Refused { get; init; }

    /// <summary>Not to be reached by telephone: a visit or a letter.</summary>
    public required int OtherWay { get; init; }

    /// <summary>Not to be reached by telephone, and a letter was sent.</summary>
    public required int Sent { get; init; }

    /// <summary>To be called again.</summary>
    public required int Again { get; init; }

    public required int NotYet { get; init; }

    /// <summary>Being called by others just now.</summary>
    public required int Held { get; init; }

    /// <summary>When the next of those that wait for a time is to be called; null where none waits.</summary>
    public DateTime? NextAtUtc { get; init; }

    /// <summary>The words that are read out; null while nobody has written any.</summary>
    public string? Script { get; init; }

    public required int ScriptNumber { get; init; }
}

/// <summary>A business that the caller holds.</summary>
public sealed record CallView
{
    public required Guid Id { get; init; }

    public required Guid BusinessId { get; init; }

    public required string Name { get; init; }

    public string? NameReading { get; init; }

    public string? ContactName { get; init; }

    public string? Telephone { get; init; }

    public string? Ward { get; init; }

    public required ExposedData Data { get; init; }

    public required DateTime HeldUntilUtc { get; init; }

    /// <summary>The attempts so far, the newest first.</summary>
    public required IReadOnlyList<AttemptRow> Attempts { get; init; }
}

/// <summary>One attempt. <paramref name="Script"/> is the version of the words; 0 where there were none.</summary>
public sealed record AttemptRow(
    DateTime AtUtc,
    ContactWay Way,
    ContactResult Result,
    string By,
    string? ToWhom,
    string? Reaction,
    bool HasSecondaryDamage,
    int Script
);

/// <summary>A line of the list for whoever calls. <paramref name="Holder"/> is who is calling it just now.</summary>
public sealed record CallRow(
    Guid Id,
    Guid BusinessId,
    string? Name,
    ContactResult? LastResult,
    int Attempts,
    DateTime? NextAtUtc,
    string? Holder
);

/// <summary>The call sheet for the printer. <paramref name="Settled"/> of <paramref name="All"/> need no call any more.</summary>
public sealed record PrintedCallSheet(
    string Number,
    bool IsDrill,
    int All,
    int Settled,
    string? Script,
    int ScriptNumber,
    IReadOnlyList<PrintedCallRow> Rows
);

/// <summary>A business that is still to be told.</summary>
public sealed record PrintedCallRow(
    string Name,
    string? NameReading,
    string? ContactName,
    string? Telephone,
    ExposedData Data,
    ContactResult? LastResult,
    int Attempts,
    DateTime? NextAtUtc
);
