using System.IO.Compression;
using System.Text;

namespace SupportCenter.Tests.Documents;

/// <summary>PDFs that do something when they are opened.</summary>
internal static partial class ActiveFiles
{
    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> Pdfs()
    {
        const string name = "申請書.pdf";
        foreach (
            var (what, reason) in new[]
            {
                ("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "スクリプト"),
                ("/OpenAction<</S/J#61vaScript/JS 7 0 R>>", "スクリプト"),
                ("/AA<</O<</S/#4A#61#76#61#53#63#72#69#70#74/JS(x)>>>>", "スクリプト"),
                ("/Names<</JavaScript<</Names[(x)7 0 R]>>>>", "スクリプト"),
                ("/AcroForm<</XFA 7 0 R>>", "スクリプト"),
                ("/X<</S/Rendition/JS(x)>>", "スクリプト"),
                ("/OpenAction<</S/URI/URI(http://elsewhere.invalid)>>", "スクリプト"),
                ("/OpenAction 7 0 R", "スクリプト"),
                ("/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next 7 0 R>>", "スクリプト"),
                ("/OpenAction<</S/GoTo/S/URI/URI(x)>>", "スクリプト"),
                ("/OpenAction<</D(/S/GoTo)/S/URI/URI(x)>>", "スクリプト"),
                ("/AA<</O<</S/URI/URI(http://elsewhere.invalid)>>>>", "スクリプト"),
                ("/AA<</O<</S/GoTo/D[3 0 R/Fit]>>/C<</S/Named/N/Print>>>>", "スクリプト"),
                ("/A#41 <</O 7 0 R>>", "スクリプト"),
                ("/AA 7 0 R", "スクリプト"),
                ("/X<</Subtype/3D/OnInstantiate 7 0 R>>", "スクリプト"),
                ("/X<</Subtype/FileAttachment/FS 7 0 R>>", "埋め込まれた"),
                ("/X<</Type/Filespec/F(x.exe)/EF<</F 7 0 R>>>>", "埋め込まれた"),
                ("/X<</Type/Filespec/F(x.exe)/E#46%\n7 0 R>>", "埋め込まれた"),
                ("/AF[<</Type/Filespec/UF(x.exe)/EF <</UF 7 0 R>>>>]", "埋め込まれた"),
                ("/X<</FS/URL/F(http://elsewhere.invalid)>>", "リンク"),
                ("/X<</FS %\n/U#52L>>", "リンク"),
                ("/X<</S/Launch/F(cmd.exe)>>", "DDE"),
                ("/X<</S/SubmitForm/F(http://elsewhere.invalid)>>", "DDE"),
                ("/X<</S/ImportData/F(x)>>", "DDE"),
                ("/X<</S/GoToR/F(\\\\\\\\server\\\\x)>>", "リンク"),
                ("/X<</S/GoToE/T<<>>>>", "リンク"),
                ("/Names<</EmbeddedFiles<</Names[]>>>>", "埋め込まれた"),
                ("/X<</Type/EmbeddedFile>>", "埋め込まれた"),
                ("/X<</Type/Embedded#46ile>>", "埋め込まれた"),
                ("/X<</Subtype/RichMedia>>", "埋め込まれた"),
                ("/X<</Encrypt 7 0 R>>", "パスワード"),
            }
        )
        {
            yield return (name, what, reason, () => Pdf(what));
            yield return (name, "packed " + what, reason, () => Packed($"<<{what}>>", ""));
        }

        yield return (name, "opening by a packed object", "スクリプト", () => Packed("<</S/URI/URI(x)>>", "/OpenAction 9 0 R"));
        yield return (name, "opening by one of two objects", "スクリプト", () =>
            Packed("<</S/URI/URI(x)>>", "/OpenAction 9 0 R", more: "9 0 obj\n<</S/GoTo/D[3 0 R/Fit]>>\nendobj\n")
        );
        yield return (name, "one object for opening and for other times", "スクリプト", () =>
            Packed("<</S/GoTo/D[3 0 R/Fit]/O<</S/URI/URI(x)>>>>", "/AA 9 0 R/OpenAction 9 0 R")
        );
        foreach (var head in new[] { "9 0 obj", "009 0 obj", "9 00000 obj", "9 %x\n0%x\robj%\n" })
        {
            yield return (name, $"opening by the object {head}", "スクリプト", () =>
                Packed("<</S/GoTo/D[3 0 R/Fit]>>", "/OpenAction 9 0 R", more: head + "<</S/URI/URI(x)>>\nendobj\n")
            );
        }

        foreach (var source in new[] { "(//server/x)", "<</FS/URL/F(http://elsewhere.invalid)>>", "<</F(x)>>", "7 0 R", "<2F>" })
        {
            yield return (name, "a stream whose content is at " + source, "リンク", () =>
                Packed("<<>>", "", more: $"11 0 obj\n<</Length 0/F {source}>>\nstream\n\nendstream\nendobj\n")
            );
        }
    }

    /// <summary>A script in a packed stream of objects, whose dictionary is written in each way, and packed so many times.</summary>
    private static IEnumerable<(string Name, string What, string Said, Func<byte[]> File)> PackedObjects()
    {
        const string name = "申請書.pdf";
        const string script = "<</S/JavaScript/JS(x)>>";
        foreach (
            var before in new[]
            {
                "",
                "/C(stream )",
                "/C(\\)stream \\(>>)",
                "/C(a(stream)b)",
                "/C<</D(>>)/Filter/LZWDecode>>",
                "/C[(stream)<</X(>>stream)>>]",
                "/C%stream >>\n(x)",
                "/stream/stream",
                "/C<73747265616D>",
                "/C 1 2 (stream)",
            }
        )
        {
            foreach (
                var (filters, times) in new[]
                {
                    ("/Filter/FlateDecode", 1),
                    ("/Filter/Fl#61teDecode", 1),
                    ("/F#69lter%\n/FlateDecode", 1),
                    ("/Filter[/FlateDecode]", 1),
                    ("/Filter[/FlateDecode/FlateDecode]", 2),
                    ("/Filter[ /FlateDecode /Fl %]\n/FlateDecode]", 3),
                    ("", 0),
                }
            )
            {
                foreach (var type in new[] { "/Type/ObjStm/N 1/First 4", "/N 1/First 4", "/Type/Obj#53tm/First 4/N 1" })
                {
                    yield return (name, $"{type}{before}{filters}", "スクリプト", () =>
                        Packed(script, "", $"<<{type}{before}{filters}/Length 1>>", times)
                    );
                }
            }
        }

        foreach (
            var filters in new[]
            {
                "/Filter/LZWDecode",
                "/Filter[/FlateDecode/ASCIIHexDecode]",
                "/Filter[/ASCII85Decode/FlateDecode]",
                "/Filter 7 0 R",
                "/Filter[7 0 R]",
                "/Filter/FlateDecode/Filter[/FlateDecode/FlateDecode]",
                "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>",
                "/Filter/FlateDecode/DecodeParms 7 0 R",
                "/Filter/FlateDecode/C(x",
                "/Filter/FlateDecode/C[(x)>>",
                "/Filter[/FlateDecode/FlateDecode/FlateDecode/FlateDecode/FlateDecode]",
            }
        )
        {
            yield return (name, filters, "壊れ", () => Packed(script, "", $"<</Type/ObjStm/N 1/First 4{filters}>>", 1));
        }
    }

    private static byte[] Pdf(string catalogue) =>
        Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(SampleFiles.Pdf).Replace("/Pages 2 0 R", "/Pages 2 0 R" + catalogue, StringComparison.Ordinal)
        );

    /// <summary>A PDF in which object 9 is in a packed stream of objects.</summary>
    private static byte[] Packed(
        string packedObject,
        string catalogue,
        string dictionary = "<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>",
        int times = 1,
        string more = ""
    )
    {
        var content = Encoding.Latin1.GetBytes("9 0 " + packedObject);
        for (var i = 0; i < times; i++)
        {
            using var stream = new MemoryStream();
            using (var zip = new ZLibStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                zip.Write(content);
            }

            content = stream.ToArray();
        }

        var file = Encoding.Latin1.GetString(Pdf(catalogue));
        var at = file.IndexOf("xref\n", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(
            $"{file[..at]}8 0 obj\n{dictionary}stream\n{Encoding.Latin1.GetString(content)}\nendstream\nendobj\n{more}{file[at..]}"
        );
    }
}
