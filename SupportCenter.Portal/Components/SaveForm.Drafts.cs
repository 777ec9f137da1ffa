using System.Globalization;
using System.Text.Json;
using SupportCenter.Domain;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;

namespace SupportCenter.Portal.Components;

/// <content>What was typed and not saved yet: kept every few seconds and when the form goes, offered when it comes back.</content>
public sealed partial class SaveForm
{
    private DraftView? offered;
    private string? keptAt;
    private string? kept;

    private string Now => FormDraft.Write(Model, state.Unread);

    /// <summary>Gives up what was typed: for a button that leaves the form on purpose. Otherwise a form that goes is kept and offered
    /// again.</summary>
    public async Task ForgetDraftAsync()
    {
        state.Submitted = false;
        keptAt = null;
        if (DraftKey is not null)
        {
            kept = Now;
            await Drafts.DiscardAsync(DraftKey);
        }
    }

    private async Task KeepDraftsAsync()
    {
        using var timer = new PeriodicTimer(DraftEvery, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(gone.Token))
            {
                await InvokeAsync(() => saving ? Task.CompletedTask : KeepAsync(gone.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The form left the screen: DisposeAsync keeps what is new.
        }
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        if (DraftKey is null || offered is not null || context is null || Now is not { } now || now == kept)
        {
            return;
        }

        try
        {
            await Drafts.SaveAsync(DraftKey, now, ct);
            kept = now;
            keptAt = CentreTime.Now(Time).ToString("H:mm:ss", CultureInfo.InvariantCulture);
            notice = notice == ComponentTexts.DraftNotKept ? null : notice;
        }
        catch (RuleException broken)
        {
            notice = broken.Message;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            FaultLog.Record(Logger, failure);
            notice = ComponentTexts.DraftNotKept;
        }

        if (!gone.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }

    private Task ContinueAsync()
    {
        try
        {
            var typed = FormDraft.Restore(offered!.Json, Model);
            foreach (var (field, text) in typed)
            {
                state.Restored[field] = text;
            }

            kept = offered.Json;
            context.Validate();
        }
        catch (JsonException)
        {
            notice = ComponentTexts.DraftUnreadable;
        }

        offered = null;
        return OnRestored.InvokeAsync();
    }

    private async Task DiscardAsync()
    {
        await Drafts.DiscardAsync(DraftKey!);
        offered = null;
    }
}
