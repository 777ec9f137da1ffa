using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace SupportCenter.Portal.Components;

/// <summary>Writes down what went wrong under a number that the person at the screen can read out on the telephone.</summary>
public static partial class FaultLog
{
    private const int MostFrames = 30;
    private static readonly FaultBudget Budget = new(TimeProvider.System, lines: int.MaxValue);

    /// <summary>
    /// Logs the types and the stack of <paramref name="fault"/> and gives the reference, such as <c>4F2A-91C0</c>. The exception's own
    /// message stays out of the log: messages of databases and parsers quote what was typed, which may be personal data.
    ///</summary>
    public static string Record(ILogger logger, Exception fault)
    {
        var number = RandomNumberGenerator.GetHexString(8);
        var reference = string.Create(CultureInfo.InvariantCulture, $"{number[..4]}-{number[4..]}");
        // Somebody may read out any number: each has its line. The stack of the same fault is there already.
        var known = Budget.Spend(KindOf(fault)).Detail != FaultDetail.Stack;
        Unexpected(logger, reference, Activity.Current?.TraceId.ToHexString() ?? "-", known ? KindOf(fault) : Describe(fault));
        return reference;
    }

    /// <summary>Exception types from the outside in, each with the beginning of its stack, without any message.</summary>
    internal static string Describe(Exception fault)
    {
        var lines = new List<string>();
        for (var current = fault; current is not null; current = current.InnerException)
        {
            lines.Add(current.GetType().FullName!);
            lines.AddRange((current.StackTrace ?? "   (not thrown)").Split(Environment.NewLine).Take(MostFrames));
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>The types and the place where it began: what makes two faults the same.</summary>
    internal static string KindOf(Exception fault)
    {
        var types = new List<string>();
        for (var current = fault; current is not null; current = current.InnerException)
        {
            types.Add(current.GetType().Name);
        }

        var place = fault.GetBaseException().StackTrace?.Split(Environment.NewLine)[0].Trim() ?? "not thrown";
        return $"{string.Join(" <- ", types)} {place}";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Fault {Reference} (trace {TraceId}): {Description}")]
    private static partial void Unexpected(ILogger logger, string reference, string traceId, string description);
}
