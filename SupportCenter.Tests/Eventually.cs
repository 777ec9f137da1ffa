namespace SupportCenter.Tests;

/// <summary>Waits for what comes true in a moment, however slow the machine.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks again until the answer is yes.</summary>
    /// <param name="what">What is waited for, as a sentence: the message of the failure.</param>
    /// <param name="answer">The question.</param>
    /// <param name="patience">How long at most, where a process has to start first; half a minute otherwise.</param>
    public static async Task TrueAsync(string what, Func<Task<bool>> answer, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        while (!await answer())
        {
            Assert.False(limit.IsCancellationRequested, $"Not so after {(patience ?? Patience).TotalSeconds} s: {what}");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
