namespace SupportCenter.Domain.Documents.Scanning;

/// <summary>What is known of a document from the scan for malware.</summary>
public enum ScanState
{
    /// <summary>No scanner was set up when it came.</summary>
    Unscanned = 0,

    /// <summary>Nothing was found.</summary>
    Clean = 1,

    /// <summary>The scanner could not be reached; closed to everybody until it was.</summary>
    Waiting = 2,

    /// <summary>隔離: something was found; closed to everybody.</summary>
    Quarantined = 3,

    /// <summary>Something was found, and a supervisor has said why it is none.</summary>
    Released = 4,
}

/// <summary>What the scanner said of a content.</summary>
/// <param name="State"><see cref="ScanState.Clean"/>, or <see cref="ScanState.Quarantined"/> when something was found,
/// <see cref="ScanState.Waiting"/> when no answer was to be had, <see cref="ScanState.Unscanned"/> when no scanner is set up.</param>
/// <param name="Finding">The scanner's name for what it found; else null.</param>
public sealed record ScanVerdict(ScanState State, string? Finding = null);
