using System.Diagnostics;
using System.Globalization;

namespace SupportCenter.Tests.Import;

/// <summary>Seconds of work of this thread where the system counts them (other tests run beside this one), else the time that has
/// passed.</summary>
internal static class WorkStopwatch
{
    public static double Seconds()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        }

        var counts = File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ');
        return (long.Parse(counts[12], CultureInfo.InvariantCulture) + long.Parse(counts[13], CultureInfo.InvariantCulture)) / 100.0;
    }
}
