using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Businesses;

/// <summary>事業者: the same business over several visits, matched by telephone, else by folded name. Holds what was said last; each
/// reservation keeps what was said then.</summary>
public sealed class Business : IAudited, IConcernsBusiness
{
    private Business() { }

    public Business(ReservationDetails details, DateTime nowUtc)
    {
        Id = NewId.Create();
        FirstSeenAtUtc = nowUtc;
        UpdateFrom(details);
    }

    /// <summary>A business of another portal, under the number that it has there.</summary>
    internal static Business TakeOver(Guid id, ReservationDetails said, DateTime nowUtc) => new(said, nowUtc) { Id = id };

    public Guid Id { get; private set; }

    Guid IConcernsBusiness.BusinessId => Id;

    [Personal]
    public string Name { get; private set; } = "";

    [Personal]
    public string? ContactName { get; private set; }

    /// <summary>Digits only; shown with hyphens.</summary>
    [Personal]
    public string? Telephone { get; private set; }

    /// <summary>How the name is read.</summary>
    [Personal]
    public string? NameReading { get; private set; }

    /// <summary>内線 and second numbers.</summary>
    [Personal]
    public string? TelephoneNote { get; private set; }

    /// <summary>Why there is no Japanese number.</summary>
    public TelephoneReason? TelephoneReason { get; private set; }

    public Ward? Ward { get; private set; }

    public string? Industry { get; private set; }

    public int? EmployeeCount { get; private set; }

    public DateTime FirstSeenAtUtc { get; private set; }

    /// <summary>Keyed hash of the telephone's digits: finds the same number without storing it in clear.</summary>
    public byte[]? TelephoneKey { get; internal set; }

    /// <summary>Keyed hash of the folded name.</summary>
    public byte[]? NameKey { get; internal set; }

    /// <summary>Changes with every save; two people who correct the same business meet here.</summary>
    public Guid Version { get; private set; }

    /// <summary>Takes over what was said at the newest booking; what was not asked stays. An extension does not outlive its number, nor a
    /// reading its name.</summary>
    public void UpdateFrom(ReservationDetails details)
    {
        Version = NewId.Create();
        NameReading = details.BusinessNameReading ?? (Name == details.BusinessName ? NameReading : null);
        Name = details.BusinessName;
        ContactName = details.ContactName ?? ContactName;
        var number = string.IsNullOrEmpty(details.Telephone) ? Telephone : Text.Telephone.Normalized(details.Telephone);
        TelephoneNote = details.TelephoneNote ?? (number == Telephone ? TelephoneNote : null);
        TelephoneReason = details.TelephoneReason ?? (number == Telephone ? TelephoneReason : null);
        Telephone = number;
        Ward = details.Ward ?? Ward;
        Industry = details.Industry ?? Industry;
        EmployeeCount = details.EmployeeCount ?? EmployeeCount;
    }

    /// <summary>What the next booking of the business begins with: what was said last, the number with its hyphens.</summary>
    public ReservationDetails LatestDetails() =>
        new()
        {
            BusinessName = Name,
            BusinessNameReading = NameReading,
            ContactName = ContactName,
            Telephone = Telephone is { Length: > 0 } number ? Text.Telephone.Format(number) : "",
            TelephoneNote = TelephoneNote,
            TelephoneReason = TelephoneReason,
            Ward = Ward,
            Industry = Industry,
            EmployeeCount = EmployeeCount,
        };

    /// <summary>Takes over corrected data, empty fields too; what each reservation said then stays with the reservation.</summary>
    public void Correct(BusinessDetails details)
    {
        Version = NewId.Create();
        (Name, NameReading, ContactName) = (details.BusinessName, details.BusinessNameReading, details.ContactName);
        Telephone = details.Telephone is { Length: > 0 } number ? Text.Telephone.Normalized(number) : null;
        (TelephoneNote, TelephoneReason) = (details.TelephoneNote, details.TelephoneReason);
        (Ward, Industry, EmployeeCount) = (details.Ward, details.Industry, details.EmployeeCount);
    }
}

/// <summary>One keyed hash of a piece (1 to 3 characters) of a business's folded names or of its telephone number: the blind index that
/// searches encrypted fields.</summary>
public sealed class SearchGram
{
    public long Gram { get; init; }

    public Guid BusinessId { get; init; }
}
