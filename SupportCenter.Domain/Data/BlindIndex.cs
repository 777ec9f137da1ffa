using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Businesses;
using SupportCenter.Domain.Words;

namespace SupportCenter.Domain.Data;

/// <summary>Searches encrypted names and telephone numbers: keyed hashes of the pieces of the folded text are stored, the pieces of what is
/// asked are hashed the same way, and what is found is verified after decryption.</summary>
public sealed class BlindIndex(KeyRing keys)
{
    private const string NamePurpose = "index.name";
    private const string TelephonePurpose = "index.telephone";
    private const int ShortestTelephonePiece = 3;

    /// <summary>At most so many businesses are decrypted to verify one search; a query of three characters or less needs no verification.</summary>
    private const int VerifiedAtMost = 500;

    /// <summary>The keyed hash by which an equal telephone number is found; null when there are no digits.</summary>
    public byte[]? TelephoneKey(string? telephone) =>
        Telephone.Digits(telephone) is { Length: > 0 } digits ? keys.Hash("key.telephone", digits) : null;

    /// <summary>The keyed hash by which an equally folded name is found.</summary>
    public byte[] NameKey(string name) => keys.Hash("key.name", TextFolding.Fold(name));

    /// <summary>The keyed hash of what a workbook row was read from.</summary>
    public byte[] ImportKey(string source) => keys.Hash("key.import", source);

    /// <summary>The hashes under which a business is found by any of these names and numbers.</summary>
    internal IReadOnlySet<long> Grams(IEnumerable<string?> names, IEnumerable<string?> telephones)
    {
        var grams = new HashSet<long>();
        foreach (var name in names)
        {
            grams.UnionWith(TextFolding.Grams(TextFolding.Fold(name)).Select(gram => Hash(NamePurpose, gram)));
        }

        foreach (var telephone in telephones)
        {
            grams.UnionWith(TextFolding.Grams(Telephone.Digits(telephone)).Where(gram => gram.Length >= ShortestTelephonePiece).Select(gram => Hash(TelephonePurpose, gram)));
        }

        return grams;
    }

    /// <summary>Enters a business that is not in the index yet.</summary>
    internal void Learn(PortalDbContext db, Business business, Reservations.ReservationDetails said) =>
        Learn(db, business, [said.BusinessName, said.ContactName], [said.Telephone]);

    /// <summary>The same with all the names and numbers that are known of it.</summary>
    internal void Learn(PortalDbContext db, Business business, IEnumerable<string?> names, IEnumerable<string?> telephones)
    {
        business.TelephoneKey = TelephoneKey(business.Telephone);
        business.NameKey = NameKey(business.Name);
        db.SearchGrams.AddRange(Grams(names, telephones)
            .Select(gram => new SearchGram { Gram = gram, BusinessId = business.Id }));
    }

    /// <summary>Adds what a booking said to the business's entries (earlier names and numbers keep finding it).</summary>
    internal async Task LearnAsync(PortalDbContext db, Business business, IEnumerable<string?> names, string? telephone, CancellationToken cancellation)
    {
        business.TelephoneKey = TelephoneKey(business.Telephone);
        business.NameKey = NameKey(business.Name);
        var known = await db.SearchGrams.Where(row => row.BusinessId == business.Id).Select(row => row.Gram).ToListAsync(cancellation);
        var pending = db.SearchGrams.Local.Where(row => row.BusinessId == business.Id).Select(row => row.Gram);
        var fresh = Grams(names, [telephone]).Except(known).Except(pending);
        db.SearchGrams.AddRange(fresh.Select(gram => new SearchGram { Gram = gram, BusinessId = business.Id }));
    }

    /// <summary>The businesses whose names or number contain what was typed, as a query to filter by; null when nothing searchable was typed.</summary>
    internal async Task<IQueryable<Guid>?> FindAsync(PortalDbContext db, string? typed, CancellationToken cancellation)
    {
        var folded = TextFolding.Fold(typed);
        var digits = Telephone.Digits(typed);
        IQueryable<Guid>? byName = folded.Length > 0 ? await MatchAsync(db, NamePurpose, folded, cancellation) : null;
        var looksLikeNumber = digits.Length >= ShortestTelephonePiece && digits.Length == folded.Count(char.IsLetterOrDigit);
        if (!looksLikeNumber)
        {
            return byName;
        }

        var byTelephone = await MatchAsync(db, TelephonePurpose, digits, cancellation);
        return byName is null ? byTelephone : byName.Union(byTelephone);
    }

    /// <summary>What was typed, as the hashes to look for and the test that a decrypted text has to pass; null when nothing searchable was typed.</summary>
    internal SearchTerm? Term(string? typed)
    {
        var folded = TextFolding.Fold(typed);
        var digits = Telephone.Digits(typed);
        var alternatives = new List<long[]>();
        if (folded.Length > 0)
        {
            alternatives.Add([.. TextFolding.QueryGrams(folded).Select(gram => Hash(NamePurpose, gram))]);
        }

        var isNumber = digits.Length >= ShortestTelephonePiece && digits.Length == folded.Count(char.IsLetterOrDigit);
        if (isNumber)
        {
            // The last digits are the rarest: an area code alone would lead to every business of the city.
            alternatives.Add([.. TextFolding.QueryGrams(digits).Reverse().Select(gram => Hash(TelephonePurpose, gram))]);
        }

        return alternatives.Count == 0 ? null : new SearchTerm(alternatives, folded, isNumber ? digits : null);
    }

    private static async Task<IQueryable<Guid>> VerifyAsync(PortalDbContext db, IQueryable<Guid> candidates, string purpose, string folded, CancellationToken cancellation)
    {
        var found = await candidates.Take(VerifiedAtMost).ToListAsync(cancellation);
        if (found.Count is 0 or VerifiedAtMost)
        {
            return candidates;
        }

        bool Holds(string? text) => purpose == TelephonePurpose
            ? Telephone.Digits(text).Contains(folded, StringComparison.Ordinal)
            : TextFolding.Fold(text).Contains(folded, StringComparison.Ordinal);
        var texts = await db.Reservations.AsNoTracking().Where(row => found.Contains(row.BusinessId))
            .Select(row => new { row.BusinessId, row.Details.BusinessName, row.Details.ContactName, row.Details.Telephone })
            .ToListAsync(cancellation);
        var verified = texts.Where(text => Holds(text.BusinessName) || Holds(text.ContactName) || Holds(text.Telephone))
            .Select(text => text.BusinessId).ToHashSet();
        return db.Businesses.Where(row => verified.Contains(row.Id)).Select(row => row.Id);
    }

    private async Task<IQueryable<Guid>> MatchAsync(PortalDbContext db, string purpose, string folded, CancellationToken cancellation)
    {
        var grams = TextFolding.QueryGrams(folded).Select(gram => Hash(purpose, gram)).ToArray();
        var first = grams[0];
        var candidates = db.SearchGrams.Where(row => row.Gram == first).Select(row => row.BusinessId);
        foreach (var gram in grams.Skip(1))
        {
            candidates = candidates.Where(id => db.SearchGrams.Any(row => row.BusinessId == id && row.Gram == gram));
        }

        // One piece that is the whole query holds by itself; several pieces might stand apart in the text.
        return grams.Length == 1 ? candidates : await VerifyAsync(db, candidates, purpose, folded, cancellation);
    }

    private long Hash(string purpose, string gram) => BinaryPrimitives.ReadInt64BigEndian(keys.Hash(purpose, gram));
}

/// <summary>A text that was typed to search by: a business fits when it has all hashes of one of the alternatives, and its texts prove it.</summary>
internal sealed record SearchTerm(IReadOnlyList<long[]> Alternatives, string Folded, string? Digits)
{
    public bool IsInName(string? name) => Folded.Length > 0 && TextFolding.Fold(name).Contains(Folded, StringComparison.Ordinal);

    public bool IsInTelephone(string? telephone) => Digits is not null && Telephone.Digits(telephone).Contains(Digits, StringComparison.Ordinal);
}
