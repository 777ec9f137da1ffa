using System.Globalization;
using Microsoft.AspNetCore.Components.Forms;
using SupportCenter.Domain.Documents;

namespace SupportCenter.Portal.Documents;

/// <summary>How far an upload has come.</summary>
internal enum UploadState
{
    Waiting,
    Sending,
    Stored,
    Refused,
    Quarantined,
    Cancelled,
}

/// <summary>One file on its way, with what is said of it on the screen.</summary>
internal sealed class FileUpload(IBrowserFile file) : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public IBrowserFile File => file;

    /// <summary>The file's name, made harmless.</summary>
    public string Name { get; } = DocumentName.Shown(file.Name);

    public UploadState State { get; private set; }

    /// <summary>Bytes that are stored.</summary>
    public long Sent { get; set; }

    /// <summary>What became of it, as a sentence.</summary>
    public string Outcome { get; private set; } = "";

    public CancellationToken Stopped => stop.Token;

    public bool IsDone => State is UploadState.Stored or UploadState.Refused or UploadState.Quarantined or UploadState.Cancelled;

    public string Progress =>
        Sent >= file.Size
            ? DocumentPageTexts.Checking
            : Filled(DocumentPageTexts.SentOf, FileSize.Format(Sent), FileSize.Format(file.Size));

    public void Begin() => State = UploadState.Sending;

    public void End(UploadState state, string outcome) => (State, Outcome) = (state, outcome);

    /// <summary>Stops it; a file that has not begun is done with at once.</summary>
    public void Cancel()
    {
        if (State == UploadState.Waiting)
        {
            End(UploadState.Cancelled, DocumentPageTexts.Cancelled);
        }

        stop.Cancel();
    }

    public void Dispose() => stop.Dispose();
}
