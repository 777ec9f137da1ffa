namespace SupportCenter.Domain.Documents;

/// <summary>Which files are taken in, how they are called, and what of them a browser may show.</summary>
public static class DocumentKinds
{
    private static readonly Dictionary<string, DocumentKind> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        ["xlsx"] = DocumentKind.Xlsx,
        ["xls"] = DocumentKind.Xls,
        ["docx"] = DocumentKind.Docx,
        ["pdf"] = DocumentKind.Pdf,
        ["png"] = DocumentKind.Png,
        ["jpg"] = DocumentKind.Jpeg,
        ["jpeg"] = DocumentKind.Jpeg,
        ["txt"] = DocumentKind.Text,
        ["csv"] = DocumentKind.Csv,
    };

    /// <summary>What a file dialog is told to offer, such as <c>.xlsx,.xls</c>.</summary>
    public static string Accepted { get; } = string.Join(',', ByExtension.Keys.Select(extension => "." + extension));

    /// <summary>The kind that a file's name claims; null when no such file is taken in.</summary>
    public static DocumentKind? Of(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        return dot >= 0 && ByExtension.TryGetValue(fileName[(dot + 1)..], out var kind) ? kind : null;
    }

    /// <summary>The usual extension, without a dot.</summary>
    public static string Extension(this DocumentKind kind) => ByExtension.First(entry => entry.Value == kind).Key;

    /// <summary>Whether it may be shown inside the portal: only what browsers draw without running anything of ours beside it.</summary>
    public static bool CanBePreviewed(this DocumentKind kind) => kind is DocumentKind.Pdf or DocumentKind.Png or DocumentKind.Jpeg;

    /// <summary>The media type that downloads carry.</summary>
    public static string MediaType(this DocumentKind kind) =>
        kind switch
        {
            DocumentKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            DocumentKind.Xls => "application/vnd.ms-excel",
            DocumentKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            DocumentKind.Pdf => "application/pdf",
            DocumentKind.Png => "image/png",
            DocumentKind.Jpeg => "image/jpeg",
            DocumentKind.Csv => "text/csv",
            _ => "text/plain",
        };
}
