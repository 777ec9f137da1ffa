using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Schedule;

namespace SupportCenter.Tests.Consultations;

/// <summary>A clinic of today with a colleague at the second desk, another scrivener elsewhere, and the paper's catalogue.</summary>
internal sealed class ConsultationScene : IAsyncDisposable
{
    private ConsultationScene(TestPortal portal, Clinic clinic, Clinic elsewhere, Business business, Reservation reservation)
    {
        (Portal, Clinic, Elsewhere, Business, Reservation) = (portal, clinic, elsewhere, business, reservation);
    }

    public TestPortal Portal { get; }

    /// <summary>Today, 13:00 to 16:00: the portal's scrivener at desk 1, <see cref="Colleague"/> at desk 2.</summary>
    public Clinic Clinic { get; }

    /// <summary>Today at another venue: <see cref="Stranger"/> only.</summary>
    public Clinic Elsewhere { get; }

    public Business Business { get; }

    public Reservation Reservation { get; }

    public StaffMember Colleague { get; private init; } = null!;

    public StaffMember Stranger { get; private init; } = null!;

    public ConsultationService Mine => Portal.As<ConsultationService>(Role.Scrivener);

    public ConsultationService City => Portal.As<ConsultationService>(Role.Supervisor);

    public static async Task<ConsultationScene> SetAsync()
    {
        var portal = await TestPortal.StartAsync();
        var (colleague, stranger) = (Make.Staff(Role.Scrivener, "行政書士 例示二子"), Make.Staff(Role.Scrivener, "行政書士 仮名三郎"));
        var (venue, other) = (Make.Venue(), Make.Venue("伏見区役所", Domain.Text.Ward.Fushimi));
        var clinic = Make.Clinic(venue, portal.Today, portal.Staff[Role.Scrivener], colleague);
        var elsewhere = Make.Clinic(other, portal.Today, stranger);
        var business = Make.Business(Make.Details());
        var reservation = Make.Reservation(business, clinic, clinic.Slots[0], portal.Staff[Role.BookingStaff]);
        await portal.AddAsync(colleague, stranger, venue, other, clinic, elsewhere, business, reservation);
        await portal.FillAsync();
        return new ConsultationScene(portal, clinic, elsewhere, business, reservation) { Colleague = colleague, Stranger = stranger };
    }

    /// <summary>Another booking of a business, of this one unless another is given, at <see cref="Clinic"/> unless another is
    /// given.</summary>
    public async Task<Reservation> BookAsync(int slot, Clinic? at = null, Business? of = null, ReservationDetails? said = null)
    {
        var reservation = Make.Reservation(of ?? Business, at ?? Clinic, (at ?? Clinic).Slots[slot], Portal.Staff[Role.BookingStaff], said);
        await Portal.AddAsync(reservation);
        return reservation;
    }

    /// <summary>Begins the scene's record as the portal's scrivener.</summary>
    public async Task<ConsultationView> StartAsync() => (await Mine.FindAsync((await Mine.StartAsync(Reservation.Id))!.Value))!;

    /// <summary>A record that was handed in, of another scrivener's clinic.</summary>
    public async Task<Guid> RecordOfStrangerAsync(Business? of = null, int slot = 0)
    {
        var theirs = Portal.As<ConsultationService>(Stranger);
        var id = (await theirs.StartAsync((await BookAsync(slot, Elsewhere, of)).Id))!.Value;
        await theirs.SubmitAsync(id, Complete("伏見での相談"), (await theirs.FindAsync(id))!.Version);
        return id;
    }

    /// <summary>A form with everything that 提出 asks for.</summary>
    public static ConsultationDetails Complete(string summary = "新聞に載っていた制度の概要が知りたい。") =>
        new()
        {
            StartedAt = new TimeOnly(13, 2),
            EndedAt = new TimeOnly(13, 40),
            ClientCategory = ClientCategory.SmallBusiness,
            Topics = Topics.WhichMeasures | Topics.Details,
            Troubles = Troubles.FallingSales,
            SalesDecline = SalesDecline.FiftyPercent,
            Summary = summary,
            Guidance =
            [
                new()
                {
                    Measure = "雇用調整助成金",
                    Explained = "概要のみお伝えした。",
                    Referral = "中小企業雇用継続緊急支援センター",
                },
            ],
            Impression = "対話で聞けるのはありがたいとのこと。",
        };

    public async Task<IReadOnlyList<AuditEntry>> ActsAsync(string act) => [.. (await Portal.AuditAsync()).Where(row => row.Act == act)];

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
