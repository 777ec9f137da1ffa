namespace SupportCenter.Domain.Keys;

/// <summary>A stored value that cannot be opened: where it stands, never what it says.</summary>
public sealed record DecryptionFailure(string Table, string Column, string Row);

/// <summary>Values that cannot be opened were left as they are, and all others were re-encrypted: the rotation does not end until somebody
/// has looked at them.</summary>
/// <remarks>Its message names tables, columns and ids only and may be shown and logged.</remarks>
public sealed class DecryptionFailureException(IReadOnlyList<DecryptionFailure> damage)
    : Exception(
        "Stored values cannot be opened: "
            + string.Join("; ", damage.Take(MostNamed).Select(one => $"{one.Table}.{one.Column}, row {one.Row}"))
            + (damage.Count > MostNamed ? " …" : "")
    )
{
    private const int MostNamed = 20;

    /// <summary>Where they stand.</summary>
    public IReadOnlyList<DecryptionFailure> Damage => damage;
}
