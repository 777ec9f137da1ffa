using System.Diagnostics;

namespace SupportCenter.Tests.Printing;

/// <summary>Takes the pictures of the papers in docs/pictures/papers (build/pictures.sh): the first pages of every paper, as Poppler
/// draws them.</summary>
public sealed class PaperPicturesTests
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("SUPPORTCENTER_PICTURES");

    const int MostPages = 5;

    /// <summary>Only when the script asks for the pictures.</summary>
    sealed class PicturesFactAttribute : FactAttribute
    {
        public PicturesFactAttribute() => Skip = Folder is null ? "Makes the pictures of the documentation: build/pictures.sh" : null;
    }

    [PicturesFact]
    public async Task Pictures_are_taken_of_the_first_pages_of_every_paper()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder!, "papers")).FullName;
        foreach (var (name, render) in Papers.All)
        {
            var printed = render();
            var file = Path.Combine(Path.GetTempPath(), $"{name}.pdf");
            await File.WriteAllBytesAsync(file, printed.Bytes);
            // -r: dots an inch. What is written can still be read, and a page takes some 60 KB. The records of a binder look as they do
            // alone.
            var start = new ProcessStartInfo(
                "pdftoppm",
                ["-png", "-gray", "-r", "56", "-l", $"{MostPages}", file, Path.Combine(folder, name)]
            );
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            File.Delete(file);
            Assert.Equal(0, process.ExitCode);
            Assert.Equal(Math.Min(printed.PageCount, MostPages), Directory.GetFiles(folder, $"{name}-*.png").Length);
        }
    }
}
