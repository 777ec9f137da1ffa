namespace SupportCenter.Tests.Reports;

/// <summary>A test that opens workbooks in LibreOffice: run by <c>build/libreoffice.sh</c> alone, since the program is large and slow to
/// start. SUPPORTCENTER_LIBREOFFICE names the folder for what it makes of them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LibreOfficeFactAttribute : FactAttribute
{
    public LibreOfficeFactAttribute() =>
        Skip = Folder is null ? "build/libreoffice.sh runs it." : Prerequisites.WhySkipped(Program is not null, "soffice (LibreOffice)");

    public static string? Folder => Environment.GetEnvironmentVariable("SUPPORTCENTER_LIBREOFFICE");

    public static string? Program => Prerequisites.Find("SOFFICE", "soffice", "libreoffice");
}
