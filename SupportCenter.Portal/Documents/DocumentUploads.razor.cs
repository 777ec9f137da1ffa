using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Text;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Documents;

/// <summary>Uploads onto one business, reservation or record.</summary>
public sealed partial class DocumentUploads
{
    private const int MostAtOnce = 20;
    private readonly string inputId = $"files-{NewId.Create().ToShort()}";
    private readonly List<FileUpload> uploads = [];
    private InputFile? newest;
    private Task working = Task.CompletedTask;
    private int oldest;
    private int choices;
    private bool focusNewest;
    private bool isGone;
    private string? notice;
    private string announcement = "";

    /// <summary>Onto what the files are put.</summary>
    [Parameter, EditorRequired]
    public DocumentOwner Owner { get; set; } = default!;

    /// <summary>Called after each file that was stored.</summary>
    [Parameter]
    public EventCallback Stored { get; set; }

    [Inject]
    private DocumentService Documents { get; set; } = default!;

    [Inject]
    private DocumentOptions Limits { get; set; } = default!;

    [Inject]
    private ILogger<DocumentUploads> Logger { get; set; } = default!;

    private string Hint => Filled(DocumentPageTexts.ChooseHint, FileSize.Format(Limits.MaxBytes), MostAtOnce, DocumentKinds.AcceptedNames);

    private bool IsBusy => uploads.Any(upload => !upload.IsDone);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        isGone = true;
        CancelAll();
        await working;
        uploads.ForEach(upload => upload.Dispose());
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusNewest && newest?.Element is { } input)
        {
            focusNewest = false;
            await input.FocusAsync();
        }
    }

    private Task TakeAsync(InputFileChangeEventArgs chosen)
    {
        notice = null;
        if (chosen.FileCount > MostAtOnce)
        {
            notice = Filled(DocumentPageTexts.TooMany, MostAtOnce, chosen.FileCount);
            return Task.CompletedTask;
        }

        uploads.AddRange(chosen.GetMultipleFiles(MostAtOnce).Select(file => new FileUpload(file)));
        (choices, focusNewest) = (choices + 1, true);
        if (working.IsCompleted)
        {
            working = WorkAsync();
        }

        return Task.CompletedTask;
    }

    private async Task WorkAsync()
    {
        while (!isGone && uploads.Find(upload => upload.State == UploadState.Waiting) is { } next)
        {
            next.Begin();
            StateHasChanged();
            var (state, outcome) = await SendAsync(next);
            next.End(state, outcome);
            announcement = Filled(DocumentPageTexts.Announce, next.Name, outcome);
            if (!isGone)
            {
                StateHasChanged();
                await (state is UploadState.Stored or UploadState.Quarantined ? Stored.InvokeAsync() : Task.CompletedTask);
            }
        }
    }

    private async Task<(UploadState State, string Outcome)> SendAsync(FileUpload upload)
    {
        if (upload.File.Size > Limits.MaxBytes)
        {
            // Known before a byte was sent; the service counts for itself.
            return (UploadState.Refused, Filled(DocumentTexts.TooLarge, FileSize.Format(Limits.MaxBytes)));
        }

        try
        {
            await using var content = upload.File.OpenReadStream(Limits.MaxBytes, upload.Stopped);
            var receipt = await Documents.UploadAsync(
                Owner,
                upload.File.Name,
                content,
                new Progress<long>(bytes => Show(upload, bytes)),
                upload.Stopped
            );
            return receipt switch
            {
                null => (UploadState.Refused, DocumentPageTexts.OwnerMissing),
                { Scan: ScanState.Quarantined } => (UploadState.Quarantined, QuarantineTexts.WhyQuarantined),
                _ => (UploadState.Stored, SentenceOf(receipt)),
            };
        }
        catch (RuleException refused)
        {
            return (UploadState.Refused, refused.Message);
        }
        catch (AccessRefusedException)
        {
            return (UploadState.Refused, DocumentPageTexts.NotAllowed);
        }
        catch (Exception) when (upload.Stopped.IsCancellationRequested)
        {
            return (UploadState.Cancelled, DocumentPageTexts.Cancelled);
        }
        catch (Exception lost) when (lost is JSException or JSDisconnectedException or TimeoutException or OperationCanceledException)
        {
            return (UploadState.Refused, DocumentPageTexts.ConnectionLost);
        }
#pragma warning disable CA1031 // Whatever went wrong with one file, it is told under a number that is in the log, and the others go on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return (UploadState.Refused, Filled(DocumentPageTexts.Fault, FaultLog.Record(Logger, fault)));
        }
    }

    private static string SentenceOf(DocumentReceipt receipt) =>
        receipt switch
        {
            { Scan: ScanState.Waiting } => QuarantineTexts.WhyWaiting,
            { SameSinceUtc: { } since } => Filled(DocumentPageTexts.StoredAgain, ScreenDate.At(CentreTime.ToCivil(since))),
            _ => DocumentPageTexts.Stored,
        };

    private void Show(FileUpload upload, long bytes)
    {
        upload.Sent = bytes;
        if (!isGone)
        {
            StateHasChanged();
        }
    }

    private void CancelAll() => uploads.ForEach(upload => upload.Cancel());

    private void Clear()
    {
        uploads.ForEach(upload => upload.Dispose());
        uploads.Clear();
        // The inputs of the choices that are done with go too; the newest stays.
        (notice, announcement, oldest, focusNewest) = (null, "", choices, true);
    }

    private void StayAsync(LocationChangingContext move)
    {
        if (IsBusy)
        {
            move.PreventNavigation();
            notice = DocumentPageTexts.StillUploading;
            StateHasChanged();
        }
    }
}
