using System.Collections.Concurrent;
using System.Diagnostics;

namespace SupportCenter.Benchmarks.Load;

/// <summary>People who have the reservation list open, each with a sign-in and a circuit of their own, and act every few seconds.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int OpenAtOnce = 4;
    private const int TurnsForASearch = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(9);
    private readonly ConcurrentBag<(Browser Browser, Circuit Circuit)> people = [];

    /// <summary>So long somebody reads before the next act.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromSeconds(3);

    public static async Task<Crowd> GatherAsync(Uri portal, int count)
    {
        var crowd = new Crowd();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce }, async (number, _) =>
        {
            var browser = await Browser.SignInAsync(portal, Scenarios.Role, number);
            crowd.people.Add((browser, (await browser.OpenAsync(Scenarios.List, Scenarios.HasRows)).Circuit));
        });
        return crowd;
    }

    /// <summary>Everybody acts for so long: mostly the page is turned, sometimes something is searched. Gives how long each act took, and
    /// how many could not begin when they were due, because the one before was not done.</summary>
    public async Task<(IReadOnlyCollection<double> Times, int Late)> ActAsync(TimeSpan duration)
    {
        var times = new ConcurrentBag<double>();
        var late = 0;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            people.Select(
                async (person, number) =>
                {
                    var (due, searches) = (Pause * number / people.Count, number);
                    for (var act = number; due < duration + WarmUp; act++, due += Pause)
                    {
                        var wait = due - Stopwatch.GetElapsedTime(began);
                        late += wait < TimeSpan.Zero ? 1 : 0;
                        await Task.Delay(wait < TimeSpan.Zero ? TimeSpan.Zero : wait);
                        var took =
                            act % TurnsForASearch == 0 || !person.Circuit.Look(Scenarios.CanTurn)
                                ? await Scenarios.SearchAsync(person.Circuit, searches++)
                                : await Scenarios.TurnAsync(person.Circuit);
                        if (due >= WarmUp)
                        {
                            times.Add(took.TotalMilliseconds);
                        }
                    }
                }
            )
        );
        return (times, late);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (browser, circuit) in people)
        {
            await circuit.DisposeAsync();
            browser.Dispose();
        }
    }
}
