using SupportCenter.Tests.Drills;

// The tests are started by the test runner, not by this: it is the process that drills start in order to kill it.
return args switch
{
    ["drill", var folder, var papers] => await DrillWorker.RunAsync(
        folder,
        int.Parse(papers, System.Globalization.CultureInfo.InvariantCulture)
    ),
    ["dispose", var folder, var order] => await DisposalDrillTests.CarryOutAsync(folder, Guid.Parse(order)),
    _ => throw new NotSupportedException("Run the tests with: dotnet test"),
};
