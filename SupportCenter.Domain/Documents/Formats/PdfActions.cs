namespace SupportCenter.Domain.Documents.Formats;

/// <summary>What is done without being asked for. A place in the paper may be shown; everything else does something.</summary>
internal sealed class PdfActions
{
    private readonly HashSet<int> openings = [];
    private readonly HashSet<int> triggers = [];
    private readonly HashSet<int> met = [];

    public bool IsAny => openings.Count + triggers.Count > 0;

    public void Add(PdfSyntax text, PdfFile.FoundNames found)
    {
        Add(text, found.Openings, openings, GoesThere);
        Add(text, found.Triggers, triggers, AllGoThere);
    }

    /// <summary>Looks at the objects of those numbers: at each one, as programs differ in which they take.</summary>
    public void Ensure(PdfSyntax text, IEnumerable<PdfObject> objects)
    {
        foreach (var (number, value) in objects)
        {
            if ((openings.Contains(number) && !GoesThere(text, value)) || (triggers.Contains(number) && !AllGoThere(text, value)))
            {
                throw ActiveContent.Script();
            }

            met.Add(number);
        }
    }

    /// <summary>Numbers and places of the packed objects come first, then the objects.</summary>
    public void Ensure(PdfSyntax unpacked, PdfFile.PackedStream stream, PdfSyntax file)
    {
        var first = stream.Entries.Where(entry => entry.Key == "First").Select(entry => file.NumberAt(entry.Value)).ToArray();
        if (first is not [{ } begin] || begin > unpacked.Bytes.Length)
        {
            throw new InvalidDataException("A stream of objects does not say where they begin.");
        }

        var objects = new List<PdfObject>();
        for (var at = unpacked.SkipBlank(0); at < begin && unpacked.NumberAt(at) is { } number; )
        {
            at = unpacked.SkipBlank(unpacked.EndOfWord(at));
            var place = unpacked.NumberAt(at) ?? throw new InvalidDataException("An object has no place.");
            objects.Add(new PdfObject(number, (int)Math.Min(unpacked.Bytes.Length, (long)begin + place)));
            at = unpacked.SkipBlank(unpacked.EndOfWord(at));
        }

        Ensure(unpacked, objects);
    }

    public void EnsureAllFound()
    {
        if (!openings.IsSubsetOf(met) || !triggers.IsSubsetOf(met))
        {
            throw ActiveContent.Script();
        }
    }

    private static void Add(PdfSyntax text, List<int> places, HashSet<int> numbers, Func<PdfSyntax, int, bool> isTaken)
    {
        foreach (var at in places)
        {
            if (text.ReferenceAt(at) is { } number)
            {
                numbers.Add(number);
            }
            else if (!isTaken(text, at))
            {
                throw ActiveContent.Script();
            }
        }
    }

    private static bool GoesThere(PdfSyntax text, int at) =>
        text.SkipBlank(at) is var value
        && (
            text.Has(value, "["u8)
            || text.Has(value, "null"u8)
            || (
                text.EntriesAt(value, out _) is { } entries
                && entries.Count(entry => entry.Key == "S") == 1
                && entries.All(entry => entry.Key != "Next" && (entry.Key != "S" || text.NameValueAt(entry.Value) == "GoTo"))
            )
        );

    private static bool AllGoThere(PdfSyntax text, int at) =>
        text.EntriesAt(at, out _) is { } entries && entries.All(entry => GoesThere(text, entry.Value));
}
