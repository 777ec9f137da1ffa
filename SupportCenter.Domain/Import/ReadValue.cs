using System.Runtime.InteropServices;

namespace SupportCenter.Domain.Import;

/// <summary>A value of a legacy paper: what was typed, and what it was read as. Both are kept, so that a person can compare.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReadValue<T>(string Typed, T Value);
