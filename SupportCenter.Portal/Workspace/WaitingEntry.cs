using SupportCenter.Domain.Access;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Workspace;

/// <summary>One line of what waits.</summary>
public sealed record WaitingEntry(string Label, string Figure, string Href, BadgeTone Tone, string? Note = null);

/// <summary>Where a line comes from: who may see it, after which changes it is read again, and how.</summary>
public sealed record WaitingSource(Permission Permission, IReadOnlyList<string> Kinds, Func<Task<WaitingEntry>> Read);
