using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using SupportCenter.Benchmarks;
using SupportCenter.Benchmarks.Load;

// What browsers meet is measured by a driver of its own.
if (args is ["load", .. var words])
{
    return await LoadCommand.RunAsync(words);
}

// Bookings are measured by turns with the commits of their rows.
if (args is ["booking", .. var rest])
{
    return await BookingThroughput.RunAsync(rest);
}

// Papers and data are measured whole, with the memory that they take.
if (args is ["output"])
{
    return await OutputBenchmark.RunAsync();
}

// Looks at the statistics, before and after months are kept.
if (args is ["statistics"])
{
    return await StatisticsLook.RunAsync();
}

// Runs in this process: the usual way builds a project of its own, which would need packages that nothing here else needs.
// --quick: five rounds of each, warmed up, instead of fifteen and more, for a look.
var quick = args.Contains("--quick", StringComparer.Ordinal);
var job = (quick ? Job.ShortRun.WithWarmupCount(12).WithIterationCount(5) : Job.Default)
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithGcMode(new GcMode { Server = false });
var config = DefaultConfig
    .Instance.AddJob(job)
    .HideColumns(Column.Job, Column.Toolchain, Column.Error, Column.RatioSD, Column.IterationCount, Column.LaunchCount, Column.WarmupCount)
    .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40));
BenchmarkSwitcher.FromAssembly(typeof(ReservationListBenchmarks).Assembly).Run([.. args.Where(word => word != "--quick")], config);
return 0;
