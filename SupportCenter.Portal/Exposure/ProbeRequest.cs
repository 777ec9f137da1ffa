namespace SupportCenter.Portal.Exposure;

/// <summary>One question: the address is sent to the letter.</summary>
internal sealed record ProbeRequest(string Method, string Address, string? Header = null, string? Value = null)
{
    public static ProbeRequest Get(string address) => new("GET", address);
}

/// <summary>Where to ask. <paramref name="Host"/> is another name by which the same address may be asked; null for the address's
/// own.</summary>
internal sealed record ProbeTarget(Uri Address, string? Host = null)
{
    public Uri At(string address) =>
        new(
            Address.GetLeftPart(UriPartial.Authority) + address,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
}
