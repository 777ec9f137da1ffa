using SupportCenter.Domain.Documents;

namespace SupportCenter.Portal.Documents;

/// <summary>How documents are spoken of on the screen.</summary>
internal static class DocumentFormatter
{
    public static string Of(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Xlsx => DocumentPageTexts.KindXlsx,
            DocumentKind.Xls => DocumentPageTexts.KindXls,
            DocumentKind.Docx => DocumentPageTexts.KindDocx,
            DocumentKind.Pdf => DocumentPageTexts.KindPdf,
            DocumentKind.Png => DocumentPageTexts.KindPng,
            DocumentKind.Jpeg => DocumentPageTexts.KindJpeg,
            DocumentKind.WebP => DocumentPageTexts.KindWebP,
            DocumentKind.Heic => DocumentPageTexts.KindHeic,
            DocumentKind.Tiff => DocumentPageTexts.KindTiff,
            DocumentKind.Csv => DocumentPageTexts.KindCsv,
            _ => DocumentPageTexts.KindText,
        };
}
