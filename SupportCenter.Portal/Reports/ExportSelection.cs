namespace SupportCenter.Portal.Reports;

/// <summary>Records that were ticked in their list, on the way to the form that asks for their binder: for one person's screen, in no
/// address.</summary>
public sealed class ExportSelection
{
    private IReadOnlyList<(Guid Record, DateOnly Date)> chosen = [];

    /// <summary>Leaves what was ticked for the form.</summary>
    public void Put(IReadOnlyList<(Guid Record, DateOnly Date)> records) => chosen = records;

    /// <summary>Takes it: once.</summary>
    public IReadOnlyList<(Guid Record, DateOnly Date)> Take()
    {
        var taken = chosen;
        chosen = [];
        return taken;
    }
}
