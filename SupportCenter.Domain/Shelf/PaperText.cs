using System.Text;
using System.Xml;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Formats;

namespace SupportCenter.Domain.Shelf;

/// <summary>All text of a file, so that it can be looked through for names: of workbooks and letters also what is in headers, comments,
/// hidden parts and properties. Only kinds whose text can be read completely are taken onto the shelf.</summary>
internal static class PaperText
{
    /// <summary>Characters of a paper: a book of a thousand pages has fewer.</summary>
    public const int Longest = 2_000_000;

    /// <summary>The kinds of which all text is found.</summary>
    public static readonly IReadOnlyList<DocumentKind> Kinds = [DocumentKind.Docx, DocumentKind.Xlsx, DocumentKind.Text, DocumentKind.Csv];

    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    // A paragraph or a cell ends a line; the runs within one are written one after the other, however their letters are formatted.
    private static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { "p", "si", "is", "c", "br", "tab" };

    /// <summary>The texts in which the file may be meant: one, or of plain text one for each possible encoding.</summary>
    /// <exception cref="RuleException">It is longer than <see cref="Longest"/>.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        DocumentKind kind,
        Stream content,
        DocumentOptions limits,
        CancellationToken cancellation
    )
    {
        if (kind is DocumentKind.Text or DocumentKind.Csv)
        {
            var texts = new List<string>();
            foreach (var encoding in await PlainText.EnsureAsync(content, cancellation))
            {
                content.Position = 0;
                using var reader = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
                texts.Add(Short(await reader.ReadToEndAsync(cancellation)));
            }

            return texts;
        }

        var package = await OfficePackage.ReadAsync(content, limits.MaxParts, cancellation);
        var text = new StringBuilder();
        foreach (var part in package.Parts.Where(part => IsXml(part.Name)))
        {
            await using var xml = await package.OpenAsync(part, cancellation);
            await AddAsync(text, xml, isProperties: part.Name.StartsWith("docProps/", StringComparison.OrdinalIgnoreCase));
            text.Append('\n');
        }

        return [text.ToString()];
    }

    private static bool IsXml(string name) =>
        name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".vml", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static async Task AddAsync(StringBuilder text, Stream part, bool isProperties)
    {
        using var reader = XmlReader.Create(part, Settings);
        while (await reader.ReadAsync())
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                text.Append(reader.Value);
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                AddAttributes(text, reader);
            }

            var ends = reader.NodeType == XmlNodeType.EndElement || (reader.NodeType == XmlNodeType.Element && reader.IsEmptyElement);
            if (ends && (isProperties || Ends.Contains(reader.LocalName)))
            {
                text.Append('\n');
            }

            if (text.Length > Longest)
            {
                throw new RuleException(ShelfTexts.TooLong);
            }
        }
    }

    // Names of sheets, alternative texts of pictures, authors of comments and addresses of links.
    private static void AddAttributes(StringBuilder text, XmlReader reader)
    {
        if (reader.LocalName is "sheet" or "docPr" or "cNvPr" or "comment" or "ins" or "del" or "Relationship" or "definedName")
        {
            while (reader.MoveToNextAttribute())
            {
                if (reader.LocalName is "name" or "descr" or "title" or "author" or "Target" or "initials" or "comment")
                {
                    text.Append('\n').Append(reader.Value).Append('\n');
                }
            }

            reader.MoveToElement();
        }
    }

    private static string Short(string text) => text.Length <= Longest ? text : throw new RuleException(ShelfTexts.TooLong);
}
