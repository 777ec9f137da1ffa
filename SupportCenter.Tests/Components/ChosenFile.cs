using Microsoft.AspNetCore.Components.Forms;

namespace SupportCenter.Tests.Components;

/// <summary>A file as a browser offers it.</summary>
internal sealed class ChosenFile(string name, Stream content, long size) : IBrowserFile
{
    public ChosenFile(string name, byte[] content)
        : this(name, new MemoryStream(content), content.Length) { }

    public string Name => name;

    public DateTimeOffset LastModified => default;

    public long Size => size;

    public string ContentType => "";

    public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) => content;
}
