using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace SupportCenter.Domain.Documents.Formats;

/// <summary>Holds a file's content against the kind that its name claims (ASVS 5.2.2, 5.2.3). What is refused gets a sentence that says
/// why.</summary>
internal static class FileFormat
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);
    private static readonly byte[] Zip = [0x50, 0x4B, 3, 4];

    /// <summary>Looks at the first bytes, so that what is plainly something else is refused before the rest is taken in.</summary>
    /// <exception cref="RuleException">The content is not what the name says.</exception>
    public static void EnsureBeginning(DocumentKind kind, ReadOnlySpan<byte> beginning)
    {
        var fits = kind switch
        {
            // Office encrypts a file with a password into a compound file, whatever its name: that one gets a sentence of its own later.
            DocumentKind.Xlsx or DocumentKind.Docx => beginning.StartsWith(Zip) || beginning.StartsWith(CompoundFile.Signature),
            DocumentKind.Xls => beginning.StartsWith(CompoundFile.Signature),
            DocumentKind.Pdf => PdfFile.Begins(beginning),
            DocumentKind.Png => beginning.StartsWith(Pictures.PngSignature),
            DocumentKind.Jpeg => beginning.StartsWith(Pictures.JpegSignature),
            DocumentKind.WebP => beginning.Length > 12 && beginning.StartsWith("RIFF"u8) && beginning[8..].StartsWith("WEBP"u8),
            DocumentKind.Heic => Pictures.IsHeic(beginning),
            DocumentKind.Tiff => Pictures.IsTiff(beginning),
            _ => !PdfFile.Begins(beginning) && !beginning.StartsWith(Zip),
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
        // Those are looked through as a whole: one after the other, so that many at once do not fill the memory.
        var isHeld = kind is DocumentKind.Pdf or DocumentKind.Xls;
        if (isHeld)
        {
            await OneAtATime.WaitAsync(cancellation);
        }

        try
        {
            await (
                kind switch
                {
                    DocumentKind.Xlsx or DocumentKind.Docx => OfficeFiles.EnsureOpenXmlAsync(kind, content, limits, cancellation),
                    DocumentKind.Xls => OfficeFiles.EnsureWorkbookAsync(content, cancellation),
                    DocumentKind.Pdf => PdfFile.EnsureAsync(content, cancellation),
                    DocumentKind.Png => Pictures.EnsurePngAsync(content, cancellation),
                    DocumentKind.Jpeg => Pictures.EnsureJpegAsync(content, cancellation),
                    DocumentKind.WebP => Pictures.EnsureWebPAsync(content, cancellation),
                    DocumentKind.Heic => Pictures.EnsureHeicAsync(content, cancellation),
                    DocumentKind.Tiff => Pictures.EnsureTiffAsync(content, cancellation),
                    DocumentKind.Csv => Cells.EnsureAsync(content, cancellation),
                    _ => PlainText.EnsureAsync(content, cancellation),
                }
            );
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or XmlException or RegexMatchTimeoutException)
        {
            throw new RuleException(Filled(DocumentTexts.Damaged, kind.Extension()));
        }
        finally
        {
            if (isHeld)
            {
                OneAtATime.Release();
            }
        }
    }

    public static RuleException Differs(DocumentKind kind) => new(Filled(DocumentTexts.ContentDiffers, kind.Extension()));

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
}
