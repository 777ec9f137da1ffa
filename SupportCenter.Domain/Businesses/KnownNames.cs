using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Text;

namespace SupportCenter.Domain.Businesses;

/// <summary>What of a business was found in a text.</summary>
internal enum KnownNameKind
{
    Business = 1,
    Contact = 2,
    Telephone = 3,
}

/// <summary>Where a text names a business that the centre knows. What was found is not repeated: whoever reads this has the text.</summary>
/// <param name="Line">The line of the text, from 1.</param>
/// <param name="Businesses">The businesses that have the name or the number.</param>
internal sealed record KnownNameFound(KnownNameKind Kind, int Line, IReadOnlyList<Guid> Businesses);

/// <summary>Tells from the search's index alone whether a text names a business, one of its contact persons or its telephone number;
/// nothing is decrypted. Names are compared folded. A name of two characters counts only where it stands alone (山田様, ㈱山田): in the
/// middle of a word it would be found everywhere. Names of staff and venues are not taken for those of businesses.</summary>
internal sealed class KnownNames(PortalDbContext db, BlindIndex index)
{
    private const int Gram = 3;
    private const int ShortName = 2;
    private const int LongestName = 40;

    // What stands behind a person's or a firm's name, the longer one first.
    private static readonly string[] Titles = ["さま", "さん", "御中", "様", "氏", "殿"];

    /// <summary>The first line of the text that names a business; null when none does.</summary>
    public async Task<KnownNameFound?> FindFirstAsync(string text, CancellationToken cancellation)
    {
        var lines = text.Split('\n');
        var asked = await CandidatesAsync(lines, cancellation);
        if (asked.Count == 0)
        {
            return null;
        }

        var hashes = JsonSerializer.Serialize(asked.Keys);
        var found = await db
            .SearchGrams.FromSql(
                $"""SELECT s."Gram", s."BusinessId" FROM json_each({hashes}) AS j JOIN "SearchGrams" AS s ON s."Gram" = j."value" """
            )
            .AsNoTracking()
            .ToListAsync(cancellation);
        return found
            .GroupBy(row => row.Gram)
            .Select(rows => new KnownNameFound(asked[rows.Key].Kind, asked[rows.Key].Line, [.. rows.Select(row => row.BusinessId)]))
            .OrderBy(name => name.Line)
            .ThenBy(name => name.Kind)
            .FirstOrDefault();
    }

    /// <summary>The hash of everything in the text that could be a whole name or number, and where it is.</summary>
    private async Task<Dictionary<long, (KnownNameKind Kind, int Line)>> CandidatesAsync(string[] lines, CancellationToken cancellation)
    {
        var folded = lines.Select(line => Pieces(TextFolding.Fold(line))).ToArray();
        var known = await KnownPiecesAsync(folded, cancellation);
        var ours = await OwnNamesAsync(cancellation);
        var asked = new Dictionary<long, (KnownNameKind, int)>();
        for (var at = 0; at < lines.Length; at++)
        {
            foreach (var name in LongNames(folded[at], known).Concat(ShortNames(lines[at])).Distinct(StringComparer.Ordinal))
            {
                if (!ours.Any(own => own.Contains(name, StringComparison.Ordinal)))
                {
                    asked.TryAdd(index.WholeName(name), (KnownNameKind.Business, at + 1));
                    asked.TryAdd(index.WholeContact(name), (KnownNameKind.Contact, at + 1));
                }
            }

            foreach (var number in Telephone.All(lines[at]))
            {
                if (index.WholeTelephone(number) is { } whole)
                {
                    asked.TryAdd(whole, (KnownNameKind.Telephone, at + 1));
                }
            }
        }

        return asked;
    }

    /// <summary>Every part of the line of which the index has all pieces: only these can be names of three characters and more.</summary>
    private static IEnumerable<string> LongNames(string[] line, HashSet<string> known)
    {
        for (var from = 0; from + Gram <= line.Length; from++)
        {
            for (var length = Gram; length <= LongestName && from + length <= line.Length; length++)
            {
                if (!known.Contains(string.Concat(line.AsSpan(from + length - Gram, Gram))))
                {
                    break;
                }

                yield return string.Concat(line.AsSpan(from, length));
            }
        }
    }

    /// <summary>The words of the line that are two characters long once their legal form and title are taken away.</summary>
    private static IEnumerable<string> ShortNames(string line)
    {
        var words = new List<string>();
        var from = 0;
        for (var at = 0; at <= line.Length; at++)
        {
            // The brackets of (株) belong to the word that they stand beside.
            if (at == line.Length || !(char.IsLetterOrDigit(line[at]) || char.IsSurrogate(line[at]) || "()（）㈱㈲".Contains(line[at])))
            {
                words.Add(line[from..at]);
                from = at + 1;
            }
        }

        return words
            .Select(word =>
                TextFolding.Fold(
                    Array.Find(Titles, title => word.EndsWith(title, StringComparison.Ordinal)) is { } title ? word[..^title.Length] : word
                )
            )
            .Where(name => Pieces(name).Length == ShortName && name.All(char.IsLetter));
    }

    private async Task<HashSet<string>> KnownPiecesAsync(string[][] lines, CancellationToken cancellation)
    {
        var pieces = new Dictionary<long, string>();
        foreach (var line in lines)
        {
            for (var from = 0; from + Gram <= line.Length; from++)
            {
                var piece = string.Concat(line.AsSpan(from, Gram));
                pieces[index.NamePiece(piece)] = piece;
            }
        }

        var hashes = JsonSerializer.Serialize(pieces.Keys);
        var known = await db
            .Database.SqlQuery<long>(
                $"""
                SELECT j."value" AS "Value" FROM json_each({hashes}) AS j
                WHERE EXISTS (SELECT 1 FROM "SearchGrams" AS s WHERE s."Gram" = j."value")
                """
            )
            .ToListAsync(cancellation);
        return known.Select(hash => pieces[hash]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The folded names of people who work here and of venues.</summary>
    private async Task<List<string>> OwnNamesAsync(CancellationToken cancellation)
    {
        var staff = await db.Staff.Select(row => row.Name).ToListAsync(cancellation);
        var venues = await db.Venues.Select(row => row.Details.Name).ToListAsync(cancellation);
        return staff.Concat(venues).Select(TextFolding.Fold).Distinct(StringComparer.Ordinal).ToList();
    }

    private static string[] Pieces(string folded) => [.. folded.EnumerateRunes().Select(rune => rune.ToString())];
}
