using System.Buffers.Binary;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Data;

/// <summary>Searches encrypted names and telephone numbers: keyed hashes of the pieces of the folded text are stored, the pieces of what is
/// asked are hashed the same way, and what is found is verified after decryption.</summary>
public sealed class BlindIndex(KeyRing keys)
{
    private const string NamePurpose = "index.name";
    private const string TelephonePurpose = "index.telephone";
    private const string WholeTelephonePurpose = "index.telephone.whole";
    private const string WholeNamePurpose = "index.name.whole";
    private const string WholeContactPurpose = "index.contact.whole";
    private const string HandoverPurpose = "index.handover";

    /// <summary>Grows whenever a business gets further hashes in the index: <see cref="SearchIndexUpdate"/> adds them at the next
    /// start.</summary>
    internal const int Version = 2;

    private const int ShortestTelephonePiece = 3;

    /// <summary>The keyed hash by which an equal telephone number is found; null when there are no digits.</summary>
    public byte[]? TelephoneKey(string? telephone) =>
        Telephone.Digits(telephone) is { Length: > 0 } digits ? keys.Hash("key.telephone", digits) : null;

    /// <summary>The keyed hash by which an equally folded name is found.</summary>
    public byte[] NameKey(string name) => keys.Hash("key.name", TextFolding.Fold(name));

    /// <summary>The keyed hash of what a workbook row says: not the file's name or the row's number, since the same booking may come again
    /// in a newer list, or first in a list and then in a 相談票.</summary>
    /// <param name="telephone">The digits of the business's number; empty when it gave none, then its name counts.</param>
    public byte[] ImportKey(string telephone, string name, DateOnly? date, TimeOnly? start) =>
        keys.Hash(
            "key.import",
            string.Join('|', telephone.Length > 0 ? telephone : TextFolding.Fold(name), date?.ToString("O"), start?.ToString("O"))
        );

    /// <summary>What names a row on paper without saying which it was: a keyed hash of its id, such as 3FA9-12BC-77D0-AB41.</summary>
    internal string Fingerprint(Guid id) =>
        string.Join('-', Convert.ToHexString(keys.Hash("disposal", id.ToString("N")), 0, 8).Chunk(4).Select(part => new string(part)));

    /// <summary>The hashes under which a business is found by any of these names and numbers.</summary>
    internal IReadOnlySet<long> Grams(IEnumerable<string?> names, IEnumerable<string?> telephones)
    {
        var grams = new HashSet<long>();
        foreach (var name in names)
        {
            grams.UnionWith(
                TextFolding
                    .Grams(TextFolding.Fold(name))
                    .Union(TextFolding.Grams(TextFolding.Heard(name)))
                    .Select(gram => Hash(NamePurpose, gram))
            );
        }

        foreach (var digits in telephones.Select(Telephone.Digits))
        {
            grams.UnionWith(
                TextFolding.Grams(digits).Where(gram => gram.Length >= ShortestTelephonePiece).Select(gram => Hash(TelephonePurpose, gram))
            );
            if (WholeTelephone(digits) is { } whole)
            {
                grams.Add(whole);
            }
        }

        return grams;
    }

    /// <summary>The hashes under which a business is found by what was said at any of its bookings.</summary>
    internal IReadOnlySet<long> Grams(IReadOnlyCollection<Reservations.ReservationDetails> details) =>
        new HashSet<long>([
            .. Grams(
                details.SelectMany(one => one.SearchableNames()).Distinct(),
                details.SelectMany(one => one.SearchableNumbers()).Distinct()
            ),
            .. WholeNames(details),
        ]);

    /// <summary>The hashes of whole names: by them a name is recognised in a text that nobody typed to search by (<see
    /// cref="Businesses.KnownNames"/>).</summary>
    internal IEnumerable<long> WholeNames(IReadOnlyCollection<Reservations.ReservationDetails> details) =>
        details
            .SelectMany(one => new[] { one.BusinessName, one.BusinessNameReading })
            .Select(TextFolding.Fold)
            .Where(folded => folded.Length > 0)
            .Select(WholeName)
            .Concat(details.Select(one => TextFolding.Fold(one.ContactName)).Where(folded => folded.Length > 0).Select(WholeContact))
            .Distinct();

    /// <summary>The hash of a business's whole name, folded.</summary>
    internal long WholeName(string folded) => Hash(WholeNamePurpose, folded);

    /// <summary>The hash of the whole name of a contact person, folded.</summary>
    internal long WholeContact(string folded) => Hash(WholeContactPurpose, folded);

    /// <summary>The hash of a piece of a name, as the index has it.</summary>
    internal long NamePiece(string gram) => Hash(NamePurpose, gram);

    /// <summary>The hashes under which a handover is found by its text.</summary>
    internal IReadOnlySet<long> HandoverGrams(string text) =>
        TextFolding.Grams(TextFolding.Fold(text)).Select(gram => Hash(HandoverPurpose, gram)).ToHashSet();

    /// <summary>The hashes that every handover has whose text holds what was typed; empty when nothing searchable was typed.</summary>
    internal IReadOnlySet<long> HandoverQuery(string? typed) =>
        TextFolding.QueryGrams(TextFolding.Fold(typed)).Select(gram => Hash(HandoverPurpose, gram)).ToHashSet();

    /// <summary>Enters what was said at a booking for a business, new or known; earlier names and numbers keep finding it.</summary>
    internal void IndexBusiness(PortalDbContext db, Business business, Reservations.ReservationDetails details) =>
        IndexBusiness(db, business, Grams([details]));

    /// <summary>The same with hashes that were made before.</summary>
    internal void IndexBusiness(PortalDbContext db, Business business, IReadOnlySet<long> grams)
    {
        business.TelephoneKey = TelephoneKey(business.Telephone);
        business.NameKey = NameKey(business.Name);
        db.AddToIndex(business.Id, grams);
    }

    /// <summary>What was typed, as the hashes to look for and the test that a decrypted text has to pass; null when nothing searchable
    /// was typed.</summary>
    internal SearchTerm? Term(string? typed)
    {
        var folded = TextFolding.Fold(typed);
        var digits = Telephone.Digits(typed);
        var isNumber = digits.Length >= ShortestTelephonePiece && digits.Length == folded.Count(char.IsLetterOrDigit);
        if (isNumber && WholeTelephone(digits) is { } whole)
        {
            // A complete number is in the index as a whole: one entry, and nothing to prove.
            return new SearchTerm(
                [
                    [whole],
                ],
                folded,
                "",
                digits
            );
        }

        var alternatives = new List<long[]>();
        if (folded.Length > 0)
        {
            alternatives.Add([.. TextFolding.QueryGrams(folded).Select(gram => Hash(NamePurpose, gram))]);
        }

        // One letter says nothing: おう would find every name with お.
        var heard = TextFolding.Heard(typed) is { Length: > 1 } said ? said : "";
        if (heard.Length > 0 && heard != folded)
        {
            alternatives.Add([.. TextFolding.QueryGrams(heard).Select(gram => Hash(NamePurpose, gram))]);
        }

        if (isNumber)
        {
            // The last digits are the rarest: an area code alone would lead to every business of the city.
            alternatives.Add([.. TextFolding.QueryGrams(digits).Reverse().Select(gram => Hash(TelephonePurpose, gram))]);
        }

        return alternatives.Count == 0 ? null : new SearchTerm(alternatives, folded, heard, isNumber ? digits : null);
    }

    /// <summary>The hash by which a complete number is found that a business has or once gave; null of anything else.</summary>
    internal long? WholeTelephone(string? telephone) =>
        Telephone.IsPlausible(telephone) ? Hash(WholeTelephonePurpose, Telephone.Digits(telephone)) : null;

    private long Hash(string purpose, string gram) => BinaryPrimitives.ReadInt64BigEndian(keys.Hash(purpose, gram));
}

/// <summary>A text that was typed to search by: a business fits when it has all hashes of one of the alternatives, and its texts prove
/// it.</summary>
/// <param name="Alternatives">The hashes, any of these lists of them.</param>
/// <param name="Folded">What was typed as it is written, folded.</param>
/// <param name="Heard">The same as it is said; empty where that would find too much.</param>
/// <param name="Digits">The digits, where a number was typed.</param>
internal sealed record SearchTerm(IReadOnlyList<long[]> Alternatives, string Folded, string Heard, string? Digits)
{
    public bool IsInName(string? name) =>
        (Folded.Length > 0 && TextFolding.Fold(name).Contains(Folded, StringComparison.Ordinal))
        || (Heard.Length > 0 && TextFolding.Heard(name).Contains(Heard, StringComparison.Ordinal));

    public bool IsInTelephone(string? telephone) =>
        Digits is not null && Telephone.Digits(telephone).Contains(Digits, StringComparison.Ordinal);
}
