using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Incidents;

namespace SupportCenter.Tests.Incidents;

/// <summary>Several people call at once.</summary>
public sealed class CallSheetTests
{
    [Fact]
    public async Task Ten_callers_reach_five_hundred_businesses_and_nobody_is_called_twice()
    {
        const int Businesses = 500;
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(Businesses);
        var callers = Enumerable.Range(1, 10).Select(at => Make.Staff(Role.Supervisor, $"本市 電話 {at}")).ToList();
        await scene.Portal.AddAsync([.. callers]);
        var services = callers.ConvertAll(caller => scene.Portal.As<CallSheetService>(caller));
        var called = new ConcurrentBag<Guid>();

        await Task.WhenAll(
            services.Select(calls =>
                Task.Run(async () =>
                {
                    while (await calls.NextAsync(id) is { } call)
                    {
                        called.Add(call.BusinessId);
                        Assert.True(await calls.NoteAsync(call.Id, ContactResult.Told, new ContactDetails(), 0));
                    }
                })
            )
        );

        Assert.Equal(Businesses, called.Count);
        Assert.Equal(Businesses, called.Distinct().Count());
        Assert.Equal(Businesses, await scene.Portal.ReadAsync(db => db.ContactAttempts.CountAsync()));
        var counts = (await scene.Calls.CountAsync(id))!;
        Assert.Equal((Businesses, Businesses, 0, 0), (counts.All, counts.Told, counts.NotYet, counts.Held));
        Assert.Empty(AuditVerifier.Verify(scene.Portal.Database.Places).Damage);
    }

    [Fact]
    public async Task Whoever_takes_a_business_has_it_until_the_result_or_half_an_hour_later()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(1);
        var (mine, other) = (scene.Calls, scene.Portal.As<CallSheetService>(scene.Second));
        var call = (await mine.NextAsync(id))!;
        Assert.Null(await other.NextAsync(id));
        Assert.Equal(1, (await other.CountAsync(id))!.Held);
        Assert.Equal("本市 監督", (await other.ListAsync(id, new PageRequest(0, 5))).Rows.Single().Holder);
        var refused = await Assert.ThrowsAsync<RuleException>(() => other.TakeAsync(call.Id));
        Assert.Equal(IncidentTexts.HeldByAnother, refused.Message);
        await Assert.ThrowsAsync<RuleException>(() => other.NoteAsync(call.Id, ContactResult.Told, new ContactDetails(), 0));
        Assert.Equal(call.Id, (await mine.NextAsync(id))!.Id); // A line that broke: the caller has it still.

        scene.Portal.Time.Advance(CallSheetService.HeldFor);
        Assert.Equal(call.Id, (await other.NextAsync(id))!.Id);
        Assert.True(await other.LetGoAsync(call.Id));
        Assert.NotNull(await mine.NextAsync(id));
    }

    [Fact]
    public async Task Who_was_absent_comes_up_again_at_the_time_that_was_said_and_who_was_told_never()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(2);
        var absent = (await scene.Calls.NextAsync(id))!;
        await scene.Calls.NoteAsync(
            absent.Id,
            ContactResult.Absent,
            new ContactDetails { NextOn = new DateOnly(2020, 7, 17), NextAt = new TimeOnly(9, 0) },
            0
        );
        var told = (await scene.Calls.NextAsync(id))!;
        Assert.NotEqual(absent.Id, told.Id);
        await scene.Calls.NoteAsync(
            told.Id,
            ContactResult.Told,
            new ContactDetails
            {
                ToWhom = "例示 花子",
                Reaction = "営業の電話が増えた",
                HasSecondaryDamage = true,
            },
            0
        );
        Assert.Null(await scene.Calls.NextAsync(id));
        var counts = (await scene.Calls.CountAsync(id))!;
        Assert.Equal((1, 1, new DateTime(2020, 7, 17, 0, 0, 0, DateTimeKind.Utc)), (counts.Told, counts.Again, counts.NextAtUtc));

        scene.Portal.Time.Set(new DateTimeOffset(2020, 7, 17, 9, 0, 0, TimeSpan.FromHours(9)));

        var again = (await scene.Calls.NextAsync(id))!;
        Assert.Equal(absent.Id, again.Id);
        Assert.Equal(ContactResult.Absent, Assert.Single(again.Attempts).Result);
        var refused = await Assert.ThrowsAsync<RuleException>(() =>
            scene.Calls.NoteAsync(again.Id, ContactResult.Again, new ContactDetails { NextOn = new DateOnly(2020, 7, 16) }, 0)
        );
        Assert.Equal(nameof(ContactDetails.NextOn), refused.Field);
        Assert.Contains((await scene.Portal.As<CallSheetService>(scene.Second).TakeAsync(told.Id))!.Attempts, attempt =>
            attempt.HasSecondaryDamage
        );
    }

    [Fact]
    public async Task The_words_are_kept_by_version_and_each_call_says_which_one_was_read()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(1);
        await scene.Calls.WriteScriptAsync(id, new ScriptDetails { Text = "お詫びの文" });
        await scene.Calls.WriteScriptAsync(id, new ScriptDetails { Text = "お詫びの文（二次被害の確認つき）" });
        var counts = (await scene.Calls.CountAsync(id))!;
        Assert.Equal((2, "お詫びの文（二次被害の確認つき）"), (counts.ScriptNumber, counts.Script));
        var call = (await scene.Calls.NextAsync(id))!;
        await scene.Calls.NoteAsync(call.Id, ContactResult.Told, new ContactDetails(), 1);
        Assert.Equal(1, (await scene.Calls.TakeAsync(call.Id))!.Attempts.Single().Script);
        Assert.Equal(2, await scene.Portal.ReadAsync(db => db.CallScripts.CountAsync()));
    }

    [Fact]
    [Asvs("16.3.1")]
    public async Task Each_call_is_in_the_ledger_of_the_business()
    {
        await using var scene = await IncidentScene.SetAsync();
        var id = await scene.OpenWithAsync(1);
        var call = (await scene.Calls.NextAsync(id))!;
        await scene.Calls.NoteAsync(call.Id, ContactResult.Told, new ContactDetails(), 0);

        var acts = (await scene.Portal.As<LedgerService>(Role.Auditor).OfBusinessAsync(call.BusinessId, new PageRequest(0, 50))).Rows;
        Assert.Superset(
            new HashSet<string>([AuditActs.AffectedFrozen, AuditActs.AffectedHeld, AuditActs.AffectedCalled]),
            acts.Select(row => row.Act).ToHashSet()
        );
    }
}
