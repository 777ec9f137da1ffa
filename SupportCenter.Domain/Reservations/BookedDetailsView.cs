using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>What every view of a reservation tells of its details: the one projection of them, so that a new field is in all of the
/// views.</summary>
public abstract record BookedDetailsView
{
    /// <summary>What was said at the booking. The telephone number is masked, but for where the paper has it whole (ASVS
    /// 14.2.6).</summary>
    public required ReservationDetails Details { get; init; }

    public string BusinessName => Details.BusinessName;

    public string? ContactName => Details.ContactName;

    public Ward? Ward => Details.Ward;

    public string? Industry => Details.Industry;

    public int? EmployeeCount => Details.EmployeeCount;

    public string? WishedMeasure => Details.WishedMeasure;

    public int VisitNumber => Details.VisitNumber;

    public string? Memo => Details.Memo;

    /// <summary>Two views are the same when they say the same, in whatever fields there are: a row whose data did not change is not drawn
    /// again.</summary>
    public virtual bool Equals(BookedDetailsView? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && FormFields.AreSame(Details, other.Details));

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(EqualityContract, BusinessName);
}
