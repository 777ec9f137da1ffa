using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Import;

/// <summary>A business while its bookings are being gathered: the numbers and names under which the papers know it.</summary>
internal sealed class MatchedBusiness(BookingReading first)
{
    public string Name { get; } = first.BusinessName;

    public HashSet<string> Telephones { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public HashSet<(string Contact, Ward? Ward)> Contacts { get; } = [];
}

/// <summary>
/// Tells which bookings are of the same business: the same telephone number, else the same folded name. Two numbers under one name are
/// two businesses, unless the same contact in the same ward gave them.
///</summary>
internal sealed class BusinessMatching
{
    private readonly List<MatchedBusiness> businesses = [];

    public IReadOnlyList<MatchedBusiness> Businesses => businesses;

    /// <summary>The business of a booking (a new one when none matches), and the booking with what is doubtful about the match.</summary>
    public (MatchedBusiness Business, BookingReading Booking) Of(BookingReading booking)
    {
        var telephone = Telephone.IsPlausible(booking.Telephone.Value) ? booking.Telephone.Value : "";
        var name = TextFolding.Fold(booking.BusinessName);
        var contact = (TextFolding.Fold(booking.ContactName), booking.Ward.Value);
        var (business, doubt) = Find(telephone, name, contact);
        if (business is null)
        {
            businesses.Add(business = new MatchedBusiness(booking));
        }

        if (telephone.Length > 0)
        {
            business.Telephones.Add(telephone);
        }

        if (name.Length > 0)
        {
            business.Names.Add(name);
        }

        business.Contacts.Add(contact);
        return (business, doubt is null ? booking : booking.WithDoubt(ImportField.BusinessName, doubt));
    }

    private (MatchedBusiness? Business, string? Doubt) Find(string telephone, string name, (string Contact, Ward? Ward) contact)
    {
        if (telephone.Length > 0 && businesses.Find(business => business.Telephones.Contains(telephone)) is { } same)
        {
            return (
                same,
                name.Length == 0 || same.Names.Count == 0 || same.Names.Contains(name) ? null : ImportTexts.Doubt_SameNumberOtherName
            );
        }

        var namesakes = name.Length == 0 ? [] : businesses.FindAll(business => business.Names.Contains(name));
        if (namesakes.Count == 0)
        {
            return (null, null);
        }

        if (telephone.Length == 0 || namesakes.Exists(business => business.Telephones.Count == 0))
        {
            var nameless = telephone.Length == 0 ? namesakes : namesakes.FindAll(business => business.Telephones.Count == 0);
            return (
                nameless.Find(business => business.Contacts.Contains(contact)) ?? nameless[0],
                namesakes.Count > 1 ? ImportTexts.Doubt_SeveralOfThatName : ImportTexts.Doubt_MatchedByName
            );
        }

        return
            contact.Contact.Length > 0
            && contact.Ward is not null
            && namesakes.Find(business => business.Contacts.Contains(contact)) is { } moved
            ? (moved, ImportTexts.Doubt_OtherNumber)
            : (null, ImportTexts.Doubt_SameNameOtherNumber);
    }
}
