using System.Globalization;
using System.Text.Json;
using Microsoft.JSInterop;
using SupportCenter.Domain;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Drafts;

namespace SupportCenter.Portal.Components;

/// <content>What was typed and not saved yet: kept every few seconds and when the form goes, offered when it comes back. Each screen has
/// its own draft; one that another screen has is not offered.</content>
public sealed partial class SaveForm
{
    // A page that is loaded again may be quicker than the one that it takes the place of.
    private static readonly TimeSpan LooksAgainFor = TimeSpan.FromSeconds(5);
    private IReadOnlyList<NamedDraft> offered = [];
    private OpenForm? own;
    private long openedAt;
    private string? keptAt;
    private string? kept;
    private bool isPutOff;
    private int decisions;

    private string Now => FormDraft.Write(Model, state.Unread);

    /// <summary>Gives up what was typed: for a button that leaves the form on purpose. Otherwise a form that goes is kept and offered
    /// again.</summary>
    public async Task ForgetDraftAsync()
    {
        state.Submitted = false;
        keptAt = null;
        if (own is not null)
        {
            kept = Now;
            await Drafts.DiscardAsync(own.Draft);
            own.Renew();
        }
    }

    private async Task OpenDraftsAsync(string form)
    {
        openedAt = Time.GetTimestamp();
        own = Forms.Open(form, Connection, () => _ = InvokeAsync(RefreshOffersAsync));
        offered = await OffersAsync();
        _ = KeepDraftsAsync();
    }

    private async Task<IReadOnlyList<NamedDraft>> OffersAsync() =>
        [.. (await Drafts.ListAsync(DraftKey!, gone.Token)).Where(one => one.Name != own!.Draft && !Forms.IsElsewhere(one.Name, own))];

    /// <summary>Another screen took a draft up, discarded it, or left it behind: what this one says is put right at once.</summary>
    private async Task RefreshOffersAsync()
    {
        if (gone.IsCancellationRequested || own is null)
        {
            return;
        }

        try
        {
            if (own.IsDetached)
            {
                await DetachAsync(own);
            }
            else if (offered.Count > 0 || (IsUntouched && !await Script.InvokeAsync<bool>("portal.hasInput", gone.Token, own.Draft)))
            {
                await OfferAgainAsync();
            }

            StateHasChanged();
        }
        catch (Exception ended) when (ended is OperationCanceledException or JSDisconnectedException)
        {
            // The form left the screen meanwhile.
        }
        catch (Exception failure)
        {
            FaultLog.Record(Logger, failure);
        }
    }

    /// <summary>Reads the offers again, unless the person decides meanwhile.</summary>
    private async Task OfferAgainAsync()
    {
        var (before, decided) = (offered.Count, decisions);
        var now = await OffersAsync();
        if (decided == decisions && (before > 0 || IsUntouched))
        {
            offered = now;
            notice = before > 0 && now.Count == 0 ? ComponentTexts.DraftElsewhere : notice;
        }
    }

    private bool IsUntouched => !isPutOff && !saving && kept == Now && keptAt is null && Time.GetElapsedTime(openedAt) < LooksAgainFor;

    private Task DetachAsync(OpenForm form)
    {
        form.Renew();
        (keptAt, kept, notice) = (null, Now, ComponentTexts.DraftTakenOver);
        return OnDetached.InvokeAsync();
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
        if (own is null || offered.Count > 0 || context is null || Now is not { } now || now == kept)
        {
            return;
        }

        try
        {
            await Drafts.SaveAsync(own.Draft, now, ct);
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

    private async Task ContinueAsync(NamedDraft draft)
    {
        decisions++;
        if (!Forms.Take(own!, draft.Name))
        {
            notice = ComponentTexts.DraftElsewhere;
            offered = await OffersAsync();
            return;
        }

        // As it is now: another screen may have gone on with it, and closed, since it was offered.
        draft = await Drafts.FindAsync(draft.Name) is { } newest ? draft with { Json = newest.Json } : draft;
        notice = null;
        try
        {
            var typed = FormDraft.Restore(draft.Json, Model);
            foreach (var (field, text) in typed)
            {
                state.Restored[field] = text;
            }

            kept = draft.Json;
            context.Validate();
        }
        catch (JsonException)
        {
            notice = ComponentTexts.DraftUnreadable;
        }

        offered = [];
        await OnRestored.InvokeAsync();
    }

    private async Task DiscardAsync(NamedDraft draft)
    {
        decisions++;
        if (Forms.IsElsewhere(draft.Name, own!))
        {
            notice = ComponentTexts.DraftElsewhere;
        }
        else
        {
            await Drafts.DiscardAsync(draft.Name);
            Forms.NotifyOthers(own!);
        }

        offered = await OffersAsync();
    }

    /// <summary>A new form; the drafts stay, and are offered next time.</summary>
    private void PutOff() => (offered, isPutOff, decisions) = ([], true, decisions + 1);
}
