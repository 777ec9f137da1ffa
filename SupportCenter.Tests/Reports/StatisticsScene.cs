using SupportCenter.Domain.Access;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;
using SupportCenter.Domain.Text;

namespace SupportCenter.Tests.Reports;

/// <summary>Two years of random clinics, appointments, records and calls, in memory as well, so that they can be counted a second
/// time.</summary>
internal sealed class StatisticsScene : IAsyncDisposable
{
    private static readonly string?[] Industries =
    [
        null,
        "",
        "製造業",
        "卸売業",
        "小売業",
        "飲食業",
        "宿泊業",
        "建設業",
        "運輸業",
        "情報通信業",
        "教育",
        "医療",
        "理美容",
        "農業",
    ];

    private readonly Random random;

    private StatisticsScene(TestPortal portal, int seed) => (Portal, random) = (portal, new Random(seed));

    public TestPortal Portal { get; }

    public StaffMember Colleague { get; } = Make.Staff(Role.Scrivener, "行政書士 例示二子");

    public List<Venue> Venues { get; } = [Make.Venue(), Make.Venue("伏見区役所", Ward.Fushimi), Make.Venue("左京区役所", Ward.Sakyo)];

    public List<Business> Businesses { get; } = [];

    public List<Clinic> Clinics { get; } = [];

    public List<Reservation> Reservations { get; } = [];

    public List<ConsultationRecord> Records { get; } = [];

    public List<CallbackRequest> Callbacks { get; } = [];

    public List<SupportMeasure> Measures { get; private set; } = [];

    public List<Referral> Referrals { get; private set; } = [];

    public List<ConfirmationQuestion> Questions { get; private set; } = [];

    public IEnumerable<StaffMember> Scriveners => [Portal.Staff[Role.Scrivener], Colleague];

    /// <summary>What the records say that were handed in, by reservation.</summary>
    public IReadOnlyDictionary<Guid, ConsultationDetails> HandedIn { get; private set; } = new Dictionary<Guid, ConsultationDetails>();

    /// <summary>Clinics from June 2019 to August 2020; the clock stands on 2020-07-16.</summary>
    public static async Task<StatisticsScene> SetAsync(int seed, int everyDays = 3)
    {
        var scene = new StatisticsScene(await TestPortal.StartAsync(), seed);
        await scene.Portal.FillAsync();
        scene.Measures = await scene.Portal.ReadAsync(db => Task.FromResult(db.Measures.ToList()));
        scene.Referrals = await scene.Portal.ReadAsync(db => Task.FromResult(db.Referrals.ToList()));
        scene.Questions = await scene.Portal.ReadAsync(db => Task.FromResult(db.Questions.OrderBy(row => row.Order).ToList()));
        scene.Fill(everyDays);
        scene.HandedIn = scene
            .Records.Where(record => record.Status != RecordStatus.Draft)
            .ToDictionary(record => record.ReservationId, record => record.Details);
        await scene.Portal.AddAsync([scene.Colleague, .. scene.Venues, .. scene.Businesses]);
        await scene.Portal.AddAsync([.. scene.Clinics]);
        await scene.Portal.AddAsync([.. scene.Reservations, .. scene.Records, .. scene.Callbacks]);
        return scene;
    }

    /// <summary>What a business said at a booking, anything of it missing now and then.</summary>
    public ReservationDetails Said() =>
        new()
        {
            BusinessName = "株式会社例示製作所",
            Telephone = "075-000-1234",
            Ward = random.Next(5) == 0 ? null : (Ward)random.Next(1, 13),
            Industry = Industries[random.Next(Industries.Length)],
            EmployeeCount = random.Next(5) == 0 ? null : random.Next(0, 70),
            VisitNumber = random.Next(1, 5),
            Answers =
            [
                .. Questions.Where(_ => random.Next(6) > 0).Select(question => new QuestionAnswer(question.Id, (Answer)random.Next(0, 4))),
            ],
        };

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    private void Fill(int everyDays)
    {
        for (var at = 0; at < 12; at++)
        {
            Businesses.Add(Make.Business(Make.Details($"株式会社例示{at}", $"075-000-{1000 + at}")));
        }

        for (var day = new DateOnly(2019, 6, 1); day <= new DateOnly(2020, 8, 31); day = day.AddDays(1 + random.Next(everyDays)))
        {
            AddClinic(day);
            if (random.Next(2) == 0)
            {
                AddCallback(day);
            }
        }

        // The edges of months and years are never left to chance.
        foreach (var edge in new[] { "2020-03-31", "2020-04-01", "2020-06-30", "2020-07-01", "2019-03-31", "2019-04-01" })
        {
            AddClinic(DateOnly.Parse(edge, System.Globalization.CultureInfo.InvariantCulture));
            AddCallback(DateOnly.Parse(edge, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private void AddClinic(DateOnly day)
    {
        var who = random.Next(3) == 0 ? new[] { Portal.Staff[Role.Scrivener], Colleague } : [Portal.Staff[Role.Scrivener]];
        var clinic = Make.Clinic(Venues[random.Next(Venues.Count)], day, random.Next(4) == 0 ? [Colleague] : who);
        Clinics.Add(clinic);
        foreach (var slot in clinic.Slots.ToList())
        {
            AddAppointments(clinic, slot);
        }

        if (random.Next(12) == 0)
        {
            clinic.Close("会場の都合", Now);
        }
    }

    private DateTime Now => Portal.Time.GetUtcNow().UtcDateTime;

    private void AddAppointments(Clinic clinic, Slot slot)
    {
        var by = Portal.Staff[Role.BookingStaff];
        for (var turn = 0; turn < 2; turn++)
        {
            var business = Businesses[random.Next(Businesses.Count)];
            var called = CentreTime.ToUtc(clinic.Date.AddDays(-random.Next(0, 20)), new TimeOnly(random.Next(0, 24), 5));
            var made =
                random.Next(6) == 0
                    ? Reservation.WalkIn(business, slot, clinic, Said(), by.Id, by.Name, NewId.Create(), called)
                    : Reservation.Book(business, slot, clinic, Said(), by.Id, by.Name, NewId.Create(), called);
            switch (random.Next(8))
            {
                case 0:
                    slot.Close("会場の都合");
                    return;
                case 1 when !made.IsWalkIn:
                    made.Cancel("都合により", by.Id, Now);
                    break;
                case 2 when !made.IsWalkIn:
                    made.MissAppointment(by.Id, Now);
                    break;
                case 3:
                    break;
                case 4 when !made.IsWalkIn:
                    made.Arrive(by.Id, Now);
                    break;
                default:
                    made.Complete(by.Id, Now);
                    break;
            }

            Reservations.Add(made);
            if ((made.Status is ReservationStatus.Completed or ReservationStatus.Arrived) && random.Next(6) > 0)
            {
                AddRecord(made);
            }

            if (made.IsActive)
            {
                return;
            }
        }
    }

    private void AddRecord(Reservation reservation)
    {
        var started = new TimeOnly(13, random.Next(0, 30));
        var record = new ConsultationRecord(reservation, reservation.ScrivenerId, Now);
        var details = new ConsultationDetails
        {
            StartedAt = random.Next(6) == 0 ? null : started,
            EndedAt = random.Next(6) == 0 ? null : started.AddMinutes(random.Next(0, 90)),
            ClientCategory = random.Next(6) == 0 ? null : (ClientCategory)random.Next(1, 5),
            Topics = (Topics)random.Next(0, 16),
            Troubles = (Troubles)random.Next(0, 32),
            SalesDecline = random.Next(6) == 0 ? null : (SalesDecline)random.Next(1, 5),
            MeasureIds = [.. Measures.Where(_ => random.Next(6) == 0).Select(measure => measure.Id)],
            Summary = "新聞に載っていた制度の概要が知りたい。",
            Guidance = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Guided())],
        };
        if (random.Next(6) == 0)
        {
            record.Revise(details, reservation.ScrivenerId, Now);
        }
        else
        {
            // As an imported one: handed in, and whatever was not filled in is missing.
            record.TakeOver(details, reservation.Id.ToByteArray(), Now);
            if (random.Next(3) == 0)
            {
                record.Confirm(Portal.Staff[Role.Supervisor].Id, Now);
            }
        }

        Records.Add(record);
    }

    private GuidanceRow Guided() =>
        new()
        {
            Measure = "例示の制度",
            MeasureId = random.Next(3) == 0 ? null : Measures[random.Next(Measures.Count)].Id,
            ReferralId = random.Next(3) == 0 ? Referrals[random.Next(4)].Id : null,
        };

    private void AddCallback(DateOnly day)
    {
        var queued = CentreTime.ToUtc(day, new TimeOnly(random.Next(0, 24), random.Next(0, 60)));
        var call = new CallbackRequest(
            new CallbackDetails { BusinessName = "株式会社例示製作所", Telephone = "075-000-1234" },
            Portal.Staff[Role.BookingStaff].Id,
            queued
        );
        var by = Portal.Staff[Role.BookingStaff].Id;
        switch (random.Next(3))
        {
            case 0:
                call.Settle(null, "ご都合により", by, queued.AddHours(random.Next(1, 300)));
                break;
            case 1:
                call.Settle(NewId.Create(), null, by, queued.AddHours(random.Next(1, 300)));
                break;
        }

        Callbacks.Add(call);
    }
}
