using System.Globalization;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Words;

namespace SupportCenter.Portal.Documents;

/// <summary>How documents are spoken of on the screen.</summary>
internal static class DocumentWords
{
    public static string Of(DocumentKind kind) => kind switch
    {
        DocumentKind.Xlsx => DocumentPageTexts.KindXlsx,
        DocumentKind.Xls => DocumentPageTexts.KindXls,
        DocumentKind.Docx => DocumentPageTexts.KindDocx,
        DocumentKind.Pdf => DocumentPageTexts.KindPdf,
        DocumentKind.Png => DocumentPageTexts.KindPng,
        DocumentKind.Jpeg => DocumentPageTexts.KindJpeg,
        DocumentKind.Csv => DocumentPageTexts.KindCsv,
        _ => DocumentPageTexts.KindText,
    };

    /// <summary>An instant as the centre's date and time: 令和2年7月16日(木) 13:05, or as the other language writes it.</summary>
    public static string At(DateTime utc)
    {
        var civil = CentreTime.ToCivil(utc);
        return CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "ja"
            ? $"{JapaneseDate.Format(DateOnly.FromDateTime(civil))} {JapaneseTime.Format(TimeOnly.FromDateTime(civil))}"
            : civil.ToString("d MMM yyyy HH:mm", CultureInfo.CurrentCulture);
    }
}
