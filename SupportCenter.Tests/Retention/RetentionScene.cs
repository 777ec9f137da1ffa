using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Drafts;
using SupportCenter.Domain.Handovers;
using SupportCenter.Domain.Incidents;
using SupportCenter.Domain.Oversight;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Retention;
using SupportCenter.Tests.Consultations;
using SupportCenter.Tests.Documents;

namespace SupportCenter.Tests.Retention;

/// <summary>A business that came on 2020-07-16, and two supervisors; the clock can be set to the day on which its time is over.</summary>
internal sealed class RetentionScene : IAsyncDisposable
{
    public const string Why = "文書管理規程による保存期間の満了のため";

    /// <summary>Fiscal year 2020 ended on 2021-03-31; five years later is 2026-03-31.</summary>
    public static readonly DateTimeOffset FirstDayDue = new(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));

    private RetentionScene(ConsultationScene scene, StaffMember second) => (Scene, Second) = (scene, second);

    public ConsultationScene Scene { get; }

    public StaffMember Second { get; }

    public TestPortal Portal => Scene.Portal;

    public Business Business => Scene.Business;

    public RetentionService City => Portal.As<RetentionService>(Role.Supervisor);

    public DisposalService Disposals => Portal.As<DisposalService>(Role.Supervisor);

    public static async Task<RetentionScene> SetAsync()
    {
        var scene = await ConsultationScene.SetAsync();
        var second = Make.Staff(Role.Supervisor, "本市 承認 花子");
        await scene.Portal.AddAsync(second);
        return new RetentionScene(scene, second);
    }

    /// <summary>Another business with an appointment on that day, booked the day before.</summary>
    public async Task<Business> CameOnAsync(
        DateOnly day,
        string name = "株式会社例示工業",
        string telephone = "075-000-5678",
        ReservationStatus status = ReservationStatus.Booked
    )
    {
        var (details, venue, clerk) = (Make.Details(name, telephone), Make.Venue(), Portal.Staff[Role.BookingStaff]);
        var clinic = Make.Clinic(venue, day, Portal.Staff[Role.Scrivener]);
        var business = Make.Business(details);
        business.TelephoneKey = Portal.Database.Index.TelephoneKey(telephone);
        var at = CentreTime.ToUtc(day.AddDays(-1), new TimeOnly(23, 59));
        var reservation = Reservation.Book(business, clinic.Slots[0], clinic, details, clerk.Id, clerk.Name, null, at);
        if (status == ReservationStatus.Cancelled)
        {
            reservation.Cancel("都合がつかなくなった", clerk.Id, at);
        }

        await Portal.AddAsync(venue, clinic, business, reservation);
        return business;
    }

    /// <summary>Another appointment of the scene's business, booked on 2020-07-16.</summary>
    public async Task BookOnceMoreAsync(DateOnly day)
    {
        var (venue, clerk) = (Make.Venue(), Portal.Staff[Role.BookingStaff]);
        var clinic = Make.Clinic(venue, day, Portal.Staff[Role.Scrivener]);
        await Portal.AddAsync(venue, clinic);
        await Scene.BookAsync(0, clinic);
    }

    /// <summary>Gives the scene's business a row in every table that can hold one.</summary>
    public async Task FillAsync()
    {
        await IndexBusinessAsync();
        var record = await Scene.StartAsync();
        var handedIn = await Scene.Mine.SubmitAsync(record.Id, ConsultationScene.Complete(), record.Version);
        await Scene.Mine.SaveAsync(
            record.Id,
            ConsultationScene.Complete("あとから直した概要"),
            (await Scene.Mine.FindAsync(record.Id))!.Version
        );
        Assert.NotNull(handedIn);
        var documents = Portal.As<DocumentService>(Role.Supervisor);
        var paper = await documents.UploadAsync(
            DocumentOwner.Business(Business.Id),
            "決算書.txt",
            new MemoryStream(DocumentDesk.Letters(300_000))
        );
        await documents.WithdrawAsync(paper!.Id, "誤って受け取ったため");
        await documents.UploadAsync(DocumentOwner.Business(Business.Id), "試算表.txt", new MemoryStream(DocumentDesk.Letters(900)));
        await Portal.As<DraftService>(Role.Scrivener).SaveAsync(Draft.OfRecord(record.Id), "{\"details\":\"書きかけ\"}");
        var calls = Portal.As<CallbackService>(Role.BookingStaff);
        var call = await calls.QueueAsync(Call("075-000-1234", "株式会社例示製作所"));
        await HandOverAsync(new HandoverDetails { Text = "例示製作所様に申請書の控えを頼む", ReservationId = Scene.Reservation.Id });
        await HandOverAsync(new HandoverDetails { Text = "例示製作所様から見積書が届く", BusinessId = Business.Id });
        await HandOverAsync(new HandoverDetails { Text = "例示製作所様に午後かけ直す", CallbackId = call });
        await calls.GiveUpAsync(call, "つながらなかった");
        await LookInEmergencyAsync(record.Id);
        await City.HoldAsync(Business.Id, new HoldDetails { Reason = "開示請求への対応中のため" });
        await City.LiftAsync(Business.Id, "対応が終わったため");
        await BeAffectedAsync();
        await BeJudgedAsync(record.Id);
        var booking = await Portal.ReadAsync(db => db.Reservations.AsNoTracking().SingleAsync(row => row.Id == Scene.Reservation.Id));
        Assert.Equal(ReservationStatus.Completed, booking.Status);
    }

    private async Task HandOverAsync(HandoverDetails details) =>
        Assert.NotNull(await Portal.As<HandoverWritingService>(Role.Supervisor).WriteAsync(details));

    /// <summary>Puts the business into the blind index, as a booking does.</summary>
    public async Task IndexBusinessAsync()
    {
        var index = Portal.Database.Index;
        var (telephone, name) = (index.TelephoneKey(Business.Telephone), index.NameKey(Business.Name));
        await Portal.ReadAsync(db =>
            db.Businesses.Where(row => row.Id == Business.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.TelephoneKey, telephone).SetProperty(row => row.NameKey, name))
        );
        await Portal.AddAsync([
            .. index
                .Grams([Business.Name, Business.ContactName], [Business.Telephone])
                .Select(gram => new SearchGram { Gram = gram, BusinessId = Business.Id }),
        ]);
    }

    public static CallbackDetails Call(string telephone, string name = "例示の電話主") =>
        new() { BusinessName = name, Telephone = telephone };

    /// <summary>Asks for the disposal of what is due and has the second person release it; gives the order's id.</summary>
    public async Task<Guid> ReleasedAsync()
    {
        var order = await Disposals.AskAsync(new DisposalDetails { Reason = Why });
        await Portal.As<ApprovalService>(Second).ReleaseAsync((await ApprovalOfAsync(order)).Id, null);
        return order;
    }

    public Task<Approval> ApprovalOfAsync(Guid order) =>
        Portal.ReadAsync(db => db.Approvals.AsNoTracking().SingleAsync(row => row.SubjectId == order));

    public Task<List<DisposalItem>> ItemsAsync(Guid order) =>
        Portal.ReadAsync(db => db.DisposalItems.AsNoTracking().Where(row => row.OrderId == order).ToListAsync());

    public ValueTask DisposeAsync() => Scene.DisposeAsync();

    /// <summary>Its record was drawn for a double check, and somebody wrote what was wrong with it.</summary>
    private async Task BeJudgedAsync(Guid record)
    {
        var (author, city) = (Portal.Staff[Role.Scrivener].Id, Portal.Staff[Role.Supervisor].Id);
        var day = await Portal.ReadAsync(db => db.Records.Where(row => row.Id == record).Select(row => row.Date).SingleAsync());
        var round = new DoubleCheckRound(1, new DrawDetails { From = day, To = day }, [record], city, Portal.Time.GetUtcNow().UtcDateTime);
        var line = new DoubleCheckLine(round.Id, 1, record, author);
        await Portal.AddAsync(round, line);
        var details = new JudgementDetails
        {
            Basis = Judgement.Good,
            Deadlines = Judgement.Poor,
            NextStep = Judgement.Good,
            Sparing = Judgement.Good,
            Note = "例示製作所の期限が書かれていない",
        };
        Assert.True(await Portal.As<DoubleCheckService>(Role.Supervisor).JudgeAsync(line.Id, details, line.Version));
    }

    /// <summary>The business is on the list of an incident that is over, was called, and was taken off again.</summary>
    private async Task BeAffectedAsync()
    {
        var (incidents, affected, calls) = (
            Portal.As<IncidentService>(Role.Supervisor),
            Portal.As<AffectedService>(Role.Supervisor),
            Portal.As<CallSheetService>(Role.Supervisor)
        );
        var details = new IncidentDetails
        {
            Title = "誤った宛先への送付",
            KnownOn = Portal.Today,
            KnownAt = new TimeOnly(9, 0),
            How = HowKnown.Call,
            What = "別の事業者に書類が届いた。",
        };
        var incident = (await incidents.OpenAsync(details, IncidentSourceKind.Call, null, isDrill: false)).Id;
        await incidents.AddEventAsync(
            incident,
            new EventDetails
            {
                Kind = IncidentEventKind.Found,
                HappenedOn = Portal.Today,
                HappenedAt = new TimeOnly(9, 0),
                Who = "(株)例示製作所",
                Text = "株式会社例示製作所から電話があった。",
            }
        );
        await affected.FixNamesAsync(incident, [Business.Id], ExposedData.List);
        var call = (await calls.NextAsync(incident))!;
        await calls.NoteAsync(
            call.Id,
            ContactResult.Told,
            new ContactDetails { ToWhom = "見本 花子", Reaction = "例示製作所として説明を求める" },
            0
        );
        await Portal
            .As<IncidentPaperService>(Role.Supervisor)
            .PrepareLettersAsync(incident, new LetterDetails { Opening = "お詫び申し上げます。", Contact = "本市 産業部" });
        await affected.RemoveAsync(call.Id, "例示製作所ではなかったため");
        await incidents.DecideAsync(
            incident,
            IncidentState.NotApplicable,
            "送付先は正しかった",
            (await incidents.FindAsync(incident))!.Version
        );
    }

    private async Task LookInEmergencyAsync(Guid record)
    {
        var administrator = Portal.As<EmergencyAccessService>(Role.Administrator);
        var access = await administrator.AskAsync(
            new EmergencyDetails { Record = record.ToShort(), Reason = "株式会社例示製作所の票が開けないため" }
        );
        await Portal.As<ApprovalService>(Second).ReleaseAsync((await ApprovalOfAsync(access)).Id, "例示製作所のみ");
        await administrator.StartAsync(access);
        Assert.NotNull(await administrator.ViewAsync(access));
    }
}
