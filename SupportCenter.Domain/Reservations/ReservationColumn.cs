namespace SupportCenter.Domain.Reservations;

/// <summary>A column of the reservation list (別紙1). The names are stored in preferences: rename none, add at the end.</summary>
public enum ReservationColumn
{
    Business,
    Date,
    Time,
    Venue,
    Contact,
    Telephone,
    Status,
    Ward,
    Industry,
    Employees,
    Grant,
    Loan,
    Wish,
    Visit,
    Memo,
    ReceivedOn,
    ReceivedBy,
    Scrivener,
}
