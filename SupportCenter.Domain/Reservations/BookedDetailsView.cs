using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Reservations;

/// <summary>What every view of a reservation tells of its details: the one projection of them, so that a new field is in all of the
/// views.</summary>
public abstract record BookedDetailsView
{
    /// <summary>What was said at the booking. The telephone number is masked, but for where the paper has it whole (ASVS
    /// 14.2.6).</summary>
    public required ReservationDetails Said { get; init; }

    public string BusinessName => Said.BusinessName;

    public string? ContactName => Said.ContactName;

    public Ward? Ward => Said.Ward;

    public string? Industry => Said.Industry;

    public int? EmployeeCount => Said.EmployeeCount;

    public string? WishedMeasure => Said.WishedMeasure;

    public int VisitNumber => Said.VisitNumber;

    public string? Memo => Said.Memo;

    /// <summary>Two views are the same when they say the same, in whatever fields there are: a row whose data did not change is not drawn
    /// again.</summary>
    public virtual bool Equals(BookedDetailsView? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && FormFields.AreSame(Said, other.Said));

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(EqualityContract, BusinessName);
}
