using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace SupportCenter.Domain.Words;

/// <summary>The words by which people know the values of an enumeration, in the language of the screen.</summary>
public static class Labels
{
    private static readonly ConcurrentDictionary<Enum, DisplayAttribute?> Known = new();

    /// <summary>The label of a value (its <c>[Display]</c>), or its name where none is given.</summary>
    public static string Label(this Enum value) =>
        Known.GetOrAdd(value, one => one.GetType().GetField(one.ToString())?.GetCustomAttribute<DisplayAttribute>())?.GetName() ?? value.ToString();
}
