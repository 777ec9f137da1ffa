namespace SupportCenter.Portal.Components;

/// <summary>What the last action did, in one sentence for the line above the page: it outlives the move to another page of the same
/// circuit.</summary>
public sealed class StatusMessages
{
    /// <summary>The sentence that stands now, if any.</summary>
    public string? Current { get; private set; }

    /// <summary>Raised whenever <see cref="Current"/> changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Shows and reads out <paramref name="sentence"/>; it stays until the next one or until it is closed.</summary>
    public void Say(string sentence) => Show(sentence);

    /// <summary>Takes the sentence away.</summary>
    public void Clear() => Show(null);

    private void Show(string? sentence)
    {
        Current = sentence;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
