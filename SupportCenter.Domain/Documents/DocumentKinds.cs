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
        ["jfif"] = DocumentKind.Jpeg,
        ["jpe"] = DocumentKind.Jpeg,
        ["webp"] = DocumentKind.WebP,
        ["heic"] = DocumentKind.Heic,
        ["heif"] = DocumentKind.Heic,
        ["tif"] = DocumentKind.Tiff,
        ["tiff"] = DocumentKind.Tiff,
        ["txt"] = DocumentKind.Text,
        ["csv"] = DocumentKind.Csv,
    };

    // Formats whose active content cannot be looked through well enough, or that browsers and the office's programs do not show. Each of
    // their programs writes one that is taken in.
    private static readonly (string Extensions, Func<string> Sentence)[] Others =
    [
        ("doc dot dotx rtf odt ott jtd jtt pages wps", () => DocumentTexts.OtherLetter),
        ("xlsm xltm xlam docm dotm pptm ppsm potm", () => DocumentTexts.HasMacros),
        ("xlsb xlt xltx ods ots numbers ppt pps pptx ppsx odp key xps", () => DocumentTexts.OtherSheets),
        ("gif bmp dib svg avif jxl jp2 psd ai dng ico", () => DocumentTexts.OtherPicture),
    ];

    /// <summary>What a file dialog is told to offer, such as <c>.xlsx,.xls</c>.</summary>
    public static string Accepted { get; } = string.Join(',', ByExtension.Keys.Select(extension => "." + extension));

    /// <summary>What people are told of the kinds that are taken in, such as <c>xlsx、xls</c>.</summary>
    public static string AcceptedNames => string.Join(DocumentTexts.KindSeparator, ByExtension.Keys);

    /// <summary>Why a file whose name claims no such kind is not taken in, and what to do.</summary>
    public static RuleException NotAccepted(string fileName)
    {
        var extension = fileName[(fileName.LastIndexOf('.') + 1)..];
        var other = Array.Find(Others, kinds => kinds.Extensions.Split(' ').Contains(extension, StringComparer.OrdinalIgnoreCase));
        return new RuleException(other.Sentence?.Invoke() ?? Filled(DocumentTexts.KindNotAccepted, AcceptedNames));
    }

    /// <summary>The kind that a file's name claims; null when no such file is taken in.</summary>
    public static DocumentKind? Of(string fileName)
    {
        var dot = fileName.LastIndexOf('.');
        return dot >= 0 && ByExtension.TryGetValue(fileName[(dot + 1)..], out var kind) ? kind : null;
    }

    /// <summary>The usual extension, without a dot.</summary>
    public static string Extension(this DocumentKind kind) => ByExtension.First(entry => entry.Value == kind).Key;

    /// <summary>Whether it may be shown inside the portal: only what browsers draw without running anything of ours beside it. They do
    /// not draw HEIC and TIFF: those are saved, and opened with the programs of the computer.</summary>
    public static bool CanBePreviewed(this DocumentKind kind) =>
        kind is DocumentKind.Pdf or DocumentKind.Png or DocumentKind.Jpeg or DocumentKind.WebP;

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
            DocumentKind.WebP => "image/webp",
            DocumentKind.Heic => "image/heic",
            DocumentKind.Tiff => "image/tiff",
            DocumentKind.Csv => "text/csv",
            _ => "text/plain",
        };
}
