using System.Globalization;
using System.Security;
using System.Text;

namespace SupportCenter.Portal.Printing;

/// <summary>What a document says of itself, in the two forms that PDF has: the information dictionary and XMP, which must agree
/// (ISO 19005-2, 6.6). It claims PDF/A-2 with structure (level A) and PDF/UA-1.</summary>
internal sealed record PdfMetadata(string Title, string Author, DateTimeOffset MadeAt)
{
    const string Producer = "SupportCenter";

    /// <summary>The information dictionary.</summary>
    public string Information()
    {
        var at = MadeAt.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + Offset("HH'mm'");
        var author = Author.Length > 0 ? $"/Author {PdfFileWriter.Text(Author)}" : "";
        var names = $"/Title {PdfFileWriter.Text(Title)}{author}/Producer {PdfFileWriter.Text(Producer)}";
        return $"<<{names}/CreationDate(D:{at})/ModDate(D:{at})>>";
    }

    /// <summary>The XMP packet. The properties of PDF/UA are described in it, because PDF/A knows none that it does not define.</summary>
    public byte[] Packet()
    {
        var at = MadeAt.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + Offset("HH:mm");
        var author =
            Author.Length > 0 ? $"<dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(Author)}</rdf:li></rdf:Seq></dc:creator>" : "";
        return Encoding.UTF8.GetBytes(
            $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
             xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
             xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
             xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>{author}
            <xmp:CreateDate>{at}</xmp:CreateDate><xmp:ModifyDate>{at}</xmp:ModifyDate>
            <pdf:Producer>{Producer}</pdf:Producer>
            <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
            <pdfuaid:part>1</pdfuaid:part>
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
            <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
            <pdfaProperty:category>internal</pdfaProperty:category>
            <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
            </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """
        );
    }

    string Offset(string form) =>
        (MadeAt.Offset < TimeSpan.Zero ? "-" : "+")
        + (DateTime.MinValue + MadeAt.Offset.Duration()).ToString(
            form.Replace("'", "\\'", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );
}
