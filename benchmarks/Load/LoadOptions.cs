using System.CommandLine;

namespace SupportCenter.Benchmarks.Load;

/// <summary>What is measured, how often and how long; bounded, because the machine is shared.</summary>
internal sealed record LoadOptions(
    IReadOnlyList<PortalBuild> Builds,
    IReadOnlySet<string> Parts,
    int Rounds,
    int WarmUp,
    IReadOnlyList<int> Crowds,
    int Seconds,
    int SoakCircuits,
    int Port
)
{
    public const int MostPeople = 500;
    public const int MostSeconds = 300;
    public const int MostSoakCircuits = 100_000;
    private const string Soak = "soak";
    private static readonly string[] UsualParts = ["turn", "memory", "crowd", "booking", "weight"];
    private static readonly string[] AllParts = [.. UsualParts, Soak];

    /// <summary>Reads the command line and runs <paramref name="measure"/>; gives the exit code.</summary>
    public static Task<int> RunAsync(string[] args, Func<LoadOptions, Task> measure)
    {
        var builds = new Option<string[]>("--portal")
        {
            Description = "name=path/to/SupportCenter.Portal.dll=data-folder; several are measured by turns",
            Required = true,
        };
        var parts = new Option<string[]>("--part")
        {
            Description = $"{string.Join(", ", AllParts)}; all but {Soak} by default",
            DefaultValueFactory = _ => UsualParts,
        };
        parts.AcceptOnlyFromAmong(AllParts);
        var rounds = new Option<int>("--rounds") { Description = "how often each is measured", DefaultValueFactory = _ => 3 };
        // Code that runs often is compiled again, and better: before that is done, half of the processor time is the compiler's.
        var warmUp = new Option<int>("--warm-up")
        {
            Description = "how many pages are turned before a turn is measured",
            DefaultValueFactory = _ => 600,
        };
        var people = new Option<int[]>("--people")
        {
            Description = $"sizes of the crowd, {MostPeople} at most",
            DefaultValueFactory = _ => [150, 300],
        };
        var seconds = new Option<int>("--seconds") { Description = "how long a crowd acts", DefaultValueFactory = _ => 45 };
        var soak = new Option<int>("--circuits") { Description = "how many tabs a soak opens", DefaultValueFactory = _ => 10_000 };
        var port = new Option<int>("--port") { Description = "the first of the ports that are used", DefaultValueFactory = _ => 5191 };
        var command = new RootCommand("Measures builds of the portal as browsers meet them.")
        {
            builds,
            parts,
            rounds,
            warmUp,
            people,
            seconds,
            soak,
            port,
        };
        command.SetAction(parsed =>
            measure(
                new LoadOptions(
                    [.. parsed.GetValue(builds)!.Select(PortalBuild.Parse)],
                    parsed.GetValue(parts)!.ToHashSet(StringComparer.Ordinal),
                    Math.Clamp(parsed.GetValue(rounds), 1, 20),
                    Math.Clamp(parsed.GetValue(warmUp), 0, 5000),
                    [.. parsed.GetValue(people)!.Select(count => Math.Clamp(count, 1, MostPeople))],
                    Math.Clamp(parsed.GetValue(seconds), 5, MostSeconds),
                    Math.Clamp(parsed.GetValue(soak), 1, MostSoakCircuits),
                    parsed.GetValue(port)
                )
            )
        );
        return command.Parse(args).InvokeAsync();
    }
}
