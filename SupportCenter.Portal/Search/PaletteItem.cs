using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Search;

/// <summary>Something that the command palette leads to.</summary>
public sealed record PaletteItem(string Href, string Text, string? Details = null);

/// <summary>Results of one kind under their heading.</summary>
public sealed record PaletteGroup(string Title, IReadOnlyList<PaletteItem> Items);
