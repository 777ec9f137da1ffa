using System.Diagnostics;
using System.Globalization;

namespace SupportCenter.Tests.Data;

/// <summary>All memory that a process can write to, read while it is held: what a dump of it would hold.</summary>
internal sealed class ProcessMemory : IDisposable
{
    private readonly int process;

    /// <summary>Holds the process until it is disposed of.</summary>
    /// <param name="process">The number of a process that this one has started.</param>
    public ProcessMemory(int process)
    {
        this.process = process;
        Signal("STOP");
    }

    public void Dispose() => Signal("CONT");

    /// <summary>How often each marker stands in it, with the part of the memory where it stands.</summary>
    public IReadOnlyList<string> Find(MarkerScan scan)
    {
        using var memory = new FileStream($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var (found, size) = (new List<string>(), 0L);
        foreach (var part in File.ReadLines($"/proc/{process}/maps").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words[1].StartsWith("rw", StringComparison.Ordinal)))
        {
            var ends = part[0].Split('-').Select(end => long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            var bytes = new byte[ends[1] - ends[0]];
            memory.Position = ends[0];
            memory.ReadExactly(bytes);
            size += bytes.Length;
            found.AddRange(scan.CountIn(new MemoryStream(bytes)).Select(entry => $"{part[0]} {part.ElementAtOrDefault(5)}: {entry.Value} × {entry.Key}"));
        }

        Assert.True(size > 50_000_000, $"Only {size} bytes of the process could be read.");
        return found;
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>A test that reads the memory of another process, which Linux lets its parent do.</summary>
    internal sealed class MemoryFactAttribute : FactAttribute
    {
        public MemoryFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "The memory of a process is read as Linux shows it.";
    }
}
