using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Import;

namespace SupportCenter.Benchmarks;

/// <summary>Reading the old site's workbooks of the tests (the list, every 相談票, what belongs together), and storing them in a database
/// that has nothing but the catalogue.</summary>
public class ImportBenchmarks
{
    private List<ImportFile> files = [];
    private string folder = "";
    private PortalDatabase database = null!;

    [GlobalSetup]
    public void SetUp() =>
        files = [
            .. Directory
                .GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.xls*", SearchOption.AllDirectories)
                .Select(path => (Name: Path.GetFileName(path), Bytes: File.ReadAllBytes(path)))
                .Select(file => new ImportFile(file.Name, () => new MemoryStream(file.Bytes, writable: false))),
        ];

    [Benchmark]
    public int ReadAll() =>
        ImportReading.Read(files) is { Refused.Count: 0 } reading
            ? reading.BookingCount
            : throw new InvalidOperationException("A workbook was refused.");

    [IterationSetup(Target = nameof(ReadAndStoreAll))]
    public void MakeDatabase()
    {
        folder = Directory.CreateTempSubdirectory("portal-import-").FullName;
        database = PortalDatabase.OpenAsync(new StorageOptions { DataDirectory = folder }).GetAwaiter().GetResult();
        database.FillCatalogueAsync(TimeProvider.System).GetAwaiter().GetResult();
    }

    [Benchmark]
    public async Task<int> ReadAndStoreAll()
    {
        await using var services = new ServiceCollection()
            .AddSupportCenter(database)
            .AddSingleton<ICaller>(new FixedCaller(CallerIdentity.Console))
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<ImportService>().AcceptAsync(ImportReading.Read(files));
        return outcome.NewReservations > 0 ? outcome.NewReservations : throw new InvalidOperationException("Nothing was stored.");
    }

    [IterationCleanup(Target = nameof(ReadAndStoreAll))]
    public void DropDatabase()
    {
        database.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
