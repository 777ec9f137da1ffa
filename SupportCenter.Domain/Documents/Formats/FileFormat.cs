using System.Globalization;
using System.Xml;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Holds a file's content against the kind that its name claims (ASVS 5.2.2, 5.2.3). What is refused gets a sentence that says why.</summary>
internal static class FileFormat
{
    private static readonly byte[] Zip = [0x50, 0x4B, 3, 4];

    /// <summary>Looks at the first bytes, so that what is plainly something else is refused before the rest is taken in.</summary>
    /// <exception cref="RuleException">The content is not what the name says.</exception>
    public static void EnsureBeginning(DocumentKind kind, ReadOnlySpan<byte> beginning)
    {
        var fits = kind switch
        {
            // Office seals a file with a password into a compound file, whatever its name: that one gets a sentence of its own later.
            DocumentKind.Xlsx or DocumentKind.Docx => beginning.StartsWith(Zip) || beginning.StartsWith(CompoundFile.Signature),
            DocumentKind.Xls => beginning.StartsWith(CompoundFile.Signature),
            DocumentKind.Pdf => beginning.StartsWith("%PDF-"u8),
            DocumentKind.Png => beginning.StartsWith(Pictures.PngSignature),
            DocumentKind.Jpeg => beginning.StartsWith(Pictures.JpegSignature),
            _ => !beginning.StartsWith("%PDF-"u8) && !beginning.StartsWith(Zip),
        };
        if (!fits)
        {
            throw Differs(kind);
        }
    }

    /// <summary>Looks at the whole content.</summary>
    /// <exception cref="RuleException">The content is not what the name says, is damaged, or is of a sort that is not taken in.</exception>
    public static async Task EnsureAsync(DocumentKind kind, Stream content, DocumentOptions limits, CancellationToken cancellation)
    {
        try
        {
            await (kind switch
            {
                DocumentKind.Xlsx or DocumentKind.Docx => OfficeFiles.EnsureOpenXmlAsync(kind, content, limits, cancellation),
                DocumentKind.Xls => OfficeFiles.EnsureWorkbookAsync(content, cancellation),
                DocumentKind.Pdf => EnsurePdfAsync(content, cancellation),
                DocumentKind.Png => Pictures.EnsurePngAsync(content, cancellation),
                DocumentKind.Jpeg => Pictures.EnsureJpegAsync(content, cancellation),
                _ => PlainText.EnsureAsync(content, cancellation),
            });
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or XmlException)
        {
            throw new RuleException(string.Format(CultureInfo.CurrentCulture, DocumentTexts.Damaged, kind.Extension()));
        }
    }

    public static RuleException Differs(DocumentKind kind) =>
        new(string.Format(CultureInfo.CurrentCulture, DocumentTexts.ContentDiffers, kind.Extension()));

    /// <summary>Fills the buffer from a place in the content.</summary>
    /// <exception cref="EndOfStreamException">The content ends before.</exception>
    public static async Task ReadAtAsync(this Stream content, long position, Memory<byte> buffer, CancellationToken cancellation)
    {
        if (position < 0 || position > content.Length - buffer.Length)
        {
            throw new EndOfStreamException();
        }

        content.Position = position;
        await content.ReadExactlyAsync(buffer, cancellation);
    }

    // A PDF with scripts is still a PDF: it is shown in a sandbox only. One that was cut off has no end mark.
    private static async Task EnsurePdfAsync(Stream content, CancellationToken cancellation)
    {
        var tail = new byte[Math.Min(2048, content.Length)];
        await content.ReadAtAsync(content.Length - tail.Length, tail, cancellation);
        if (tail.AsSpan().IndexOf("startxref"u8) < 0 || tail.AsSpan().LastIndexOf("%%EOF"u8) < 0)
        {
            throw new InvalidDataException("The file has no end mark.");
        }
    }
}
