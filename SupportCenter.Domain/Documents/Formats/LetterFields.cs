using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Collects what the fields of a letter are told to do: their words may be in many pieces, and fields in fields.</summary>
internal sealed partial class LetterFields
{
    private const char Begins = '\u0001';

    /// <summary>Fields that fetch from elsewhere or start something.</summary>
    private static readonly HashSet<string> Fetching = new(StringComparer.OrdinalIgnoreCase)
    {
        "DDE",
        "DDEAUTO",
        "INCLUDE",
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "LINK",
        "IMPORT",
        "DATABASE",
        "DATA",
        "RD",
        "MACROBUTTON",
    };

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
    );

    private readonly StringBuilder written = new();
    private readonly StringBuilder notDeleted = new();

    /// <summary>The fields that have begun: whether their instruction still goes on, or their result follows.</summary>
    private readonly Stack<bool> open = new();

    private bool IsInstruction => open.TryPeek(out var goesOn) && goesOn;

    /// <summary>Takes what an element that begins says of fields.</summary>
    public void Add(XmlReader element)
    {
        switch (element.LocalName)
        {
            case "fldSimple":
                Append(Begins + AttributeOf(element, "instr"));
                break;
            case "fldChar":
                AddMark(AttributeOf(element, "fldCharType"));
                break;
            case "tab" or "ptab" or "br" or "cr" or "p" when IsInstruction:
                Append(" ");
                break;
            default:
                break;
        }
    }

    /// <summary>Takes the text of an element: while an instruction goes on, ordinary text belongs to it.</summary>
    public void AddText(string element, string text)
    {
        if (element is "instrText" || (element is "t" && IsInstruction))
        {
            Append(text);
        }
        else if (element is "delInstrText")
        {
            written.Append(text);
        }
    }

    /// <exception cref="RuleException">A field fetches or starts something.</exception>
    public void EnsureNoneFetches()
    {
        if (Fetches(written.ToString()) || (notDeleted.Length < written.Length && Fetches(notDeleted.ToString())))
        {
            throw ActiveContent.Command();
        }
    }

    private void AddMark(string kind)
    {
        if (kind == "begin")
        {
            Append(Begins.ToString());
            open.Push(true);
        }
        else if (open.TryPop(out _) && kind == "separate")
        {
            open.Push(false);
        }
    }

    private void Append(string text)
    {
        written.Append(text);
        notDeleted.Append(text);
    }

    private static bool Fetches(string instructions)
    {
        var fields = instructions.Split(Begins);
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i].TrimStart();
            var end = field.AsSpan().IndexOfAnyExcept(NameCharacters);
            var name = end < 0 ? field : field[..end];
            // The rest of a name may be what the next field writes.
            var goesOn = end < 0 && i > 0 && i + 1 < fields.Length;
            if (Fetching.Contains(name) || (goesOn && Fetching.Any(one => one.StartsWith(name, StringComparison.OrdinalIgnoreCase))))
            {
                return true;
            }
        }

        return WordsAsNumbers().IsMatch(instructions);
    }

    private static string AttributeOf(XmlReader element, string name)
    {
        var value = "";
        for (var found = element.MoveToFirstAttribute(); found; found = element.MoveToNextAttribute())
        {
            value = element.LocalName == name ? element.Value : value;
        }

        element.MoveToElement();
        return value;
    }

    // The field that writes words as numbers of characters, so that nobody sees them.
    [GeneratedRegex(@"\bQUOTE\s+\d", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex WordsAsNumbers();
}
