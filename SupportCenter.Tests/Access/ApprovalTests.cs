using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Access;

/// <summary>The mechanism itself, for every kind: the acts that use it have their own tests.</summary>
public sealed class ApprovalTests : IAsyncLifetime
{
    private const string Why = "保存期間が過ぎた書類を消去するため";
    private static readonly DateTime Now = new(2020, 7, 16, 1, 0, 0, DateTimeKind.Utc);
    private readonly Guid asker = NewId.Create();
    private readonly Guid second = NewId.Create();
    private readonly Guid subject = NewId.Create();
    private TestPortal portal = null!;

    public static TheoryData<ApprovalKind> Kinds => [.. Enum.GetValues<ApprovalKind>()];

    public async Task InitializeAsync() => portal = await TestPortal.StartAsync();

    public Task DisposeAsync() => portal.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Kinds))]
    [Asvs("2.3.5")]
    public void An_approval_of_any_kind_permits_one_act_once_to_the_one_who_asked_for_it(ApprovalKind kind)
    {
        var released = Released(kind);
        var other = Enum.GetValues<ApprovalKind>().First(one => one != kind);

        Refused(ApprovalTexts.Needed, () => released.Use(kind, subject, second, Now));
        Refused(ApprovalTexts.Needed, () => released.Use(kind, NewId.Create(), asker, Now));
        Refused(ApprovalTexts.Needed, () => released.Use(other, subject, asker, Now));
        released.Use(kind, subject, asker, Now.AddHours(23));
        Refused(ApprovalTexts.UsedAlready, () => released.Use(kind, subject, asker, Now.AddHours(23)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    [Asvs("2.3.5")]
    public void Nobody_releases_their_own_request_or_one_about_themselves(ApprovalKind kind)
    {
        Refused(ApprovalTexts.NotYourOwn, () => new Approval(kind, subject, Why, asker, Now).Decide(true, null, asker, Now));
        Refused(ApprovalTexts.NotAboutYourself, () => new Approval(kind, second, Why, asker, Now).Decide(true, null, second, Now));
    }

    [Fact]
    [Asvs("2.3.5")]
    public void A_request_is_over_after_a_day_whether_it_was_released_or_not()
    {
        var (open, released) = (new Approval(ApprovalKind.Purge, subject, Why, asker, Now), Released(ApprovalKind.Purge));

        Refused(ApprovalTexts.NotOpen, () => open.Decide(true, null, second, Now.AddHours(24)));
        Refused(ApprovalTexts.Expired, () => released.Use(ApprovalKind.Purge, subject, asker, Now.AddHours(24)));
        Assert.Equal(
            (ApprovalState.Expired, ApprovalState.Released),
            (released.StateAt(Now.AddHours(24)), released.StateAt(Now.AddHours(24).AddTicks(-1)))
        );
    }

    [Fact]
    public void What_was_not_answered_or_was_refused_permits_nothing_and_an_answer_stands()
    {
        var (open, refused) = (
            new Approval(ApprovalKind.Restore, subject, Why, asker, Now),
            new Approval(ApprovalKind.Restore, subject, Why, asker, Now)
        );
        Refused(ApprovalTexts.RemarkNeeded, () => refused.Decide(false, " ", second, Now));
        refused.Decide(false, "手順書がありません", second, Now);

        Refused(ApprovalTexts.Needed, () => open.Use(ApprovalKind.Restore, subject, asker, Now));
        Refused(ApprovalTexts.Needed, () => refused.Use(ApprovalKind.Restore, subject, asker, Now));
        Refused(ApprovalTexts.NotOpen, () => refused.Decide(true, null, second, Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("試すため")]
    [InlineData("　　　　　　　　　　　試すため　　　　　　　　　")]
    public void A_reason_says_something(string? reason) =>
        Assert.Equal("Reason", Assert.Throws<RuleException>(() => new Approval(ApprovalKind.Purge, subject, reason, asker, Now)).Field);

    [Fact]
    [Asvs("2.3.5")]
    public async Task An_act_and_the_approval_that_it_uses_stand_or_fall_together()
    {
        var me = portal.Staff[Role.Supervisor];
        var db = portal.As<AuthorizedDbContextFactory>(me);
        var (id, thing) = await AskedAndReleasedAsync(db);

        await using (var failing = await db.BeginAsync(Permission.ImportWorkbooks, "test.purged", default))
        {
            await Approvals.UseAsync(failing, id, ApprovalKind.Purge, thing, portal.Time.GetUtcNow().UtcDateTime, default);
            // The act fails here: nothing is committed.
        }

        Assert.Equal(ApprovalState.Released, await StateAsync(id));
        await using (var done = await db.BeginAsync(Permission.ImportWorkbooks, "test.purged", default))
        {
            await Approvals.UseAsync(done, id, ApprovalKind.Purge, thing, portal.Time.GetUtcNow().UtcDateTime, default);
            await done.CommitAsync(default);
        }

        Assert.Equal(ApprovalState.Used, await StateAsync(id));
        Assert.Equal(
            ["test.asked", AuditActs.ApprovalReleased, "test.purged"],
            (await portal.AuditAsync()).Where(row => row.SubjectId == id).Select(row => row.Act)
        );
    }

    [Fact]
    public async Task The_reason_and_the_remark_are_sealed_at_rest_and_those_who_may_answer_see_a_count()
    {
        var (second, auditor) = (Make.Staff(Role.Supervisor, "本市 別人"), portal.As<ApprovalService>(Role.Auditor));
        await portal.AddAsync(second);
        var db = portal.As<AuthorizedDbContextFactory>(Role.Supervisor);
        await AskAsync(db);

        Assert.Equal(
            (0, 1),
            (
                await portal.As<ApprovalService>(Role.Supervisor).CountWaitingAsync(),
                await portal.As<ApprovalService>(second).CountWaitingAsync()
            )
        );
        var row = Assert.Single((await auditor.ListAsync(ApprovalFilter.Open, new PageRequest(0, 20))).Rows);
        Assert.Equal((Why, false), (row.Reason, row.MayDecide));
        Assert.Empty((await portal.As<ApprovalService>(Role.Administrator).ListAsync(ApprovalFilter.Open, new PageRequest(0, 20))).Rows);
        Assert.DoesNotContain(Why, System.Text.Encoding.UTF8.GetString(await portal.FileAsync()), StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("8.1.1")]
    public void Every_kind_is_released_by_somebody_whom_the_table_names_and_nobody_of_the_subcontractor()
    {
        Assert.Equal(Enum.GetValues<ApprovalKind>(), Approvals.ReleasedBy(Role.Supervisor));
        AssertEach.Of(Enum.GetValues<Role>().Where(role => role != Role.Supervisor), role => Assert.Empty(Approvals.ReleasedBy(role)));
        AssertEach.Of(Enum.GetValues<ApprovalKind>(), kind => Assert.NotEqual(kind.ToString(), kind.Label()));
    }

    public static TheoryData<string> Forgeries =>
        [
            "UPDATE \"Approvals\" SET \"State\" = 1, \"DecidedById\" = @other WHERE \"Id\" = @open",
            "UPDATE \"Approvals\" SET \"State\" = 1, \"UsedAtUtc\" = NULL WHERE \"Id\" = @used",
            "UPDATE \"Approvals\" SET \"SubjectId\" = @other WHERE \"Id\" = @released",
            "UPDATE \"Approvals\" SET \"Kind\" = 1 WHERE \"Id\" = @released",
            "UPDATE \"Approvals\" SET \"DecidedById\" = @other WHERE \"Id\" = @released",
            "UPDATE \"Approvals\" SET \"RequestedById\" = \"DecidedById\" WHERE \"Id\" = @released",
            "UPDATE \"Approvals\" SET \"State\" = 1 WHERE \"Id\" = @refused",
        ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    [Asvs("2.3.5", "16.4.2")]
    public async Task An_approval_that_was_written_into_the_table_past_the_log_permits_nothing(string statement)
    {
        var db = portal.As<AuthorizedDbContextFactory>(Role.Supervisor);
        var now = portal.Time.GetUtcNow().UtcDateTime;
        var open = await AskAsync(db);
        var refused = await AskAsync(db);
        var second = Make.Staff(Role.Supervisor, "本市 別人");
        await portal.AddAsync(second);
        await portal.As<ApprovalService>(second).RefuseAsync(refused.Id, "手順書がありません");
        var (released, subject) = await AskedAndReleasedAsync(db);
        var (used, usedSubject) = await AskedAndReleasedAsync(db);
        await UseAsync(db, used, ApprovalKind.Purge, usedSubject, now);

        await portal.ReadAsync(context =>
            context.Database.ExecuteSqlRawAsync(
                statement,
                Value("@open", open.Id),
                Value("@refused", refused.Id),
                Value("@released", released),
                Value("@used", used),
                Value("@other", second.Id)
            )
        );

        var forged = await portal.ReadAsync(context =>
            context.Approvals.AsNoTracking().Where(row => row.State == ApprovalState.Released).ToListAsync()
        );
        Assert.NotEmpty(forged);
        foreach (var one in forged.Where(row => row.Id != released || statement.Contains("@released", StringComparison.Ordinal)))
        {
            var asker = await portal.ReadAsync(context => context.Staff.SingleAsync(row => row.Id == one.RequestedById));
            var refusal = await Assert.ThrowsAsync<RuleException>(() =>
                UseAsync(portal.As<AuthorizedDbContextFactory>(asker), one.Id, one.Kind, one.SubjectId, now)
            );
            Assert.Equal(ApprovalTexts.NotInLog, refusal.Message);
        }

        if (!statement.Contains("@released", StringComparison.Ordinal))
        {
            await UseAsync(db, released, ApprovalKind.Purge, subject, now);
        }
    }

    [Fact]
    [Asvs("2.3.5", "16.4.2")]
    public async Task A_release_that_was_written_into_the_log_in_the_name_of_whoever_asked_permits_nothing()
    {
        var db = portal.As<AuthorizedDbContextFactory>(Role.Supervisor);
        var (id, subject) = await AskedAndReleasedAsync(db);
        await portal.ReadAsync(async context =>
        {
            var asked = await context.Approvals.AsNoTracking().SingleAsync(row => row.Id == id);
            await context
                .Approvals.Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DecidedById, asked.RequestedById));
            asked = await context.Approvals.AsNoTracking().SingleAsync(row => row.Id == id);
            await context.Database.ExecuteSqlRawAsync("DROP TRIGGER \"Audit_NoUPDATE\"");
            var last = context.Audit.OrderByDescending(row => row.Sequence).Take(1);
            await context
                .Audit.Where(row => row.Sequence == last.Single().Sequence)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.ActorId, asked.RequestedById)
                        .SetProperty(row => row.Fields, string.Join(',', asked.FactsIn(ApprovalState.Released)))
                );
            var hash = AuditTrail.HashOf(await last.AsNoTracking().Include(row => row.Businesses).SingleAsync());
            return await last.ExecuteUpdateAsync(set => set.SetProperty(row => row.Hash, hash));
        });

        var refusal = await Assert.ThrowsAsync<RuleException>(() =>
            UseAsync(db, id, ApprovalKind.Purge, subject, portal.Time.GetUtcNow().UtcDateTime)
        );

        Assert.Equal(ApprovalTexts.NotInLog, refusal.Message);
    }

    private static Microsoft.Data.Sqlite.SqliteParameter Value(string name, Guid id) => new(name, id);

    private static async Task UseAsync(AuthorizedDbContextFactory db, Guid id, ApprovalKind kind, Guid subject, DateTime now)
    {
        await using var work = await db.BeginAsync(Permission.ReleaseApprovals, "test.purged", default);
        await Approvals.UseAsync(work, id, kind, subject, now, default);
        await work.CommitAsync(default);
    }

    private async Task<(Guid Id, Guid Subject)> AskedAndReleasedAsync(AuthorizedDbContextFactory db)
    {
        var second = Make.Staff(Role.Supervisor, "本市 別人");
        await portal.AddAsync(second);
        var asked = await AskAsync(db);
        await portal.As<ApprovalService>(second).ReleaseAsync(asked.Id, null);
        return (asked.Id, asked.SubjectId);
    }

    private async Task<Approval> AskAsync(AuthorizedDbContextFactory db)
    {
        await using var work = await db.BeginAsync(Permission.ImportWorkbooks, "test.asked", default);
        var asked = await Approvals.AskAsync(work, ApprovalKind.Purge, NewId.Create(), Why, portal.Time.GetUtcNow().UtcDateTime, default);
        await work.CommitAsync(default);
        return asked;
    }

    private Task<ApprovalState> StateAsync(Guid id) =>
        portal.ReadAsync(db => Task.FromResult(db.Approvals.Single(row => row.Id == id).State));

    private Approval Released(ApprovalKind kind)
    {
        var asked = new Approval(kind, subject, Why, asker, Now);
        asked.Decide(true, null, second, Now.AddHours(1));
        return asked;
    }

    private static void Refused(string sentence, Action attempt) => Assert.Equal(sentence, Assert.Throws<RuleException>(attempt).Message);
}
