using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;

namespace SupportCenter.Tests.Drills;

/// <summary>Writes something into every encrypted column of the tables of incidents.</summary>
internal sealed class SensitiveIncidentWriter(DrillSite site, Func<string, string> word, Guid supervisor)
{
    public async Task DoAsync()
    {
        var incidents = await site.AsAsync<IncidentService>(supervisor);
        var now = CentreTime.Now(TimeProvider.System).AddMinutes(-5);
        var (day, at) = (DateOnly.FromDateTime(now), new TimeOnly(now.Hour, now.Minute));
        var id = (await incidents.OpenAsync(Details(day, at, "first"), IncidentSourceKind.Call, null, isDrill: false)).Id;
        await incidents.ChangeAsync(id, Details(day, at, ""), (await incidents.FindAsync(id))!.Version);
        await incidents.AddEventAsync(
            id,
            new EventDetails
            {
                Kind = IncidentEventKind.Found,
                HappenedOn = day,
                HappenedAt = at,
                Who = word("IncidentEvent.Who"),
                Text = word("IncidentEvent.Text"),
            }
        );
        await incidents.AddStepAsync(id, new StepDetails { Title = word("IncidentStep.Title") }, null);
        var steps = (await incidents.FindAsync(id))!.Steps;
        await incidents.SkipStepAsync(steps[0].Id, word("IncidentStep.Reason"));
        await incidents.FinishStepAsync(
            steps[1].Id,
            new DoneDetails
            {
                DoneOn = day,
                DoneAt = at,
                Result = word("IncidentStep.Result"),
            }
        );
        await CallAsync(id);
        var papers = await site.AsAsync<IncidentPaperService>(supervisor);
        await papers.PrepareAsync(id, IncidentPaperKind.Preliminary);
        await papers.PrepareAsync(id, IncidentPaperKind.ContactLog);
        await incidents.DecideAsync(id, IncidentState.Handling, "例示", (await incidents.FindAsync(id))!.Version);
        await papers.PrepareHalfYearAsync(day);
        var line = await site.ReadAsync(db => db.AffectedBusinesses.Where(row => row.IncidentId == id).Select(row => row.Id).FirstAsync());
        await (await site.AsAsync<AffectedService>(supervisor)).RemoveAsync(line, word("AffectedBusiness.RemovedReason"));
    }

    private async Task CallAsync(Guid id)
    {
        var (affected, calls) = (await site.AsAsync<AffectedService>(supervisor), await site.AsAsync<CallSheetService>(supervisor));
        var business = await site.ReadAsync(db =>
            db.Businesses.Where(row => !db.Canaries.Any(canary => canary.BusinessId == row.Id)).Select(row => row.Id).FirstAsync()
        );
        await affected.FixNamesAsync(id, [business], ExposedData.List);
        await calls.WriteScriptAsync(id, new ScriptDetails { Text = word("CallScript.Text") });
        var call = (await calls.NextAsync(id))!;
        await calls.NoteAsync(
            call.Id,
            ContactResult.Told,
            new ContactDetails { ToWhom = word("ContactAttempt.ToWhom"), Reaction = word("ContactAttempt.Reaction") },
            1
        );
    }

    private IncidentDetails Details(DateOnly day, TimeOnly at, string before) =>
        new()
        {
            Title = word($"Incident{before}.Title"),
            KnownOn = day,
            KnownAt = at,
            How = HowKnown.Call,
            KnownBy = word($"Incident{before}.KnownBy"),
            What = word($"Incident{before}.What"),
            CriteriaReason = word($"Incident{before}.CriteriaReason"),
            Items = word($"Incident{before}.Items"),
            Cause = word($"Incident{before}.Cause"),
            Secondary = word($"Incident{before}.Secondary"),
            ForPersons = word($"Incident{before}.ForPersons"),
            Publication = word($"Incident{before}.Publication"),
            MeasuresDone = word($"Incident{before}.MeasuresDone"),
            MeasuresPlanned = word($"Incident{before}.MeasuresPlanned"),
            OtherFacts = word($"Incident{before}.OtherFacts"),
        };
}
