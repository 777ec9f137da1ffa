using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Import;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Security;

namespace SupportCenter.Portal.Import;

/// <summary>Takes the workbooks from the browser, shows what they say, and accepts it.</summary>
public sealed partial class ImportPage
{
    private const int MostFiles = 1000;
    private const long MostBytesTogether = 200 * 1024 * 1024;
    private ImportReading? reading;
    private readonly Dictionary<Guid, ImportDecision> decisions = [];
    private ImportPreview? preview;
    private ImportOutcome? outcome;
    private string? progress;
    private string? fault;
    private string? focus;
    private bool busy;
    private int choices;

    [Inject]
    private ImportService Import { get; set; } = default!;

    [Inject]
    private PortalCaller Me { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private ILogger<ImportPage> Logger { get; set; } = default!;

    private bool HasNew =>
        preview is { Counts.NewReservations: > 0 } or { Counts.NewRecords: > 0 }
        || decisions.Values.Any(decision => decision != ImportDecision.Leave);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is { } id)
        {
            focus = null;
            await Script.InvokeVoidAsync("portal.focus", id);
        }
    }

    private Task ReadAsync(InputFileChangeEventArgs chosen) =>
        RunAsync(async () =>
        {
            (reading, preview, outcome) = (null, null, null);
            if (
                chosen.FileCount > MostFiles
                || chosen.GetMultipleFiles(Math.Max(1, chosen.FileCount)).Sum(file => file.Size) > MostBytesTogether
            )
            {
                throw new RuleException(ImportPageTexts.TooMany);
            }

            var files = new List<ImportFile>();
            foreach (var file in chosen.GetMultipleFiles(MostFiles))
            {
                progress = Filled(ImportPageTexts.Reading, files.Count + 1, chosen.FileCount);
                StateHasChanged();
                files.Add(await TakeAsync(file));
            }

            var read = await Task.Run(() => ImportReading.Read(files));
            decisions.Clear();
            (preview, reading, focus) = (await Import.PreviewAsync(read), read, "read");
            choices++; // A fresh input: the same file, mended, can be chosen again.
        });

    private static async Task<ImportFile> TakeAsync(IBrowserFile file)
    {
        if (file.Size > WorkbookReading.MostFileBytes)
        {
            return new ImportFile(file.Name, () => throw new RuleException(ImportPageTexts.TooLarge));
        }

        using var memory = new MemoryStream((int)file.Size);
        await using var content = file.OpenReadStream(WorkbookReading.MostFileBytes);
        await content.CopyToAsync(memory);
        var bytes = memory.ToArray();
        return new ImportFile(file.Name, () => new MemoryStream(bytes, writable: false));
    }

    private Task AcceptAsync() =>
        RunAsync(async () =>
        {
            outcome = await Import.AcceptAsync(reading!, decisions);
            (reading, preview, focus) = (null, null, "outcome");
        });

    private void Decide((Guid Reservation, ImportDecision Decision) made) => decisions[made.Reservation] = made.Decision;

    private Task ForgetAsync() =>
        RunAsync(() =>
        {
            (reading, preview, focus) = (null, null, "workbooks");
            return Task.CompletedTask;
        });

    private async Task RunAsync(Func<Task> act)
    {
        if (busy)
        {
            return;
        }

        (busy, fault) = (true, null);
        try
        {
            await act();
        }
        catch (RuleException broken)
        {
            fault = broken.Message;
        }
#pragma warning disable CA1031 // Whatever went wrong, the page stays and says it under a number that is in the log.
        catch (Exception unexpected) when (unexpected is not AccessRefusedException)
#pragma warning restore CA1031
        {
            fault = ComponentTexts.FaultSentence + Filled(ComponentTexts.FaultReference, FaultLog.Record(Logger, unexpected));
        }
        finally
        {
            (busy, progress) = (false, null);
        }
    }
}
