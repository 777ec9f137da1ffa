using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SupportCenter.Domain.Consultations;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Documents;
using SupportCenter.Domain.Documents.Scanning;

namespace SupportCenter.Domain.Demo;

/// <summary>Fictional papers of demonstration businesses: small, real files of three kinds, encrypted as every document is.</summary>
internal static class DemoPapers
{
    private static readonly (string Name, DocumentKind Kind, Func<int, byte[]> Content)[] Kinds =
    [
        ("売上台帳（例）.csv", DocumentKind.Csv, n => Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Sales(n))).ToArray()),
        ("聞き取りメモ（例）.txt", DocumentKind.Text, n =>
            Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"次回までに決算書をご用意いただく。\n整理番号 例-{n:000}\n")
            )
        ),
        ("申請書の控え（例）.pdf", DocumentKind.Pdf, Pdf),
    ];

    /// <summary>Puts a paper onto a record.</summary>
    public static void Add(PortalDbContext db, ConsultationRecord record, int n, DateTime atUtc)
    {
        var (name, kind, make) = Kinds[n % Kinds.Length];
        var bytes = make(n);
        var content = new DocumentContent(NewId.Create(), record.BusinessId, atUtc);
        var piece = content.Append(0, DocumentEncryption.Encrypt(db.Cipher, content.Id, 0, isLast: true, bytes), bytes.Length, atUtc);
        var key = DocumentEncryption.KeyOf(db.Cipher, record.BusinessId, SHA256.HashData(bytes));
        db.AddRange(
            content,
            piece,
            new Document(
                content,
                record.ReservationId,
                record.Id,
                name,
                kind,
                key,
                new ScanVerdict(ScanState.Unscanned),
                record.ScrivenerId,
                atUtc
            )
        );
    }

    private static string Sales(int n) =>
        "月,売上（千円）\r\n"
        + string.Concat(
            Enumerable
                .Range(1, 12)
                .Select(month => string.Create(CultureInfo.InvariantCulture, $"{month},{300 + (n * 37 % 200) + (month * 13 % 90)}\r\n"))
        );

    /// <summary>A page that says, in the letters that every PDF reader brings, that it is an example.</summary>
    private static byte[] Pdf(int n)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"BT /F1 24 Tf 72 760 Td (EXAMPLE {n:000}) Tj ET");
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            string.Create(CultureInfo.InvariantCulture, $"<</Length {text.Length}>>stream\n{text}\nendstream"),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj{objects[i]}endobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
