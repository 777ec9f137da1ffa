using SupportCenter.Tests.Drills;

// The tests are started by the test runner, not by this: it is the process that drills start in order to kill it.
return args is ["drill", var folder, var papers]
    ? await DrillWorker.RunAsync(folder, int.Parse(papers, System.Globalization.CultureInfo.InvariantCulture))
    : throw new NotSupportedException("Run the tests with: dotnet test");
